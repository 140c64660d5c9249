package io.chimera.lab.server;

import io.chimera.core.dialog.Markup;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.FoundedGathering;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.people.PastMessage;
import java.io.IOException;
import java.net.URLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The first day of a lab: its people move in, with what they have said to each other so far. */
final class Founding {

    /** Nothing of the past was done on a device that will ever ask for updates. */
    private static final String NO_DEVICE = "past";

    private final LabDatabase database;
    private final Registry registry;
    private final Gatherings gatherings;
    private final Conversations conversations;
    private final Depot depot;
    private final TokenFolder tokens;

    Founding(
            LabDatabase database,
            Registry registry,
            Gatherings gatherings,
            Conversations conversations,
            Depot depot,
            TokenFolder tokens) {
        this.database = database;
        this.registry = registry;
        this.gatherings = gatherings;
        this.conversations = conversations;
        this.depot = depot;
        this.tokens = tokens;
    }

    /**
     * Lets people move in unless somebody lives here, all or none; everybody who lives here then has a token. Groups and
     * channels that an older lab did not have are founded in it, too.
     */
    void settle(LabPeople people, Instant now) throws IOException {
        boolean fresh = registry.isEmpty();
        var held = new HashMap<Long, String>();
        for (var resident : people.people()) held.put(resident.id(), tokens.obtain(resident.id()));
        var missing = people.gatherings().stream()
                .filter(gathering -> !gatherings.exists(gathering.id()))
                .toList();
        var past = recall(people, now, missing, fresh);
        database.alter(change -> {
            people.people()
                    .forEach(resident -> registry.settle(
                            resident.id(),
                            resident.name(),
                            resident.number(),
                            Objects.requireNonNull(held.get(resident.id()))));
            missing.forEach(gathering -> gatherings.found(change, gathering, now));
            people.advertisements().forEach(ad -> SponsorDesk.place(change, ad));
            if (fresh) meet(people);
            remember(people, past, now);
        });
    }

    private void meet(LabPeople people) {
        for (var known : people.acquaintances()) registry.acquaint(known.owner(), known.person(), known.called());
    }

    private List<Recalled> recall(LabPeople people, Instant now, List<FoundedGathering> founded, boolean everything)
            throws IOException {
        var places = founded.stream().map(FoundedGathering::id).collect(Collectors.toSet());
        var recalled = new ArrayList<Recalled>();
        for (var past : people.past()) {
            if (past.to() < 0 ? places.contains(past.to()) : everything)
                recalled.add(new Recalled(past.from(), past.to(), now.minus(past.ago()), said(past)));
        }
        return recalled;
    }

    private Said said(PastMessage past) throws IOException {
        if (past.text().isPresent())
            return new Said.Words(Markup.read(past.text().get()));
        var name = past.file().orElseThrow();
        var type = URLConnection.guessContentTypeFromName(name);
        return new Said.Document(
                FileName.from(name),
                type == null ? SharedFile.UNKNOWN_TYPE : type,
                depot.put(LabPeople.resource(name)));
    }

    /** What was said is seen by whom it was said to, but for the exceptions. */
    private void remember(LabPeople people, List<Recalled> past, Instant now) {
        var said = new LinkedHashMap<Reading, List<Heard>>();
        for (var message : past) {
            var taken = conversations.send(
                    new Device(message.from(), NO_DEVICE), message.to(), message.said(), 0, message.at());
            for (long reader : readers(people, message)) {
                said.computeIfAbsent(new Reading(reader, message.dialogOf(reader)), _ -> new ArrayList<>())
                        .add(new Heard(message.from(), taken.message()));
            }
        }
        var unseen = new HashMap<Reading, Integer>();
        for (var exception : people.unseen()) {
            unseen.put(new Reading(exception.reader(), exception.of()), exception.last());
        }
        said.forEach(
                (reading, messages) -> see(reading, messages.size() - unseen.getOrDefault(reading, 0), messages, now));
    }

    private static List<Long> readers(LabPeople people, Recalled message) {
        if (message.to() > 0) return List.of(message.to());
        return people.gatherings().stream()
                .filter(gathering -> gathering.id() == message.to())
                .flatMap(gathering -> gathering.members().stream())
                .filter(member -> member != message.from())
                .toList();
    }

    private void see(Reading reading, int seen, List<Heard> messages, Instant now) {
        if (seen <= 0) return;
        var last = messages.get(seen - 1);
        long readersId = conversations.readersId(last.author(), last.message(), reading.reader());
        conversations.seen(new Device(reading.reader(), NO_DEVICE), reading.dialog(), readersId, now);
    }

    /** Somebody reads a dialog. */
    private record Reading(long reader, long dialog) {}

    /** What was heard, by its author's id. */
    private record Heard(long author, long message) {}

    private record Recalled(long from, long to, Instant at, Said said) {

        long dialogOf(long reader) {
            return reader == to ? from : to;
        }
    }
}
