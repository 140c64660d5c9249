/** The LAN protocol's frames as bytes: docs/protocol/lan-v2.md. Knows no sockets. */
@NullMarked
package io.chimera.p2p.wire;

import org.jspecify.annotations.NullMarked;
