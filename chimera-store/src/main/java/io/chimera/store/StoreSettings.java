package io.chimera.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How data is kept.
 *
 * @param reserve room on the disk that files leave for the databases; at least 1 MB
 * @param readers how many questions one account's database answers at once, 1 to 16. Each holds a carrier thread while it
 *     is answered: keep {@code jdk.virtualThreadScheduler.parallelism} above the sum for the accounts signed in
 * @param patience how long a change waits for another program that is writing into a database, at most 30 s
 * @param keepParts how long the beginning of a file that stopped coming is kept, at least an hour
 */
@ConfigurationProperties("chimera.store")
public record StoreSettings(
        @DefaultValue("64MB") DataSize reserve,
        @DefaultValue("3") int readers,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("7d") Duration keepParts) {

    private static final int MOST_READERS = 16;
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_KEEPING = Duration.ofHours(1);

    public StoreSettings {
        check(reserve.toMegabytes() >= 1, "chimera.store.reserve must be at least 1MB, not " + reserve);
        check(readers >= 1 && readers <= MOST_READERS, "chimera.store.readers must be 1 to 16, not " + readers);
        check(
                patience.isPositive() && patience.compareTo(LONGEST_PATIENCE) <= 0,
                "chimera.store.patience must be more than nothing and at most 30s, not " + patience);
        check(
                keepParts.compareTo(SHORTEST_KEEPING) >= 0,
                "chimera.store.keep-parts must be at least 1h, not " + keepParts);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) throw new IllegalArgumentException(otherwise);
    }
}
