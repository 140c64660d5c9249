package io.chimera.core.message;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Chosen by the sender and kept on every way that can carry it, so that a second copy is recognised as the same message.
 *
 * @param value a UUIDv7 (RFC 9562 §5.7) when it was made here; any UUID when it came from elsewhere. Its time is never
 *     trusted for order
 */
public record MessageId(UUID value) {

    /** A new id: the clock's millisecond, then 74 random bits. */
    public static MessageId next(Clock clock, RandomGenerator random) {
        long high = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new MessageId(new UUID(high, low));
    }

    /**
     * Reads the usual hexadecimal form.
     *
     * @throws IllegalArgumentException if it is not a UUID in its 36-character form
     */
    public static MessageId parse(String text) {
        if (text.length() != 36) throw new IllegalArgumentException("not a message id");
        return new MessageId(UUID.fromString(text));
    }

    /** The moment inside a UUIDv7, for display only. */
    public Instant mintedAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
