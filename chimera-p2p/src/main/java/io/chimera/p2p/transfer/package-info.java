/** Parcels over the LAN: who is connected to whom, what was acknowledged, files on connections of their own. */
@NullMarked
package io.chimera.p2p.transfer;

import org.jspecify.annotations.NullMarked;
