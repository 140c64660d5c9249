package io.chimera.core.delivery;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Decision.Go;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Settled;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.route.Outcome.Unsettled;
import io.chimera.core.route.Route;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.View;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attempt with one batch: recorded, carried, concluded. */
final class Trip {

    /** How far the cloud's clock and ours may be apart when we look for what may have arrived there. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** How many messages back we look for our last one: with more in between, nobody minds which came first. */
    private static final int LATELY = 16;

    private final AccountStore store;
    private final LanCarrier lan;
    private final CloudCarrier cloud;
    private final Settlement settlement;
    private final Clock clock;

    Trip(AccountStore store, LanCarrier lan, CloudCarrier cloud, Settlement settlement, Clock clock) {
        this.store = store;
        this.lan = lan;
        this.cloud = cloud;
        this.settlement = settlement;
        this.clock = clock;
    }

    void make(List<Dispatch> planned, Go go) throws InterruptedException {
        var setOff = new Attempt(clock.instant(), go.route().way(), onItsWay(go.route()));
        var batch = begin(planned, setOff);
        if (batch.isEmpty()) return;
        var outcomes = carry(named(batch, go.route()), go.route());
        if (outcomes.size() != batch.size())
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " parcels");
        conclude(batch, go, setOff.at(), outcomes);
    }

    /** What an attempt is until it is known to be something else: if we die now, this is the truth. */
    private static Unconfirmed onItsWay(Route route) {
        return new Unconfirmed(
                "it set off, and nothing was heard of it since",
                route instanceof Route.Lan(var neighbour) && neighbour.dialect() == Dialect.V2);
    }

    /** Records the attempt for each dispatch that was not withdrawn meanwhile, before a byte leaves. */
    private List<Dispatch> begin(List<Dispatch> planned, Attempt setOff) {
        return store.change(change -> planned.stream()
                .filter(dispatch -> change.outbox().begin(dispatch.parcel().id(), setOff))
                .toList());
    }

    private List<Outcome> carry(List<Dispatch> batch, Route route) throws InterruptedException {
        return switch (route) {
            case Route.Lan(var neighbour) -> lan.carry(behindTheCloud(parcelsForNeighbour(batch)), neighbour);
            case Route.Cloud() ->
                batch.stream().anyMatch(Trip::mayBeThere) ? oneByOne(batch) : cloud.carry(parcels(batch));
        };
    }

    /** What a parcel answers is named as whoever gets it knows it. */
    private List<Dispatch> named(List<Dispatch> batch, Route route) {
        if (batch.stream().allMatch(dispatch -> dispatch.parcel().answers().isEmpty())) return batch;
        return store.read(view -> batch.stream()
                .map(dispatch -> new Dispatch(named(view, dispatch.parcel(), route), dispatch.journey()))
                .toList());
    }

    private static Parcel named(View view, Parcel parcel, Route route) {
        return parcel.answering(parcel.answers()
                .flatMap(reference -> view.dialogs().message(parcel.dialog(), reference))
                .flatMap(answered -> switch (route) {
                    case Route.Lan _ -> Reference.forNeighbour(answered);
                    case Route.Cloud _ -> Reference.forCloud(answered);
                }));
    }

    private static List<Parcel> parcels(List<Dispatch> batch) {
        return batch.stream().map(Dispatch::parcel).toList();
    }

    /** Who gets them straight is told which the cloud may have as well. */
    private static List<Parcel> parcelsForNeighbour(List<Dispatch> batch) {
        return batch.stream()
                .map(dispatch -> dispatch.journey()
                        .perhapsInCloudSince()
                        .map(dispatch.parcel()::perhapsInCloud)
                        .orElse(dispatch.parcel()))
                .toList();
    }

    /** The first of them says what the cloud may still be bringing, for it brings things in its own time. */
    private List<Parcel> behindTheCloud(List<Parcel> parcels) {
        var first = parcels.getFirst();
        if (!(first.cargo() instanceof Cargo.Text)) return parcels;
        return ownBefore(first)
                .filter(message -> message.tick() == Tick.SENT)
                .flatMap(CloudTrace::of)
                .filter(trace -> trace.date().plus(CLOCKS_APART).isAfter(clock.instant()))
                .map(trace -> replaceFirst(parcels, first.behind(trace)))
                .orElse(parcels);
    }

    private Optional<Message> ownBefore(Parcel parcel) {
        return store
                .read(view -> view.dialogs().page(parcel.dialog(), Optional.of(parcel.id()), LATELY))
                .messages()
                .stream()
                .filter(message -> message.mine() && message.body() instanceof Body.Text)
                .findFirst();
    }

    private static List<Parcel> replaceFirst(List<Parcel> parcels, Parcel first) {
        var replaced = new ArrayList<>(parcels);
        replaced.set(0, first);
        return replaced;
    }

    private static boolean mayBeThere(Dispatch dispatch) {
        return dispatch.journey().perhapsInCloudSince().isPresent();
    }

    /** The cloud knows no ids of ours: before a parcel is sent there again, we look whether it is there. */
    private List<Outcome> oneByOne(List<Dispatch> batch) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (var dispatch : batch) {
            boolean held = !outcomes.isEmpty() && outcomes.getLast() instanceof Unsettled;
            outcomes.add(held ? new Unreachable("it waits for the one before it") : lookThenCarry(dispatch));
        }
        return outcomes;
    }

    private Outcome lookThenCarry(Dispatch dispatch) throws InterruptedException {
        if (mayBeThere(dispatch)) {
            try {
                var there = findInCloud(dispatch);
                if (there.isPresent()) return there.get();
            } catch (IOException failed) {
                return new Unconfirmed("the cloud could not be asked whether it has it: " + failed.getMessage(), false);
            }
        }
        return cloud.carry(List.of(dispatch.parcel())).getFirst();
    }

    private Optional<HandedOver> findInCloud(Dispatch dispatch) throws IOException, InterruptedException {
        var parcel = dispatch.parcel();
        var firstTried = dispatch.journey().firstTriedBy(Way.CLOUD).orElse(parcel.writtenAt());
        for (var sent : cloud.sentSince(parcel.dialog(), firstTried.minus(CLOCKS_APART))) {
            if (sent.looksLike(parcel.cargo()) && !isKnown(parcel, sent.id()))
                return Optional.of(new HandedOver(sent.id(), sent.at()));
        }
        return Optional.empty();
    }

    private boolean isKnown(Parcel parcel, CloudMessageId id) {
        return store.read(view -> view.dialogs().message(parcel.dialog(), id).isPresent());
    }

    private void conclude(List<Dispatch> batch, Go go, Instant setOffAt, List<Outcome> outcomes) {
        store.alter(change -> {
            for (int i = 0; i < batch.size(); i++) {
                switch (outcomes.get(i)) {
                    case Settled settled -> settlement.settle(change, batch.get(i), go, settled);
                    case Unsettled unsettled ->
                        change.outbox()
                                .conclude(
                                        batch.get(i).parcel().id(),
                                        new Attempt(setOffAt, go.route().way(), unsettled));
                }
            }
        });
    }
}
