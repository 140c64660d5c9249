package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudReached;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.event.Events;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.transfer.Transfer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One account's connection to the lab cloud. */
final class LabCloud implements CloudCarrier {

    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

    private final AccountId account;
    private final LabLine line;
    private final Carriage carriage;
    private final Sendings sendings;
    private final Events events;
    private final Clock clock;
    private final Downloads downloads;
    private final TypingLine typing;
    private final Thread loop;

    private final AtomicBoolean online = new AtomicBoolean();
    private volatile boolean closed;

    LabCloud(
            AccountId account,
            LabLine line,
            Carriage carriage,
            Incoming incoming,
            Downloads downloads,
            Sendings sendings,
            Events events,
            Clock clock) {
        this.account = account;
        this.line = line;
        this.carriage = carriage;
        this.sendings = sendings;
        this.events = events;
        this.clock = clock;
        this.downloads = downloads;
        this.typing = new TypingLine(line);
        this.loop = Thread.ofVirtual()
                .name("lab-cloud-" + account)
                .unstarted(new UpdateLoop(line, incoming, this::reached));
    }

    void start() {
        loop.start();
    }

    private void reached(boolean now) {
        if (closed || online.getAndSet(now) == now) return;
        events.publish(new CloudReached(account, clock.instant(), now));
    }

    @Override
    public boolean online() {
        return online.get();
    }

    @Override
    public List<Outcome> carry(List<Parcel> parcels) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>(parcels.size());
        try (var _ = sendings.begin()) {
            for (var parcel : parcels) {
                boolean held = !outcomes.isEmpty() && outcomes.getLast() instanceof Unsettled;
                outcomes.add(held ? new Unreachable("it waits for the one before it") : carry(parcel));
            }
        }
        return outcomes;
    }

    private Outcome carry(Parcel parcel) throws InterruptedException {
        return closed ? new Unreachable("the connection to the lab cloud was closed") : carriage.carry(parcel);
    }

    @Override
    public List<Sent> sentSince(DialogId dialog, Instant moment) throws IOException, InterruptedException {
        return new SentBefore(line).within(dialog, Duration.between(moment, clock.instant()));
    }

    @Override
    public List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException, InterruptedException {
        return new SaidBefore(account, line).before(dialog, message, limit);
    }

    @Override
    public boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException, InterruptedException {
        return downloads.fetch(dialog, message, to, transfer);
    }

    @Override
    public Optional<Contact> lookUp(PhoneNumber number) throws IOException, InterruptedException {
        return line.byPhone(number.e164()).map(LabPhonebook::contact);
    }

    @Override
    public Optional<Contact> add(PhoneNumber number, String name) throws IOException, InterruptedException {
        var found = lookUp(number);
        if (found.isEmpty()) return found;
        line.call(found.get().id().telegramUser(), name);
        return lookUp(number);
    }

    @Override
    public void types(DialogId dialog, boolean on) {
        if (online()) typing.say(dialog, on);
    }

    @Override
    public SponsoredMessages sponsored() {
        return new LabSponsors(line);
    }

    @Override
    public void close() {
        closed = true;
        online.set(false);
        typing.close();
        loop.interrupt();
        try {
            loop.join(LAST_MOMENTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
