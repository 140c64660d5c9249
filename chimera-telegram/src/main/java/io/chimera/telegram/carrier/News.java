package io.chimera.telegram.carrier;

import java.util.List;

/** Something that happened in a chat, as far as it is brought here. */
sealed interface News {

    long chat();

    /** Somebody wrote. */
    record Message(TdMessage message) implements News {
        @Override
        public long chat() {
            return message.chat();
        }
    }

    /** What the newest message of a chat is. */
    record Latest(TdMessage message) implements News {
        @Override
        public long chat() {
            return message.chat();
        }
    }

    /** A message says something else now. */
    record Edited(long chat, long message) implements News {}

    /** Messages are gone for good, for everybody. */
    record Deleted(long chat, List<Long> messages) implements News {}

    /** Somebody else has seen our messages up to this one. */
    record SeenByThem(long chat, long upTo) implements News {}

    /** This account has seen others' messages up to this one, here or on another device. */
    record SeenByMe(long chat, long upTo) implements News {}

    /** A group or a channel is in a list now, or is called something else. */
    record Shown(long chat) implements News {}

    /** A group or a channel is in no list any more. */
    record Unlisted(long chat) implements News {}

    /** Telegram can be reached again, so that what is missing can be asked for. */
    record Reached() implements News {
        @Override
        public long chat() {
            return 0;
        }
    }
}
