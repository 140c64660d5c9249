package io.chimera.core.legacy;

import io.chimera.core.account.AccountId;
import io.chimera.core.file.Sha256;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The ids that old messages have here: the same however often they are brought. Pure. */
final class OldNames {

    /** Telegram's engine counts a message's id in steps of 2^20, and gives the numbers between to no other. */
    private static final long STEP = 1L << 20;

    private static final long HIGH = 0xffff_ffff_ffff_0fffL;
    private static final long LOW = 0x3fff_ffff_ffff_ffffL;

    private OldNames() {}

    /**
     * The id of one piece of an old message: a UUIDv8 (RFC 9562 §5.8) of the SHA-256 of what names it. What Telegram knows
     * is named by its id there; what it does not, by who wrote what when.
     *
     * @param piece 0 for the first
     */
    static MessageId of(AccountId account, LegacyMessage message, int piece) {
        var name = "the first Chimera\n" + account + "\n" + message.dialog() + "\n" + piece + "\n"
                + (message.byCloud()
                        ? message.telegramId()
                        : message.author() + "\n" + message.date() + "\n" + message.text());
        var digest = ByteBuffer.wrap(
                Sha256.over(name.getBytes(StandardCharsets.UTF_8)).bytes());
        return new MessageId(new UUID((digest.getLong() & HIGH) | 0x8000, (digest.getLong() & LOW) | Long.MIN_VALUE));
    }

    /** Whether an id is one of these: nothing else here gives a UUIDv8. */
    static boolean isOne(MessageId message) {
        return message.value().version() == 8;
    }

    /** The cloud's id of one piece. A caption has the number behind its file's; no other piece has one. */
    static Optional<CloudMessageId> inCloud(LegacyMessage message, int piece, boolean withFile) {
        if (!message.byCloud() || message.telegramId() > Long.MAX_VALUE / STEP) return Optional.empty();
        if (piece > (withFile ? 1 : 0)) return Optional.empty();
        return Optional.of(new CloudMessageId(message.telegramId() * STEP + piece));
    }
}
