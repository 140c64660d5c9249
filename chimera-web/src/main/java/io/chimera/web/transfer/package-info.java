/** Files on their way. */
@NullMarked
package io.chimera.web.transfer;

import org.jspecify.annotations.NullMarked;
