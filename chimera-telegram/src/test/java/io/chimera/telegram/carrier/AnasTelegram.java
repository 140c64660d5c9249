package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.event.Events;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What Ana's computer has for Telegram, in a folder. It can be connected again after it was closed. */
record AnasTelegram(Path folder, Arrivals arrivals, Transfers transfers, Events events, Clock clock) {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Application APPLICATION = new Application(1, "0123456789abcdef0123456789abcdef");

    /** What is lost on purpose is given up soon. */
    private static final Pace PACE = new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofSeconds(1));

    TdlibCarrier connect(TdSessions sessions) {
        var applications = new Applications(folder.resolve("application"), Optional.of(APPLICATION));
        return new TelegramClouds(sessions, applications, _ -> databaseFolder(), events, PACE, clock)
                .open(ANA, arrivals, transfers);
    }

    Path databaseFolder() {
        return folder.resolve("ana-tdlib");
    }

    TdDatabase database() throws IOException {
        return TdDatabase.in(databaseFolder());
    }

    /** TDLib removes what Telegram removes, and does so before it sends. */
    static String cleaned(String words) {
        return words.replace("\r", "").replace("\t", " ").strip();
    }
}
