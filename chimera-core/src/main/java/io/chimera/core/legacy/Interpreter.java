package io.chimera.core.legacy;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Understands old messages, each after the one before it of its dialog: their old order is what they came in, and their
 * moments only grow in it, whatever their dates say.
 */
final class Interpreter {

    /** Telethon writes a channel's id behind this, with a minus sign. */
    private static final long CHANNELS = 1_000_000_000_000L;

    /** A date further in the future is some clock's mistake, and moves nothing. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int LONGEST_TITLE = 255;

    private final AccountId account;
    private final OldDate dates;
    private final Instant latest;
    private final Map<Long, Latest> dialogs = new HashMap<>();

    /** @param zone where the first Chimera's computer stood */
    Interpreter(AccountId account, ZoneId zone, Instant now) {
        this.account = account;
        this.dates = new OldDate(zone);
        this.latest = now.plus(AHEAD);
    }

    /** What is known of a dialog after its latest message. */
    private record Latest(Dialog dialog, Instant sentAt, long millisecond) {}

    /** What came of looking at something. */
    sealed interface Meaning<T> {
        record Understood<T>(T value) implements Meaning<T> {}

        record Dropped<T>(LeftOut why) implements Meaning<T> {}
    }

    /** A dialog as it is here. Messages are understood in dialogs that were met before. */
    Meaning<Dialog> meet(LegacyDialog old) {
        if (old.id() == account.telegramUser()) return new Meaning.Dropped<>(LeftOut.TO_ONESELF);
        var dialog = dialog(old);
        if (dialog.isEmpty()) return new Meaning.Dropped<>(LeftOut.UNREADABLE);
        dialogs.put(old.id(), new Latest(dialog.get(), Instant.EPOCH, -1));
        return new Meaning.Understood<>(dialog.get());
    }

    private static Optional<Dialog> dialog(LegacyDialog old) {
        return person(old.id() > 0 ? old.id() : bare(old.id())).map(who -> {
            var title = title(old);
            if (old.id() > 0) return new Dialog.Direct(who, title);
            var id = new DialogId(old.id());
            return isChannel(old.id()) && !old.peopleWrite()
                    ? new Dialog.Channel(id, title)
                    : new Dialog.Group(id, title);
        });
    }

    private static String title(LegacyDialog old) {
        var title = OldWords.pieces(old.title()).stream()
                .findFirst()
                .map(piece -> piece.text().replaceAll("\\p{Cntrl}+", " ").strip())
                .orElse("");
        if (title.isEmpty()) return Long.toString(old.id());
        return title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, title.codePointCount(0, LONGEST_TITLE)));
    }

    private static boolean isChannel(long dialog) {
        return dialog < -CHANNELS;
    }

    /** A group's or channel's id without what Telethon put before it. */
    private static long bare(long dialog) {
        return isChannel(dialog) ? -CHANNELS - dialog : -dialog;
    }

    private static Optional<ContactId> person(long id) {
        try {
            return Optional.of(new ContactId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The next message, as it is here. */
    Meaning<Told> next(LegacyMessage old) {
        if (old.dialog() == account.telegramUser()) return new Meaning.Dropped<>(LeftOut.TO_ONESELF);
        var before = dialogs.get(old.dialog());
        var author = author(old);
        if (before == null || author.isEmpty()) return new Meaning.Dropped<>(LeftOut.UNREADABLE);
        if (OldWords.isBeginning(old.text(), old.date())) return new Meaning.Dropped<>(LeftOut.NOT_A_MESSAGE);
        if (OldWords.pieces(old.text()).isEmpty()) return new Meaning.Dropped<>(LeftOut.EMPTY);
        boolean mine = author.get() instanceof Author.Me;
        var sentAt = dates.read(old.date(), old.byCloud(), mine, before.sentAt());
        var after = new Latest(
                before.dialog(), sentAt.orElse(before.sentAt()), millisecondAfter(before.millisecond(), sentAt));
        dialogs.put(old.dialog(), after);
        return new Meaning.Understood<>(new Told(
                old,
                after.dialog(),
                author.get(),
                after.sentAt(),
                Instant.ofEpochMilli(after.millisecond()),
                OldWords.undoubled(old.text()),
                FileReference.in(old.text(), mine)));
    }

    private Optional<Author> author(LegacyMessage old) {
        if (old.author() == account.telegramUser()) return Optional.of(new Author.Me());
        boolean itself = old.author() == old.dialog() && old.dialog() < 0;
        return person(itself ? bare(old.dialog()) : old.author()).map(Author.Them::new);
    }

    private long millisecondAfter(long before, Optional<Instant> sentAt) {
        long dated = sentAt.filter(moment -> moment.isAfter(Instant.EPOCH) && moment.isBefore(latest))
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return Math.max(before + 1, dated);
    }
}
