package io.chimera.lab.server;

import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.people.PastMessage;
import java.io.IOException;
import java.net.URLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** The first day of a lab: its people move in, with what they have said to each other so far. */
final class Founding {

    /** Nothing of the past was done on a device that will ever ask for updates. */
    private static final String NO_DEVICE = "past";

    private final LabDatabase database;
    private final Registry registry;
    private final Conversations conversations;
    private final Depot depot;
    private final TokenFolder tokens;

    Founding(LabDatabase database, Registry registry, Conversations conversations, Depot depot, TokenFolder tokens) {
        this.database = database;
        this.registry = registry;
        this.conversations = conversations;
        this.depot = depot;
        this.tokens = tokens;
    }

    /** Lets people move in unless somebody lives here, all or none; everybody who lives here then has a token. */
    void settle(LabPeople people, Instant now) throws IOException {
        boolean fresh = registry.isEmpty();
        var held = new HashMap<Long, String>();
        for (var resident : people.people()) held.put(resident.id(), tokens.obtain(resident.id()));
        var past = fresh ? recall(people, now) : List.<Recalled>of();
        database.alter(_ -> {
            people.people()
                    .forEach(resident -> registry.settle(
                            resident.id(),
                            resident.name(),
                            resident.number(),
                            Objects.requireNonNull(held.get(resident.id()))));
            if (fresh) remember(people, past, now);
        });
    }

    private List<Recalled> recall(LabPeople people, Instant now) throws IOException {
        var recalled = new ArrayList<Recalled>();
        for (var past : people.past()) {
            recalled.add(new Recalled(new Pair(past.from(), past.to()), now.minus(past.ago()), said(past)));
        }
        return recalled;
    }

    private Said said(PastMessage past) throws IOException {
        if (past.text().isPresent()) return new Said.Words(past.text().get());
        var name = past.file().orElseThrow();
        var type = URLConnection.guessContentTypeFromName(name);
        return new Said.Document(
                FileName.from(name),
                type == null ? SharedFile.UNKNOWN_TYPE : type,
                depot.put(LabPeople.resource(name)));
    }

    private void remember(LabPeople people, List<Recalled> past, Instant now) {
        for (var known : people.acquaintances()) registry.acquaint(known.owner(), known.person(), known.called());
        var said = new HashMap<Pair, List<Long>>();
        for (var message : past) {
            var pair = message.pair();
            var taken = conversations.send(new Device(pair.from(), NO_DEVICE), pair.to(), message.said(), message.at());
            said.computeIfAbsent(pair, _ -> new ArrayList<>()).add(taken.message());
        }
        var unseen = new HashMap<Pair, Integer>();
        for (var exception : people.unseen()) {
            unseen.put(new Pair(exception.of(), exception.reader()), exception.last());
        }
        said.forEach((pair, messages) -> see(pair, messages.size() - unseen.getOrDefault(pair, 0), messages, now));
    }

    private void see(Pair pair, int seen, List<Long> messages, Instant now) {
        if (seen <= 0) return;
        long readersId = conversations.readersId(pair.from(), messages.get(seen - 1));
        conversations.seen(new Device(pair.to(), NO_DEVICE), pair.from(), readersId, now);
    }

    private record Pair(long from, long to) {}

    private record Recalled(Pair pair, Instant at, Said said) {}
}
