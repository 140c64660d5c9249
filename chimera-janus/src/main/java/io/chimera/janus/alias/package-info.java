/** Addresses that say which site they were given to, to whoever has the key. */
@NullMarked
package io.chimera.janus.alias;

import org.jspecify.annotations.NullMarked;
