package io.chimera.core.store;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.message.MessageId;
import io.chimera.core.twin.Doubt;
import io.chimera.core.twin.Doubts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The doubts in the order they arose. */
final class InMemoryDoubts implements Doubts.Editing {

    private final InMemoryState.Holder holder;

    InMemoryDoubts(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    private Map<MessageId, Doubt> all() {
        return holder.state().doubts;
    }

    private Stream<Doubt> in(DialogId dialog, boolean mine) {
        return all().values().stream().filter(doubt -> doubt.dialog().equals(dialog) && doubt.mine() == mine);
    }

    @Override
    public Optional<Doubt> of(MessageId message) {
        return Optional.ofNullable(all().get(message));
    }

    @Override
    public List<Doubt> about(DialogId dialog, boolean mine, int limit) {
        return in(dialog, mine).filter(doubt -> !doubt.certain()).limit(limit).toList();
    }

    @Override
    public List<DialogId> whereMine() {
        return all().values().stream()
                .filter(Doubt::mine)
                .map(Doubt::dialog)
                .distinct()
                .toList();
    }

    @Override
    public Optional<Doubt> resolvedBy(DialogId dialog, boolean mine, Likeness likeness, Instant date) {
        return in(dialog, mine)
                .filter(doubt ->
                        doubt.likeness().equals(likeness) && doubt.copy().isEmpty() && doubt.covers(date))
                .findFirst();
    }

    @Override
    public void keep(Doubt doubt) {
        if (!holder.state().positions.containsKey(doubt.message()))
            throw new IllegalStateException("there is no message " + doubt.message());
        all().put(doubt.message(), doubt);
    }

    @Override
    public void settle(MessageId message) {
        all().remove(message);
    }

    @Override
    public void forget(Instant before) {
        all().values().removeIf(doubt -> doubt.copy().isEmpty() && doubt.until().isBefore(before));
    }
}
