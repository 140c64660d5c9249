package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Revision;
import io.chimera.core.dialog.Tick;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.web.dialog.EntryView.Acts;
import io.chimera.web.dialog.EntryView.Reason;
import io.chimera.web.dialog.EntryView.Turn;
import io.chimera.web.dialog.EntryView.What;
import io.chimera.web.looks.Looks;
import io.chimera.web.transfer.FileCard;
import io.chimera.web.words.Words;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns messages into what the page shows of them. Pure. */
final class Entries {

    private static final Duration GROUP = Duration.ofMinutes(5);

    private final Words words;
    private final Surround around;
    private final Revision asOf;
    private final Badges badges;
    private final Quotes quotes;
    private final Looks looks;

    /** @param asOf a revision at which the messages were as they are given here, or an earlier one */
    Entries(Words words, Surround around, Revision asOf) {
        this.words = words;
        this.around = around;
        this.asOf = asOf;
        this.badges = new Badges(words);
        this.quotes = new Quotes(words, around.dialog(), around.names());
        this.looks = new Looks(words);
    }

    /**
     * One message between its neighbours.
     *
     * @param before the message before it; null for the first
     * @param after the message after it; null for the last
     */
    EntryView of(@Nullable Message before, Message message, @Nullable Message after) {
        var moments = words.moments();
        return new EntryView(
                message.id().toString(),
                message.dialog().value(),
                asOf.value(),
                before == null ? "" : before.id().toString(),
                message.mine(),
                !message.mine() && message.tick() == Tick.DELIVERED,
                sameDay(before, message) ? "" : moments.heading(message.sentAt(), around.now()),
                turn(before, message),
                !together(before, message),
                !together(message, after),
                together(before, message) ? "" : author(message),
                quote(message),
                what(message),
                moments.time(message.sentAt()),
                moments.full(message.sentAt(), around.now()),
                message.edited() && !message.deleted(),
                badges.of(message, around),
                message.mine() ? Optional.of(TickView.of(message.tick(), words)) : Optional.empty(),
                reason(message),
                acts(message));
    }

    private boolean sameDay(@Nullable Message before, Message message) {
        return before != null
                && words.moments().day(before.sentAt()).equals(words.moments().day(message.sentAt()));
    }

    /** Whether the eye takes two messages for one utterance. */
    private boolean together(@Nullable Message one, @Nullable Message other) {
        return one != null
                && other != null
                && one.author().equals(other.author())
                && sameDay(one, other)
                && Duration.between(one.sentAt(), other.sentAt()).abs().compareTo(GROUP) < 0
                && turn(one, other).isEmpty();
    }

    private Optional<Turn> turn(@Nullable Message before, Message message) {
        var from = Optional.ofNullable(before).flatMap(Entries::travel);
        var to = travel(message);
        if (from.isEmpty() || to.isEmpty() || from.get().way() == to.get().way()) return Optional.empty();
        var way = to.get().way();
        return Optional.of(new Turn(
                Badges.style(way),
                Badges.icon(way),
                words.of(way, "turn"),
                words.moments().time(message.sentAt())));
    }

    private static Optional<Travel> travel(Message message) {
        return message.fate().travel();
    }

    /** Who wrote it, where that is not plain: a channel is the only one who writes in it. */
    private String author(Message message) {
        boolean plain = message.mine()
                || !around.ofSeveral()
                || (around.dialog() instanceof Dialog.Channel
                        && message.author().equals(channel()));
        return plain ? "" : around.names().getOrDefault(message.author(), "");
    }

    private Author channel() {
        return new Author.Chat(around.dialog().id());
    }

    private Optional<QuoteView> quote(Message message) {
        return message.answers()
                .map(_ -> quotes.of(Optional.ofNullable(around.answered().get(message.id()))));
    }

    private What what(Message message) {
        return switch (message.body()) {
            case Body.Text text -> new What(false, text.text(), looks.html(text), Optional.empty(), false);
            case Body.File(var file) -> {
                var moving = Optional.ofNullable(around.moving().get(message.id()));
                boolean picture = around.pictures().contains(message.id()) && moving.isEmpty();
                yield new What(
                        false,
                        file.name().value(),
                        "",
                        Optional.of(FileCard.of(message.id(), file, moving, words)),
                        picture);
            }
            case Body.Distant distant -> {
                var moving = Optional.ofNullable(around.moving().get(message.id()));
                var card = FileCard.of(message.id(), distant, around.dialog(), moving, words);
                yield new What(false, card.name(), "", Optional.of(card), false);
            }
            case Body.Erased() -> new What(true, "", "", Optional.empty(), false);
        };
    }

    private Optional<Reason> reason(Message message) {
        return message.fate().problem().map(problem -> {
            boolean failed = message.tick() == Tick.FAILED;
            return new Reason(words.say(failed ? "entry.failed" : "entry.not.taken.over"), problem, failed);
        });
    }

    private Acts acts(Message message) {
        boolean changeable = message.mine() && !message.deleted() && reachedSomebodyWhoCanChangeIt(message);
        boolean failed = message.mine() && message.tick() == Tick.FAILED;
        return new Acts(
                around.dialog().mayWrite() && !message.deleted() && !failed,
                message.body() instanceof Body.Text,
                changeable && message.body() instanceof Body.Text,
                !message.deleted() && (changeable || failed || !message.mine()),
                canBeStopped(message),
                failed);
    }

    private boolean canBeStopped(Message message) {
        if (message.body() instanceof Body.Distant distant) return distant.wanted();
        if (!message.mine() || message.tick() != Tick.QUEUED) return false;
        var waiting = around.waiting().get(message.id());
        boolean neverSetOff =
                waiting != null && waiting.dispatch().journey().attempts().isEmpty();
        return neverSetOff || around.moving().containsKey(message.id());
    }

    private static boolean reachedSomebodyWhoCanChangeIt(Message message) {
        return switch (message.tick()) {
            case QUEUED, FAILED -> false;
            case SENT -> message.cloudId().isPresent();
            case DELIVERED, READ ->
                message.cloudId().isPresent()
                        || travel(message)
                                .map(travel -> travel.way() == Way.LAN)
                                .orElse(false);
        };
    }
}
