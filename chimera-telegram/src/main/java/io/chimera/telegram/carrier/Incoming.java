package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.Origin;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings news to one account's arrivals. When it returns, it is stored. Used by one thread. */
final class Incoming {

    /** How many messages are stored together. */
    private static final int TOGETHER = 100;

    /** How often, and how far apart, news of messages not known yet is brought again. */
    private static final int TRIES = 40;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /** How far before a mark the message is looked for that it can stand at. */
    private static final int NEAR = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final Line line;
    private final Reach reach;
    private final Chats chats;
    private final Rooms rooms;
    private final CatchUp catchUp;
    private final History history;
    private final Rewordings rewordings;
    private final Arrivals arrivals;
    private final Busy busy;
    private final Clock clock;
    private final List<Arrival> together = new ArrayList<>();

    Incoming(
            Line line,
            Reach reach,
            Chats chats,
            Rooms rooms,
            CatchUp catchUp,
            History history,
            Rewordings rewordings,
            Arrivals arrivals,
            Busy busy,
            Clock clock) {
        this.line = line;
        this.reach = reach;
        this.chats = chats;
        this.rooms = rooms;
        this.catchUp = catchUp;
        this.history = history;
        this.rewordings = rewordings;
        this.arrivals = arrivals;
        this.busy = busy;
        this.clock = clock;
    }

    /**
     * Takes news, in order. Taking the same again is harmless.
     *
     * @throws RuntimeException if the store cannot take it now
     */
    void take(List<News> several) throws InterruptedException {
        together.clear();
        for (var news : several) {
            var dialog = chats.dialog(news.chat());
            if (dialog.isPresent()) take(news, dialog.get());
            else if (news instanceof News.Unlisted(var chat)) removeIfGone(chat);
        }
        store();
    }

    /** Brings what is missing of chats, as far as it can be found out now. */
    void bringWhatIsMissing() throws InterruptedException {
        together.clear();
        for (long chat : catchUp.behind()) {
            var dialog = chats.dialog(chat);
            if (dialog.isPresent()) bringWhatIsMissing(chat, 0, dialog.get());
        }
    }

    private void take(News news, Dialog dialog) throws InterruptedException {
        switch (news) {
            case News.Message(var message) -> {
                if (!message.isThere()) return;
                if (catchUp.isLevel(message.chat())) bring(message, dialog);
                else bringWhatIsMissing(message.chat(), message.id(), dialog);
            }
            case News.Latest(var message) -> {
                if (catchUp.isMissing(message)) bringWhatIsMissing(message.chat(), message.id(), dialog);
            }
            case News.Edited(var chat, var id) -> {
                store();
                edit(chat, id);
            }
            case News.Deleted(var _, var ids) -> {
                store();
                for (long id : ids) delete(id, dialog);
            }
            case News.SeenByThem(var chat, var upTo) -> {
                store();
                seen(chat, upTo, others(dialog));
            }
            case News.SeenByMe(var chat, var upTo) -> {
                store();
                seen(chat, upTo, new Author.Me());
            }
            case News.Shown _ -> chats.introduce(dialog);
            case News.Unlisted _ -> {} // it is in another list by now
            case News.Reached() -> {}
        }
    }

    /** @param upTo the message that told of it, or 0 */
    private void bringWhatIsMissing(long chat, long upTo, Dialog dialog) throws InterruptedException {
        store();
        var missed = reach.online() ? catchUp.missed(chat) : Optional.<List<TdMessage>>empty();
        if (missed.isEmpty()) {
            catchUp.fellBehind(chat); // it stays in TDLib's history until it can be asked for
            return;
        }
        if (!missed.get().isEmpty())
            LOG.debug("Bringing what was missed count={}", missed.get().size());
        for (var message : missed.get()) bring(message, dialog);
        store();
        catchUp.isNowLevel(chat, upTo);
        if (dialog.id().isOfSeveral() && !missed.get().isEmpty()) {
            seen(chat, rooms.seenByMe(chat), new Author.Me());
            seen(chat, rooms.seenByThem(chat), others(dialog));
        }
    }

    private void removeIfGone(long chat) throws InterruptedException {
        store();
        try {
            if (!chats.removeIfGone(new DialogId(chat))) return;
            catchUp.forget(chat);
        } catch (IOException failed) {
            LOG.debug("Whether a chat is gone could not be asked", failed);
        }
    }

