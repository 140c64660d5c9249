package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Message;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.store.AccountStore.View;
import io.chimera.web.dialog.ListView.FilterView;
import io.chimera.web.dialog.ListView.Found;
import io.chimera.web.dialog.ListView.HitView;
import io.chimera.web.frame.Frames;
import io.chimera.web.neighbour.Nearby;
import io.chimera.web.words.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the list of dialogs. */
@Component
class ListReader {

    /** The most rows one list holds; older dialogs are found by search. */
    static final int MOST_ROWS = 200;

    private static final int MOST_HITS = 50;

    private final Frames frames;
    private final Nearby nearby;
    private final TypingReader typing;
    private final Clock clock;

    ListReader(Frames frames, Nearby nearby, TypingReader typing, Clock clock) {
        this.frames = frames;
        this.nearby = nearby;
        this.typing = typing;
        this.clock = clock;
    }

    ListView read(Messenger me, ListQuery query, Words words) {
        var near = nearby.provenFor(me);
        var content = me.read(view -> content(view, query));
        var facts = new Rows.Facts(clock.instant(), near, content.names(), query.open(), query.suffix());
        var rows = new Rows(words, facts);
        var shown = content.dialogs().stream()
                .filter(summary -> passes(query, summary, rows))
                .toList();
        return new ListView(
                frames.person(me),
                words.say("list.near", near.size()),
                !near.isEmpty(),
                query.filter(),
                Stream.of(ListFilter.values())
                        .map(filter -> new FilterView(filter, query.with(filter)))
                        .toList(),
                query.path(),
                query.words(),
                query.words().isEmpty()
                        ? shown.stream().limit(MOST_ROWS).map(rows::of).toList()
                        : List.of(),
                shown.size() > MOST_ROWS ? words.say("list.more", shown.size() - MOST_ROWS) : "",
                words.of(query.filter(), "empty"),
                typing.read(me, words).words(),
                query.words().isEmpty() ? Optional.empty() : Optional.of(found(content, query, rows, words)));
    }

    /** Everything the list is made of, from one state. */
    private record Content(List<DialogSummary> dialogs, List<Message> hits, Map<Author, String> names) {}

    private static Content content(View view, ListQuery query) {
        var dialogs = view.dialogs().all();
        var hits = query.words().isEmpty()
                ? List.<Message>of()
                : view.dialogs().search(query.words(), Optional.empty(), MOST_HITS);
        var names = new HashMap<Author, String>();
        dialogs.stream()
                .filter(summary -> summary.dialog().peer().isEmpty())
                .flatMap(summary -> summary.last().stream())
                .map(Message::author)
                .forEach(author -> view.nameOf(author).ifPresent(name -> names.put(author, name)));
        return new Content(dialogs, hits, names);
    }

    private static boolean passes(ListQuery query, DialogSummary summary, Rows rows) {
        if (!query.words().isEmpty()) return true;
        return switch (query.filter()) {
            case ALL -> true;
            case NEAR -> rows.isNear(summary.dialog());
            case UNREAD -> summary.unread() > 0;
        };
    }

    private Found found(Content content, ListQuery query, Rows rows, Words words) {
        var byId = content.dialogs().stream()
                .collect(Collectors.toMap(summary -> summary.dialog().id(), Function.identity(), (one, _) -> one));
        var sought = new Sought(query.words());
        var people = content.dialogs().stream()
                .filter(summary -> sought.matches(summary.dialog().title()))
                .limit(MOST_HITS)
                .map(rows::of)
                .toList();
        var now = clock.instant();
        var messages = content.hits().stream()
                .flatMap(message -> Optional.ofNullable(byId.get(message.dialog()))
                        .map(in -> hit(message, rows.of(in), query, words, now))
                        .stream())
                .toList();
        return new Found(people, messages);
    }

    private static HitView hit(Message message, RowView in, ListQuery query, Words words, Instant now) {
        var suffix = query.suffix();
        var href = "/c/" + message.dialog() + suffix + (suffix.isEmpty() ? "?" : "&") + "m=" + message.id() + "#m-"
                + message.id();
        return new HitView(
                href,
                in,
                words.moments().briefly(message.sentAt(), now),
                Snippet.of(new Lines(words).of(message), new Sought(query.words())));
    }
}
