package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.event.Events;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/** Connects accounts to a lab cloud. */
public final class LabClouds implements CloudCarriers {

    private final LabLines lines;
    private final Events events;
    private final Clock clock;

    public LabClouds(LabLines lines, Events events, Clock clock) {
        this.lines = lines;
        this.events = events;
        this.clock = clock;
    }

    /** @throws UncheckedIOException if there is no token for the account here; the message says what to do */
    @Override
    public CloudCarrier open(AccountId account, Arrivals arrivals, Transfers transfers) {
        try {
            var line = lines.of(account);
            var sendings = new Sendings();
            var cloud = new LabCloud(
                    account,
                    line,
                    new Carriage(line, transfers, clock),
                    new Incoming(account, arrivals, sendings),
                    new Downloads(line),
                    sendings,
                    events,
                    clock);
            cloud.start();
            return cloud;
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
