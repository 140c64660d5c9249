package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.CloudCarrierContract;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is the same of Ana's connection to Telegram, whichever Telegram it is. */
abstract class TelegramScene extends CloudCarrierContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Application APPLICATION = new Application(1, "0123456789abcdef0123456789abcdef");

    /** What is lost on purpose is given up soon. */
    private static final Pace PACE = new Pace(
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofSeconds(1));

    SimpleShelf shelf;

    /** Ana's connection, which is up; she has looked Bruno up, as who opens a dialog with him does. */
    TdlibCarrier connect(TdSessions sessions) throws Exception {
        var carrier = open(sessions);
        await().atMost(PATIENCE).until(carrier::online);
        carrier.lookUp(brunosNumber());
        return carrier;
    }

    TdlibCarrier open(TdSessions sessions) throws IOException {
        if (shelf == null) shelf = new SimpleShelf(folder.resolve("ana-shelf"));
        var applications = new Applications(folder.resolve("application"), Optional.of(APPLICATION));
        var places = new TelegramClouds.Places(_ -> database(), _ -> shelf);
        return new TelegramClouds(sessions, applications, places, events, PACE, clock).open(ANA, arrivals, transfers);
    }

    Path database() {
        return folder.resolve("ana-tdlib");
    }

    /** TDLib removes what Telegram removes, and does so before it sends. */
    @Override
    protected String asTheCloudHas(String words) {
        return words.replace("\r", "").replace("\t", " ").strip();
    }

    @Override
    protected boolean takesEmptyFiles() {
        return false;
    }
}
