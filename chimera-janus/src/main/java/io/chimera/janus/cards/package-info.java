/** What is remembered of sites, sealed under a key that only the secret gives. */
@NullMarked
package io.chimera.janus.cards;

import org.jspecify.annotations.NullMarked;
