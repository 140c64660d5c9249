/** What surrounds every page. */
@NullMarked
package io.chimera.web.frame;

import org.jspecify.annotations.NullMarked;
