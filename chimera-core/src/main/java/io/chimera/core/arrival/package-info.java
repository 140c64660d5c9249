/** What comes in, whichever way it came. */
@NullMarked
package io.chimera.core.arrival;

import org.jspecify.annotations.NullMarked;
