package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.core.transfer.Transfer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account's connection to Telegram, by TDLib. */
public final class TdlibCarrier implements CloudCarrier {

    private final Reach reach;
    private final Carriage carriage;
    private final SentBefore sentBefore;
    private final SaidBefore saidBefore;
    private final Phonebook phonebook;
    private final Download download;
    private final Sponsors sponsors;
    private final Busy busy;
    private final Opening opening;
    private volatile boolean closed;

    TdlibCarrier(
            Reach reach,
            Carriage carriage,
            SentBefore sentBefore,
            SaidBefore saidBefore,
            Phonebook phonebook,
            Sponsors sponsors,
            Download download,
            Busy busy,
            Opening opening) {
        this.reach = reach;
        this.carriage = carriage;
        this.sentBefore = sentBefore;
        this.saidBefore = saidBefore;
        this.phonebook = phonebook;
        this.download = download;
        this.sponsors = sponsors;
        this.busy = busy;
        this.opening = opening;
    }

    /** Why Telegram cannot be used by this account until somebody does something; empty if nothing is wrong here. */
    public Optional<String> trouble() {
        return opening.trouble();
    }

    @Override
    public boolean online() {
        return reach.online();
    }

    @Override
    public List<Outcome> carry(List<Parcel> parcels) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>(parcels.size());
        try (var _ = busy.begin()) {
            for (var parcel : parcels) {
                boolean held = !outcomes.isEmpty() && outcomes.getLast() instanceof Unsettled;
                outcomes.add(held ? new Unreachable("it waits for the one before it") : carry(parcel));
            }
        }
        return outcomes;
    }

    private Outcome carry(Parcel parcel) throws InterruptedException {
        return closed ? new Unreachable("the connection to Telegram was closed") : carriage.carry(parcel);
    }

    @Override
    public List<Sent> sentSince(DialogId dialog, Instant moment) throws IOException, InterruptedException {
        return sentBefore.since(dialog, moment);
    }

    @Override
    public List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException, InterruptedException {
        return saidBefore.before(dialog, message, limit);
    }

    @Override
    public boolean fetch(DialogId dialog, CloudMessageId message, IncomingFile to, Transfer transfer)
            throws IOException, InterruptedException {
        if (!online()) throw new IOException("Telegram cannot be reached");
        return download.bring(dialog, message, to, transfer);
    }

    @Override
    public Optional<Contact> lookUp(PhoneNumber number) throws IOException, InterruptedException {
        return phonebook.lookUp(number);
    }

    @Override
    public Optional<Contact> add(PhoneNumber number, String name) throws IOException, InterruptedException {
        return phonebook.add(number, name);
    }

    @Override
    public void types(DialogId dialog, boolean on) {
        if (!closed) carriage.types(dialog, on);
    }

    @Override
    public SponsoredMessages sponsored() {
        return sponsors;
    }

    @Override
    public void close() {
        closed = true;
        reach.close();
        opening.close();
    }
}
