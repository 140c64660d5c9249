/** Files that came or are to go: put aside while they arrive, sealed once they are whole. */
@NullMarked
package io.chimera.core.file;

import org.jspecify.annotations.NullMarked;
