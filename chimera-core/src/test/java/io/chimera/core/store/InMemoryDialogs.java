package io.chimera.core.store;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Page;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.InMemoryState.Entry;
import io.chimera.core.store.InMemoryState.Line;
import java.text.Collator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The history, looked through from one end to the other whatever is asked. */
final class InMemoryDialogs implements Dialogs.Editing {

    private static final long EARLY = 1L << 42;
    private static final long SHARE = 1 << 12;
    private static final Instant LAST = Instant.parse("2109-01-01T00:00:00Z");

    private final InMemoryState.Holder holder;

    InMemoryDialogs(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    private InMemoryState state() {
        return holder.state();
    }

    @Override
    public List<DialogSummary> all() {
        var byTitle = Collator.getInstance(Locale.ROOT);
        return state().dialogs.values().stream()
                .sorted(Comparator.comparingLong(this::newest)
                        .reversed()
                        .thenComparing(line -> line.dialog().title(), byTitle)
                        .thenComparing(line -> line.dialog().id().value()))
                .map(this::summarize)
                .toList();
    }

    private long newest(Line line) {
        return newestFirst(line.dialog().id()).findFirst().map(Entry::position).orElse(Long.MIN_VALUE);
    }

    @Override
    public Optional<DialogSummary> summary(DialogId id) {
        return Optional.ofNullable(state().dialogs.get(id)).map(this::summarize);
    }

    private DialogSummary summarize(Line line) {
        var id = line.dialog().id();
        var unread = newestFirst(id).filter(InMemoryDialogs::isUnread).toList();
        return new DialogSummary(
                line.dialog(),
                newestFirst(id).findFirst().map(Entry::message),
                unread.size(),
                unread.reversed().stream()
                        .findFirst()
                        .map(entry -> entry.message().id()),
                line.draft());
    }

    private static boolean isUnread(Entry entry) {
        return !entry.message().mine() && entry.message().tick() != Tick.READ;
    }

    @Override
    public Optional<Dialog> find(DialogId id) {
        return Optional.ofNullable(state().dialogs.get(id)).map(Line::dialog);
    }

    @Override
    public Optional<Message> message(MessageId id) {
        return entry(id).map(Entry::message);
    }

    @Override
    public Optional<Message> message(DialogId dialog, CloudMessageId id) {
        return newestFirst(dialog)
                .map(Entry::message)
                .filter(message -> message.cloudId().equals(Optional.of(id)))
                .findFirst();
    }

    private Optional<Entry> entry(MessageId id) {
        return Optional.ofNullable(state().positions.get(id)).map(state().messages::get);
    }

    private Stream<Entry> newestFirst(DialogId dialog) {
        return state().messages.descendingMap().values().stream()
                .filter(entry -> entry.message().dialog().equals(dialog));
    }

    @Override
    public Page page(DialogId dialog, Optional<MessageId> before, int limit) {
        var history = newestFirst(dialog).map(Entry::message).toList();
        if (before.isEmpty()) return cut(history, 0, inRange(limit));
        int found = indexOf(history, before.get());
        return found < 0 ? nothing() : cut(history, found + 1, inRange(limit));
    }

    @Override
    public List<Message> onward(DialogId dialog, Optional<MessageId> after, int limit) {
        var history = newestFirst(dialog).map(Entry::message).toList().reversed();
        int found = after.map(id -> indexOf(history, id)).orElse(-1);
        if (after.isPresent() && found < 0) return List.of();
        return history.stream().skip(found + 1L).limit(inRange(limit)).toList();
    }

    @Override
    public List<Message> inCloud(DialogId dialog, Optional<CloudMessageId> before, int limit) {
        long end = before.map(CloudMessageId::value).orElse(Long.MAX_VALUE);
        return newestFirst(dialog)
                .map(Entry::message)
                .filter(message -> message.cloudId().isPresent() && idOf(message) < end)
                .sorted(Comparator.comparingLong(InMemoryDialogs::idOf).reversed())
                .limit(inRange(limit))
                .toList();
    }

    @Override
    public Page around(DialogId dialog, MessageId middle, int limit) {
        var history = newestFirst(dialog).map(Entry::message).toList();
        int found = indexOf(history, middle);
        int latestStart = Math.max(0, history.size() - inRange(limit));
        return found < 0
                ? nothing()
                : cut(history, Math.clamp(found - (inRange(limit) - 1) / 2, 0, latestStart), inRange(limit));
    }

    private static int indexOf(List<Message> history, MessageId id) {
        return history.stream().map(Message::id).toList().indexOf(id);
    }

    private static Page cut(List<Message> history, int from, int limit) {
        int to = Math.min(history.size(), from + limit);
        return new Page(history.subList(from, to), to < history.size(), from > 0);
    }

    private static Page nothing() {
        return new Page(List.of(), false, false);
    }

    private static int inRange(int limit) {
        return Math.clamp(limit, 1, LARGEST_PAGE);
    }

    @Override
    public List<Message> search(String words, Optional<DialogId> within, int limit) {
        var wanted = new InMemorySearch(words);
        var newestFirst = state().messages.descendingMap().values().stream()
                .map(Entry::message)
                .filter(message -> within.isEmpty() || within.get().equals(message.dialog()))
                .toList();
        return Stream.concat(
                        newestFirst.stream().filter(wanted::asWholeWords),
                        newestFirst.stream().filter(wanted::onlyAsBeginnings))
                .limit(inRange(limit))
                .toList();
    }

    @Override
    public List<Message> wanted(int limit) {
        return state().messages.descendingMap().values().stream()
                .map(Entry::message)
                .filter(message -> message.body() instanceof Body.Distant distant && distant.wanted())
                .limit(inRange(limit))
                .toList();
    }

    @Override
    public Optional<CloudMessageId> historyFrom(DialogId dialog) {
        var noted = state().historyFrom.get(dialog);
        if (noted != null) return Optional.of(noted);
        return newestFirst(dialog)
                .filter(entry -> entry.position() > 0)
                .flatMap(entry -> entry.message().cloudId().stream())
                .min(Comparator.comparingLong(CloudMessageId::value));
    }

    @Override
    public boolean isWhole(DialogId dialog) {
        return state().whole.contains(dialog);
    }

    @Override
    public Revision revision() {
        return new Revision(state().revision);
    }

    @Override
    public Changes changedSince(Revision seen, int limit) {
        long since = seen.value() > state().revision ? 0 : seen.value();
        var changed = state().messages.values().stream()
                .filter(entry -> entry.revision() > since)
                .sorted(Comparator.comparingLong(Entry::revision))
                .toList();
        boolean complete = changed.size() <= Math.max(1, limit);
        var told = complete ? changed : changed.subList(0, Math.max(1, limit));
        long upTo = complete ? state().revision : told.getLast().revision();
        return new Changes(
                new Revision(upTo),
                told.stream()
                        .map(entry ->
                                new Changes.Changed(entry.message(), entry.position() > since, entry.position() < 0))
                        .toList(),
                dialogsChanged(since, upTo),
                complete);
    }

    private List<DialogId> dialogsChanged(long since, long upTo) {
        var revisions = new HashMap<>(state().vanished);
        state().dialogs.forEach((id, line) -> revisions.put(id, line.revision()));
        return revisions.entrySet().stream()
                .filter(entry -> entry.getValue() > since && entry.getValue() <= upTo)
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void save(Dialog dialog) {
        var known = state().dialogs.get(dialog.id());
        if (known != null && known.dialog().equals(dialog)) return;
        state().dialogs.put(dialog.id(), new Line(dialog, known == null ? "" : known.draft(), ++state().revision));
        state().vanished.remove(dialog.id());
    }

    @Override
    public List<SharedFile> remove(DialogId dialog) {
        if (state().dialogs.remove(dialog) == null) return List.of();
        var gone = newestFirst(dialog).toList();
        gone.forEach(entry -> {
            state().messages.remove(entry.position());
            state().positions.remove(entry.message().id());
        });
        state().vanished.put(dialog, ++state().revision);
        return gone.stream()
                .flatMap(entry -> entry.message().body() instanceof Body.File(var file) ? Stream.of(file) : Stream.of())
                .toList();
    }

    @Override
    public void append(Message message) {
        refuseUnfit(message);
        insert(message, state().revision + 1);
    }

    @Override
    public void append(Message message, CloudTrace missing) {
        refuseUnfit(message);
        state().revision += Gap.ROOM;
        insert(message, state().revision + 1);
        state().gaps.put(message.id(), new Gap(message.id(), missing));
    }

    @Override
    public void fill(Gap gap, Message message) {
        refuseUnfit(message);
        long end = Objects.requireNonNull(state().positions.get(gap.before()));
        long place = newestFirst(message.dialog())
                        .mapToLong(Entry::position)
                        .filter(position -> position > end - Gap.ROOM - 1 && position < end)
                        .max()
                        .orElse(end - Gap.ROOM - 1)
                + 1;
        if (place < end) insert(message, place);
        else append(message);
    }

    @Override
    public void close(Gap gap) {
        state().gaps.remove(gap.before());
    }

    @Override
    public Optional<Gap> gap(DialogId dialog, Author author, Instant date) {
        return newestFirst(dialog)
                .map(Entry::message)
                .filter(message -> message.author().equals(author))
                .flatMap(message -> Stream.ofNullable(state().gaps.get(message.id())))
                .filter(gap -> !date.truncatedTo(ChronoUnit.SECONDS)
                        .isAfter(gap.missing().date()))
                .reduce((_, older) -> older);
    }

    /** As many places below nothing as there are milliseconds, each with room for those that share it. */
    @Override
    public void prepend(Message message, Instant moment) {
        refuseUnfit(message);
        var inRange = Stream.of(moment, Instant.EPOCH)
                .max(Comparator.naturalOrder())
                .filter(LAST::isAfter)
                .orElse(LAST);
        long position = (inRange.toEpochMilli() - EARLY) * SHARE;
        while (state().messages.containsKey(position)) position++;
        insert(message, position);
    }

    @Override
    public void insert(Message message) {
        long id = message.cloudId().orElseThrow().value();
        var next = newestFirst(message.dialog())
                .filter(entry -> idOf(entry.message()) > id)
                .min(Comparator.comparingLong(entry -> idOf(entry.message())));
        if (next.isEmpty()) {
            append(message);
            return;
        }
        refuseUnfit(message);
        long position = next.get().position() - 1;
        while (position == 0 || state().messages.containsKey(position)) position--;
        insert(message, position);
    }

    private static long idOf(Message message) {
        return message.cloudId().map(CloudMessageId::value).orElse(Long.MIN_VALUE);
    }

    private void insert(Message message, long position) {
        state().positions.put(message.id(), position);
        put(new Entry(message, position, state().revision + 1));
    }

    private void refuseUnfit(Message message) {
        if (find(message.dialog()).isEmpty()) throw new IllegalStateException("there is no dialog " + message.dialog());
        if (message(message.id()).isPresent()) throw new IllegalStateException(message.id() + " is there already");
        message.cloudId().ifPresent(id -> refuseTaken(message.dialog(), id));
    }

    private void refuseTaken(DialogId dialog, CloudMessageId id) {
        if (message(dialog, id).isPresent())
            throw new IllegalStateException("cloud message " + id + " is in this dialog already");
    }

    private void put(Entry entry) {
        state().messages.put(entry.position(), entry);
        state().revision = entry.revision();
        touch(entry.message().dialog());
    }

    private void touch(DialogId dialog) {
        state().dialogs.computeIfPresent(dialog, (_, line) -> new Line(line.dialog(), line.draft(), state().revision));
    }

    private void alter(Entry was, UnaryOperator<Message> change) {
        var now = change.apply(was.message());
        if (!now.equals(was.message())) put(new Entry(now, was.position(), state().revision + 1));
    }

    @Override
    public void settle(MessageId id, Fate fate) {
        entry(id).ifPresent(was -> alter(was, message -> with(message, fate)));
    }

    private static Message with(Message was, Fate fate) {
        return new Message(
                was.id(),
                was.dialog(),
                was.author(),
                was.sentAt(),
                was.body(),
                fate,
                was.edited(),
                was.cloudId(),
                was.answers());
    }

    @Override
    public void bind(MessageId id, CloudMessageId cloudId) {
        var was = entry(id);
        if (was.isEmpty() || was.get().message().cloudId().equals(Optional.of(cloudId))) return;
        refuseTaken(was.get().message().dialog(), cloudId);
        alter(was.get(), message -> named(message, id, Optional.of(cloudId)));
    }

    @Override
    public void unbind(MessageId id) {
        entry(id).ifPresent(was -> alter(was, message -> named(message, id, Optional.empty())));
    }

    @Override
    public void rename(MessageId id, MessageId to) {
        if (entry(to).isPresent()) throw new IllegalStateException(to + " is there already");
        entry(id).ifPresent(was -> {
            state().positions.remove(id);
            state().positions.put(to, was.position());
            state().doubts.remove(id);
            alter(was, message -> named(message, to, message.cloudId()));
        });
    }

    @Override
    public void merge(MessageId id, MessageId copy) {
        var stays = entry(id);
        var goes = entry(copy);
        if (stays.isEmpty() || goes.isEmpty() || id.equals(copy)) return;
        withdraw(copy);
        var cloudId =
                goes.get().message().cloudId().or(() -> stays.get().message().cloudId());
        long place = Math.min(stays.get().position(), goes.get().position());
        if (place < stays.get().position()) {
            state().messages.remove(stays.get().position());
            state().gaps.remove(id);
        }
        state().positions.put(id, place);
        put(new Entry(named(stays.get().message(), id, cloudId), place, state().revision + 1));
    }

    private static Message named(Message was, MessageId id, Optional<CloudMessageId> cloudId) {
        return new Message(
                id,
                was.dialog(),
                was.author(),
                was.sentAt(),
                was.body(),
                was.fate(),
                was.edited(),
                cloudId,
                was.answers());
    }

    @Override
    public void edit(MessageId id, Body.Text text) {
        entry(id)
                .filter(was -> was.message().body() instanceof Body.Text)
                .ifPresent(was -> alter(was, message -> with(message, text, true)));
    }

    @Override
    public void erase(MessageId id) {
        entry(id).ifPresent(was -> alter(was, message -> with(message, new Body.Erased(), message.edited())));
    }

    @Override
    public void historyFrom(DialogId dialog, CloudMessageId message) {
        if (find(dialog).isPresent()) state().historyFrom.put(dialog, message);
    }

    @Override
    public void whole(DialogId dialog) {
        var line = state().dialogs.get(dialog);
        if (line == null || !state().whole.add(dialog)) return;
        state().dialogs.put(dialog, new Line(line.dialog(), line.draft(), ++state().revision));
    }

    @Override
    public void want(MessageId id, boolean wanted) {
        entry(id).ifPresent(was -> {
            if (was.message().body() instanceof Body.Distant distant)
                alter(was, message -> with(message, new Body.Distant(distant.file(), wanted), message.edited()));
        });
    }

    @Override
    public void fetched(MessageId id, SharedFile file) {
        entry(id)
                .filter(was -> was.message().body() instanceof Body.Distant)
                .ifPresent(was -> alter(was, message -> with(message, new Body.File(file), message.edited())));
    }

    private static Message with(Message was, Body body, boolean edited) {
        return new Message(
                was.id(),
                was.dialog(),
                was.author(),
                was.sentAt(),
                body,
                was.fate(),
                edited,
                was.cloudId(),
                was.answers());
    }

    @Override
    public void withdraw(MessageId id) {
        var was = entry(id);
        if (was.isEmpty()) return;
        state().messages.remove(was.get().position());
        state().positions.remove(id);
        state().doubts.remove(id);
        state().revision++;
        touch(was.get().message().dialog());
    }

    @Override
    public void seen(DialogId dialog, MessageId upTo) {
        read(dialog, upTo, InMemoryDialogs::isUnread);
    }

    @Override
    public void seenByThem(DialogId dialog, MessageId upTo) {
        read(
                dialog,
                upTo,
                entry -> entry.message().mine()
                        && (entry.message().tick() == Tick.SENT
                                || entry.message().tick() == Tick.DELIVERED));
    }

    private void read(DialogId dialog, MessageId upTo, Predicate<Entry> which) {
        var last = entry(upTo).filter(entry -> entry.message().dialog().equals(dialog));
        if (last.isEmpty()) return;
        var seen = new ArrayList<>(newestFirst(dialog)
                .filter(which)
                .filter(entry -> entry.position() <= last.get().position())
                .toList());
        for (var entry : seen.reversed()) {
            alter(entry, message -> with(message, message.fate().with(Tick.READ)));
        }
    }

    @Override
    public void draft(DialogId dialog, String text) {
        var line = state().dialogs.get(dialog);
        if (line == null || line.draft().equals(text)) return;
        state().dialogs.put(dialog, new Line(line.dialog(), text, ++state().revision));
    }
}