    private void bring(TdMessage message, Dialog dialog) {
        chats.introduce(dialog);
        if (dialog instanceof Dialog.Group) chats.name(message.author());
        switch (message.said()) {
            case Said.Words words -> Decoding.body(words).ifPresent(body -> put(message, body));
            case Said.Document document -> {
                put(message, Decoding.body(document));
                Decoding.body(document.caption())
                        .ifPresent(body -> together.add(arrival(message, TdMessage.captionOf(message.id()), body)));
            }
            case Said.Notice() -> {}
        }
        if (together.size() >= TOGETHER) store();
        catchUp.heard(message.chat(), message.id());
    }

    private void put(TdMessage message, Body body) {
        together.add(arrival(message, message.id(), body).answering(message.reference()));
    }

    private static Arrival.NewMessage arrival(TdMessage message, long id, Body body) {
        return new Arrival.NewMessage(origin(id), new DialogId(message.chat()), message.author(), message.date(), body);
    }

    private void store() {
        if (together.isEmpty()) return;
        arrivals.arrived(List.copyOf(together));
        together.clear();
    }

    /** What a message says now is asked for: the news itself does not tell whose it is. */
    private void edit(long chat, long id) throws InterruptedException {
        if (!TdMessage.isTelegrams(id)) return;
        try {
            var message = Decoding.message(
                    line.ask(Line.request("getMessage").put("chat_id", chat).put("message_id", id)));
            if (message.outgoing() && !message.edited()) return; // it says what was written
            switch (message.said()) {
                case Said.Words words ->
                    edited(message, id, Decoding.body(words).map(told -> rewordings.asWritten(chat, id, told)));
                case Said.Document document ->
                    edited(message, TdMessage.captionOf(id), Decoding.body(document.caption()));
                case Said.Notice() -> {}
            }
        } catch (TdFailure | IOException gone) {
            LOG.debug("What a message says now could not be asked for", gone);
        }
    }

    private void edited(TdMessage message, long id, Optional<Body.Text> words) throws InterruptedException {
        if (words.isEmpty()) return;
        var at = new DialogId(message.chat());
        bringPatiently(List.of(new Arrival.Edit(origin(id), at, message.author(), message.date(), words.get())));
    }

    /** Either of two can delete any message for both; the store takes what is its author's. Of several, the chat does it. */
    private void delete(long id, Dialog from) throws InterruptedException {
        if (!TdMessage.isTelegrams(id)) return;
        var dialog = from.id();
        var authors = dialog.isOfSeveral() ? List.of(others(from)) : List.<Author>of(others(from), new Author.Me());
        var variants = new ArrayList<Arrival>();
        for (long one : List.of(id, TdMessage.captionOf(id))) {
            for (var author : authors) variants.add(new Arrival.Deletion(origin(one), dialog, author, clock.instant()));
        }
        bringPatiently(variants);
    }

    /** A mark may stand at a message that never came here; then it stands at the nearest before it. */
    private void seen(long chat, long upTo, Author by) throws InterruptedException {
        if (upTo == 0 || bringPatiently(List.of(mark(chat, upTo, by)))) return;
        try {
            history.back(
                    chat,
                    upTo,
                    NEAR,
                    page -> page.stream()
                            .filter(message -> message.isThere() && message.outgoing() != by instanceof Author.Me)
                            .noneMatch(message -> isTaken(arrivals.arrived(mark(chat, message.id(), by)))));
        } catch (TdFailure | IOException failed) {
            LOG.debug("Where a mark stands could not be asked for", failed);
        }
    }

    private Arrival mark(long chat, long upTo, Author by) {
        return new Arrival.Seen(origin(upTo), new DialogId(chat), by, clock.instant());
    }

    /**
     * Brings what stands for one piece of news; whether any of it was taken. The news of a message of ours may get here
     * before its id is stored, so that it waits a moment while something is sent.
     */
    private boolean bringPatiently(List<Arrival> variants) throws InterruptedException {
        for (int left = TRIES; ; left--) {
            if (arrivals.arrived(variants).stream().anyMatch(Incoming::isTaken)) return true;
            if (left == 0 || !busy.recently()) return false;
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private static boolean isTaken(Receipt receipt) {
        return !(receipt instanceof Receipt.Rejected);
    }

    /** Who else is in a dialog, as far as it is told who did something. */
    private static Author others(Dialog dialog) {
        return dialog.peer().<Author>map(Author.Them::new).orElseGet(() -> new Author.Chat(dialog.id()));
    }

    private static Origin origin(long message) {
        return new Origin.Cloud(new CloudMessageId(message));
    }
}
