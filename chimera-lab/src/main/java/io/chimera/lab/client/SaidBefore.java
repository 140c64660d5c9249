package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Past;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.lab.api.History;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks through what was said in one account's dialogs. */
final class SaidBefore {

    private final AccountId account;
    private final LabLine line;

    SaidBefore(AccountId account, LabLine line) {
        this.account = account;
        this.line = line;
    }

    /** What was said before a message, or last, newest first; fewer than the limit only where the dialog begins. */
    List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException, InterruptedException {
        var query = "newestFirst=true&limit=" + Math.clamp(limit, 1, History.LARGEST)
                + message.map(id -> "&before=" + id).orElse("");
        return line.history(dialog.value(), query, Duration.ZERO).messages().stream()
                .map(this::past)
                .toList();
    }

    private Past past(History.Entry entry) {
        return new Past(
                new CloudMessageId(entry.message()),
                author(entry.by()),
                entry.at(),
                Bodies.of(entry.content()),
                entry.edited(),
                entry.seen(),
                Bodies.answered(entry.answers()));
    }

    private Author author(long by) {
        if (by == account.telegramUser()) return new Author.Me();
        return by < 0 ? new Author.Chat(new DialogId(by)) : new Author.Them(new ContactId(by));
    }
}
