/** Carrying the outbox, by the LAN or by the cloud. */
@NullMarked
package io.chimera.core.delivery;

import org.jspecify.annotations.NullMarked;
