package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;

/**
 * Something that was sent: what its sender is told, each time it is asked.
 *
 * @param id of the message in the sender's box, or in its channel
 * @param news that it is there
 */
record Sending(Letter letter, Peer to, int id, Tl news) {}
