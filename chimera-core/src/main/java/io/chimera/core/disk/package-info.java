/** Keeping small secrets on this computer's disk. */
@NullMarked
package io.chimera.core.disk;

import org.jspecify.annotations.NullMarked;
