package io.chimera.core.transfer;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One file on its way, as it is at a moment.
 *
 * @param resumedAt how many bytes were there before this attempt, when it took up an older one
 * @param done bytes there now
 * @param size bytes in all; -1 when the other side did not say
 * @param rate bytes a second over the last five seconds or so; 0 while it is not known
 */
public record Progress(
        MessageId message,
        DialogId dialog,
        Direction direction,
        Way way,
        FileName name,
        long resumedAt,
        long done,
        long size,
        double rate,
        Instant since) {

    /** Whether it comes or goes. */
    public enum Direction {
        IN,
        OUT
    }

    /** How much is there, 0 to 100; empty when the size is not known. */
    public Optional<Integer> percent() {
        if (size < 0) return Optional.empty();
        return Optional.of(size == 0 ? 100 : (int) (100.0 * done / size));
    }

    /** How long it will take at this rate. */
    public Optional<Duration> left() {
        if (size < 0 || rate < 1) return Optional.empty();
        return Optional.of(Duration.ofMillis((long) ((size - done) * 1000.0 / rate)));
    }
}
