package io.chimera.web.dialog;

import io.chimera.core.dialog.Changes;
import io.chimera.core.dialog.Changes.Changed;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.message.MessageId;
import io.chimera.core.store.AccountStore.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed in one dialog since a revision, each message between its neighbours: how a message looks depends on them,
 * so the neighbours of what changed are told of as well.
 *
 * @param upTo the revision to ask from next time
 * @param complete whether this is everything; when it is not, the page is better shown anew
 * @param placed oldest first, so that each one's place is there when it comes
 * @param gone messages that were shown and are no more
 */
record DialogNews(Revision upTo, boolean complete, List<Placed> placed, List<MessageId> gone) {

    /** More than this is not told one by one. */
    static final int MOST_AT_ONCE = 1_000;

    /** A message between its neighbours. */
    record Placed(
            @Nullable Message before,
            Message message,
            @Nullable Message after) {}

    /** @param shown messages that could have been taken back, or answer what has changed */
    static DialogNews since(Revision cursor, View view, DialogId dialog, Shown shown) {
        var changes = view.dialogs().changedSince(cursor, MOST_AT_ONCE);
        if (!changes.complete()) return new DialogNews(view.dialogs().revision(), false, List.of(), List.of());
        var ours = changes.messages().stream()
                .filter(changed -> changed.message().dialog().equals(dialog))
                .toList();
        boolean touched = changes.dialogs().contains(dialog);
        var gone = touched
                ? shown.ids().stream()
                        .filter(id -> view.dialogs().message(id).isEmpty())
                        .toList()
                : List.<MessageId>of();
        var answers = shown.answers(ours.stream().map(Changed::message).toList(), gone).stream()
                .filter(id -> !gone.contains(id))
                .toList();
        var placed = ours.isEmpty() && answers.isEmpty() ? List.<Placed>of() : place(view, dialog, ours, answers);
        return new DialogNews(changes.upTo(), true, placed, gone);
    }

    /** @param answers messages that are as they were, but answer what has changed */
    private static List<Placed> place(
            View view, DialogId dialog, List<Changes.Changed> changes, List<MessageId> answers) {
        var ids = new HashSet<>(answers);
        changes.forEach(changed -> ids.add(changed.message().id()));
        var fresh = changes.stream()
                .filter(Changed::isNew)
                .map(changed -> changed.message().id())
                .collect(Collectors.toCollection(HashSet::new));
        var newest = newestUntilAllOf(fresh, view, dialog);
        var placed = new ArrayList<Placed>();
        var older = new HashSet<>(ids);
        newest.forEach(message -> older.remove(message.id()));
        older.forEach(id -> alone(view, dialog, id).ifPresent(placed::add));
        for (int index : withNeighbours(newest, ids).descendingSet()) placed.add(at(index, newest, view, dialog));
        return placed;
    }

    /** The newest messages, newest first, as far back as the oldest new one stands. */
    private static List<Message> newestUntilAllOf(Set<MessageId> fresh, View view, DialogId dialog) {
        var newest = new ArrayList<Message>();
        var missing = new HashSet<>(fresh);
        Optional<MessageId> before = Optional.empty();
        do {
            var page = view.dialogs().page(dialog, before, Dialogs.LARGEST_PAGE);
            newest.addAll(page.messages());
            page.messages().forEach(message -> missing.remove(message.id()));
            if (!page.olderExist()) break;
            before = Optional.of(newest.getLast().id());
        } while (!missing.isEmpty());
        return newest;
    }

    private static TreeSet<Integer> withNeighbours(List<Message> newest, Set<MessageId> ids) {
        var indexes = new TreeSet<Integer>();
        for (int i = 0; i < newest.size(); i++) {
            if (!ids.contains(newest.get(i).id())) continue;
            indexes.add(i);
            if (i > 0) indexes.add(i - 1);
            if (i < newest.size() - 1) indexes.add(i + 1);
        }
        return indexes;
    }

    private static Placed at(int index, List<Message> newest, View view, DialogId dialog) {
        var message = newest.get(index);
        var before = index < newest.size() - 1 ? newest.get(index + 1) : before(view, dialog, message);
        return new Placed(before, message, index == 0 ? null : newest.get(index - 1));
    }

    /** A message and the one before it, each between its neighbours, the older first. */
    static List<Placed> near(View view, Message message) {
        var around = view.dialogs().around(message.dialog(), message.id(), 5).messages();
        for (int i = 0; i < around.size(); i++) {
            if (!around.get(i).id().equals(message.id())) continue;
            var placed = new ArrayList<Placed>();
            if (i < around.size() - 1) placed.add(at(i + 1, around, view, message.dialog()));
            placed.add(at(i, around, view, message.dialog()));
            return placed;
        }
        return List.of();
    }

    private static @Nullable Message before(View view, DialogId dialog, Message message) {
        var page = view.dialogs().page(dialog, Optional.of(message.id()), 1);
        return page.messages().isEmpty() ? null : page.messages().getFirst();
    }

    private static Optional<Placed> alone(View view, DialogId dialog, MessageId id) {
        var around = view.dialogs().around(dialog, id, 3).messages();
        for (int i = 0; i < around.size(); i++) {
            if (around.get(i).id().equals(id)) return Optional.of(at(i, around, view, dialog));
        }
        return Optional.empty();
    }
}
