/** What the LAN's tests are arranged with. */
@NullMarked
package io.chimera.p2p.testing;

import org.jspecify.annotations.NullMarked;
