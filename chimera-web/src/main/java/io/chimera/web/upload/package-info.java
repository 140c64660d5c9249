/** Files from a browser or a program, straight onto the shelf. */
@NullMarked
package io.chimera.web.upload;

import org.jspecify.annotations.NullMarked;
