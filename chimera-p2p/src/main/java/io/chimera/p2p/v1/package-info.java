/** What the first Chimera speaks once TLS stands: docs/protocol/lan-v1.md. One message a connection, no receipts. */
@NullMarked
package io.chimera.p2p.v1;

import org.jspecify.annotations.NullMarked;
