/** Files on their way, as they are now. Nothing here survives a restart. */
@NullMarked
package io.chimera.core.transfer;

import org.jspecify.annotations.NullMarked;
