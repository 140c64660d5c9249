/** Connections whose both ends have proved who they are. Knows no frames. */
@NullMarked
package io.chimera.p2p.secure;

import org.jspecify.annotations.NullMarked;
