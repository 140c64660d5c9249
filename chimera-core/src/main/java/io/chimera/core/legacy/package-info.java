/** What the first Chimera left behind, and how it is brought over. */
@NullMarked
package io.chimera.core.legacy;

import org.jspecify.annotations.NullMarked;
