/** Files that the cloud has and this computer has not, on their way here. */
@NullMarked
package io.chimera.core.fetch;

import org.jspecify.annotations.NullMarked;
