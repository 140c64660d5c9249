/** The local network: announcements over UDP, transfer over mutual TLS. */
@NullMarked
package io.chimera.p2p;

import org.jspecify.annotations.NullMarked;
