package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;

/** The other end of a dialog, as its owner sees it. */
sealed interface Peer {

    record OfUser(long id) implements Peer {}

    record OfGroup(long id) implements Peer {}

    record OfChannel(long id) implements Peer {}

    default Tl tl() {
        return switch (this) {
            case OfUser(var id) -> Tl.of("peerUser", "user_id", id);
            case OfGroup(var id) -> Tl.of("peerChat", "chat_id", id);
            case OfChannel(var id) -> Tl.of("peerChannel", "channel_id", id);
        };
    }
}
