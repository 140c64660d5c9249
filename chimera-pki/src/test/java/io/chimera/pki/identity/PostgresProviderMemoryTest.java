package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.pki.database.Database;
import io.chimera.pki.database.PostgresDatabase;
import io.chimera.pki.testing.RealPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresProviderMemoryTest extends ProviderMemoryContract {

    private final String url = RealPostgres.shared().database();

    @Override
    Database open() throws IOException {
        return open(RealPostgres.PASSWORD);
    }

    private Database open(String password) throws IOException {
        return PostgresDatabase.open(
                new PostgresDatabase.Address(url, RealPostgres.USER, password, 4), "pki/identity-postgresql");
    }

    @Test
    void limitsAreSharedByInstances() throws Exception {
        try (var second = open()) {
            var other = records(second, Limits.USUAL);
            var rate = new Limits.Rate(2, Duration.ofSeconds(10));

            assertThat(records.throttle().pass("a", rate, NOON)).isEmpty();
            assertThat(other.throttle().pass("a", rate, NOON)).isEmpty();
            assertThat(records.throttle().pass("a", rate, NOON)).isPresent();
            assertThat(other.throttle().pass("a", rate, NOON)).isPresent();
        }
    }

    /** Each takes rows of the same table at once, old ones among them: PostgreSQL would end one of two that wait in a ring. */
    @Test
    void instancesThatForgetAndThatLimitDoNotWaitForEachOther() throws Exception {
        try (var second = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(records, records(second, Limits.USUAL));
            var work = new ArrayList<Future<?>>();
            for (var i = 0; i < 12; i++) {
                var one = i;
                var of = both.get(i % 2);
                work.add(threads.submit(() -> {
                    for (var round = 0; round < 40; round++) {
                        var now = NOON.plus(Duration.ofMinutes(2L * round));
                        var asker = "10.0.0." + (round + one) % 5;
                        if (one < 4) of.upkeep(now);
                        else of.challenges().open(challenge(one + "-" + round, ANA, asker, KEY, now), CODE);
                    }
                }));
            }
            for (var each : work) each.get();
        }
    }

    @Test
    void instancesThatStartAtOnceDoNotQuarrelOverTheTables() throws Exception {
        var fresh = RealPostgres.shared().database();
        var address = new PostgresDatabase.Address(fresh, RealPostgres.USER, RealPostgres.PASSWORD, 2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> PostgresDatabase.open(address, "pki/identity-postgresql"));
            var other = threads.submit(() -> PostgresDatabase.open(address, "pki/identity-postgresql"));
            one.get().close();
            other.get().close();
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        assertThatThrownBy(() -> open("not the password"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("not the password");
    }
}
