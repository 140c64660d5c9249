package io.chimera.core.dialog;

import io.chimera.core.message.MessageId;

/**
 * Room in a dialog for what the cloud has not brought yet.
 *
 * @param before the message that could not wait for it
 * @param missing the last of its author's messages that belong there
 */
public record Gap(MessageId before, CloudTrace missing) {

    /** How many messages there is room for. */
    public static final int ROOM = 4_096;
}
