package io.chimera.web.dialog;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Revision;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.transfer.Progress;
import io.chimera.web.dialog.DialogNews.Placed;
import io.chimera.web.dialog.TypingReader.Typing;
import io.chimera.web.live.Fragments;
import io.chimera.web.live.LivePage;
import io.chimera.web.transfer.FileCard;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The chat page while it is open: the list, and the dialog beside it. */
final class ChatLive implements LivePage {

    private final Messenger me;
    private final Words words;
    private final ListQuery query;
    private final boolean tail;
    private final ChatReaders read;
    private final Fragments fragments;

    private Revision cursor;
    private final Shown shown;
    private Optional<List<RowView>> rows = Optional.empty();
    private Optional<HeaderView> header = Optional.empty();
    private List<Progress> moving = List.of();
    private boolean looked;
    private Typing typing = new Typing(Map.of(), Optional.empty());
    private Optional<Boolean> mayWrite = Optional.empty();
    private boolean gone;

    /**
     * @param tail whether the page shows the newest messages, so that new ones belong on it
     * @param shown the latest messages it shows
     */
    ChatLive(
            Messenger me,
            Words words,
            ListQuery query,
            boolean tail,
            Revision cursor,
            Shown shown,
            ChatReaders read,
            Fragments fragments) {
        this.me = me;
        this.words = words;
        this.query = query;
        this.tail = tail;
        this.cursor = cursor;
        this.shown = shown;
        this.read = read;
        this.fragments = fragments;
    }

    @Override
    public String whatChanged() {
        var html = new StringBuilder();
        if (query.words().isEmpty()) tellList(html);
        var summary = query.open().flatMap(id -> me.read(view -> view.dialogs().summary(id)));
        if (summary.isPresent()) tellDialog(summary.get(), html);
        else if (query.open().isPresent()) tellThatItIsGone(html);
        tellTyping(html);
        looked = true;
        return html.toString();
    }

    @Override
    public Optional<Instant> lookAgain() {
        return typing.until();
    }

    /** The lines of the list alone, not the list: people begin and stop all the time. */
    private void tellTyping(StringBuilder html) {
        var before = typing.words();
        typing = read.typing().read(me, words);
        var now = new TreeMap<>(typing.words());
        before.keySet().forEach(dialog -> now.putIfAbsent(dialog, ""));
        now.entrySet().removeIf(one -> one.getValue().equals(before.getOrDefault(one.getKey(), "")));
        if (!now.isEmpty()) html.append(fragments.news("typing", Map.of("typing", now), words));
    }

    private void tellList(StringBuilder html) {
        var list = read.lists().read(me, query, words);
        if (rows.equals(Optional.of(list.rows()))) return;
        rows = Optional.of(list.rows());
        html.append(fragments.news("list", Map.of("list", list), words));
    }

    /** Once; what comes back later is seen when the page is opened again. */
    private void tellThatItIsGone(StringBuilder html) {
        if (!gone) html.append(fragments.news("gone", Map.of(), words));
        gone = true;
    }

    private void tellDialog(DialogSummary summary, StringBuilder html) {
        var dialog = summary.dialog();
        var now = read.dialogs().findHeader(me, dialog, words);
        if (now.isEmpty() || gone) return;
        if (!header.equals(now)) {
            header = now;
            html.append(fragments.news("header", Map.of("header", now.get()), words));
        }
        tellComposer(summary, html);
        tellMessages(summary, html);
        tellTransfers(dialog, html);
    }

    /** What is being typed stays, unless nobody may send it any more. */
    private void tellComposer(DialogSummary summary, StringBuilder html) {
        var now = Optional.of(summary.dialog().mayWrite());
        if (mayWrite.isPresent() && !mayWrite.equals(now)) {
            var composer = ComposerView.fresh(summary.dialog(), summary.draft(), Optional.empty(), words);
            html.append(fragments.news("composer", Map.of("composer", composer), words));
        }
        mayWrite = now;
    }

    private void tellMessages(DialogSummary summary, StringBuilder html) {
        var dialog = summary.dialog();
        var news = me.read(view -> DialogNews.since(cursor, view, dialog.id(), shown));
        boolean moved = !news.upTo().equals(cursor);
        cursor = news.upTo();
        if (!news.complete() && tail) {
            var flow = read.flows().read(me, summary, FlowReader.Where.NEWEST, words);
            html.append(fragments.news("flow", Map.of("flow", flow), words));
        }
        if (!news.placed().isEmpty() || !news.gone().isEmpty()) {
            html.append(fragments.news(
                    "entries", Map.of("entries", entries(dialog, news.placed()), "gone", news.gone()), words));
        }
        shown.removeAll(news.gone());
        if (moved) html.append(fragments.news("cursor", Map.of("cursor", cursor.value()), words));
    }

    private List<EntryView> entries(Dialog dialog, List<Placed> placed) {
        var messages = placed.stream().map(Placed::message).toList();
        messages.forEach(shown::add);
        var entries = new Entries(words, read.dialogs().around(me, dialog, messages), cursor);
        return placed.stream()
                .map(place -> entries.of(place.before(), place.message(), place.after()))
                .toList();
    }

    /** Cards of files on their way, and once more when they are no longer. */
    private void tellTransfers(Dialog dialog, StringBuilder html) {
        var now = progress(dialog);
        if (looked && now.equals(moving)) return;
        var touched = new LinkedHashSet<MessageId>();
        Stream.of(moving, now).flatMap(List::stream).forEach(progress -> touched.add(progress.message()));
        moving = now;
        var cards = touched.stream()
                .map(id -> card(dialog, id))
                .flatMap(Optional::stream)
                .toList();
        var arriving = read.dialogs().arriving(me, dialog, words);
        html.append(fragments.news(
                "transfers", Map.of("cards", cards, "arriving", arriving, "dialog", dialog.id()), words));
    }

    private List<Progress> progress(Dialog dialog) {
        return me.transfers().all().stream()
                .filter(progress -> progress.dialog().equals(dialog.id()))
                .toList();
    }

    private Optional<FileCard> card(Dialog dialog, MessageId id) {
        var progress = me.transfers().of(id);
        return me.read(view -> view.dialogs().message(id)).flatMap(message -> switch (message.body()) {
            case Body.File(var file) -> Optional.of(FileCard.of(id, file, progress, words));
            case Body.Distant distant -> Optional.of(FileCard.of(id, distant, dialog, progress, words));
            case Body.Text _ -> Optional.<FileCard>empty();
            case Body.Erased _ -> Optional.<FileCard>empty();
        });
    }
}
