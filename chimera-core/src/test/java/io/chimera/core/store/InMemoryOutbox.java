package io.chimera.core.store;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.outbox.Outbox;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outbox in the order things were put into it. */
final class InMemoryOutbox implements Outbox.Editing {

    private final InMemoryState.Holder holder;

    InMemoryOutbox(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    private Map<MessageId, Dispatch> waiting() {
        return holder.state().outbox;
    }

    @Override
    public Map<Lane, List<Dispatch>> heads(int most) {
        if (most < 1) throw new IllegalArgumentException("at least one of each lane must be wanted, not " + most);
        var heads = new LinkedHashMap<Lane, List<Dispatch>>();
        for (var dispatch : waiting().values()) {
            var lane = heads.computeIfAbsent(dispatch.lane(), _ -> new ArrayList<>());
            if (lane.size() < most) lane.add(dispatch);
        }
        return heads;
    }

    @Override
    public Optional<Dispatch> find(MessageId parcel) {
        return Optional.ofNullable(waiting().get(parcel));
    }

    @Override
    public List<Dispatch> of(DialogId dialog, int limit) {
        return waiting().values().stream()
                .filter(dispatch -> dispatch.parcel().dialog().equals(dialog))
                .limit(Math.max(0, limit))
                .toList();
    }

    @Override
    public int size() {
        return waiting().size();
    }

    @Override
    public void add(Dispatch dispatch) {
        var id = dispatch.parcel().id();
        if (waiting().containsKey(id)) throw new IllegalStateException(id + " is in the outbox already");
        waiting().put(id, dispatch);
    }

    @Override
    public boolean begin(MessageId parcel, Attempt attempt) {
        return waiting().computeIfPresent(parcel, (_, dispatch) -> dispatch.after(attempt)) != null;
    }

    @Override
    public void conclude(MessageId parcel, Attempt attempt) {
        waiting().computeIfPresent(parcel, (_, dispatch) -> concluded(dispatch, attempt));
    }

    private static Dispatch concluded(Dispatch dispatch, Attempt attempt) {
        var journey = dispatch.journey();
        if (journey.attempts().isEmpty()) throw new IllegalStateException("no attempt has begun");
        var attempts = new ArrayList<>(journey.attempts());
        attempts.set(attempts.size() - 1, attempt);
        return new Dispatch(dispatch.parcel(), new Journey(journey.began(), journey.only(), attempts));
    }

    @Override
    public void remove(MessageId parcel) {
        waiting().remove(parcel);
    }
}
