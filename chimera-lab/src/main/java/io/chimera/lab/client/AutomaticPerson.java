package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.Poll;
import io.chimera.lab.people.LabPeople;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Does what a person does when a one-time code is asked for: looks into the dialog with the service, waits for the
 * message, and reads the code out of it. With it the lab's people enrol by the same path as everybody.
 */
public final class AutomaticPerson {

    /** A code stands alone: digits of a number, a date or an address around it are none. */
    private static final Pattern CODE = Pattern.compile("(?<![\\w.:/+-])(\\d{4})[ -]?(\\d{4})(?![\\w/-]|[.:]\\d)");

    private final LabLines lines;

    public AutomaticPerson(LabLines lines) {
        this.lines = lines;
    }

    /**
     * How far a person's dialog with the service goes now. Taken before a code is asked for, it tells the new code from
     * old ones.
     *
     * @param message the newest message there; 0 if there is none
     */
    public record Bookmark(long message) {}

    /** Puts a bookmark where an account's dialog with the service ends. */
    public Bookmark bookmark(AccountId account) throws IOException, InterruptedException {
        return lines
                .of(account)
                .history(LabPeople.SERVICE, "newestFirst=true&limit=1", Duration.ZERO)
                .messages()
                .stream()
                .findFirst()
                .map(newest -> new Bookmark(newest.message()))
                .orElse(new Bookmark(0));
    }

    /**
     * Waits for a code that comes behind a bookmark, and reads it.
     *
     * @param patience how long to wait in all
     * @return eight digits; empty if none came in time
     */
    public Optional<String> codeAfter(AccountId account, Bookmark bookmark, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long after = bookmark.message();
        for (long left = patience.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            var wait = Duration.ofMillis(Math.min(left, Poll.LONGEST_WAIT));
            for (var entry : lines.of(account)
                    .history(LabPeople.SERVICE, "after=" + after, wait)
                    .messages()) {
                after = entry.message();
                if (entry.content() instanceof Content.Words(var text, var _) && entry.by() == LabPeople.SERVICE) {
                    var code = CODE.matcher(text);
                    if (code.find()) return Optional.of(code.group(1) + code.group(2));
                }
            }
        }
        return Optional.empty();
    }
}
