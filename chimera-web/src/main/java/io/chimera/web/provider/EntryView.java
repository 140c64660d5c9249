package io.chimera.web.provider;

import io.chimera.core.provider.Register.Entry;
import io.chimera.web.words.Words;
import java.time.Instant;

/**
 * A row of the audit.
 *
 * @param bad whether it is one that a person may want to look at twice
 */
record EntryView(long number, String at, String what, boolean bad, String person, String asker, String detail) {

    static EntryView of(Entry entry, Instant now, Words words) {
        boolean bad = switch (entry.what()) {
            case UNDELIVERABLE, WRONG_CODE, LIMITED, REVOKED -> true;
            case ASKED, PROVEN, CERTIFIED -> false;
        };
        return new EntryView(
                entry.number(),
                words.moments().full(entry.at(), now),
                words.of(entry.what()),
                bad,
                entry.person().map(Object::toString).orElse(""),
                entry.asker(),
                entry.detail());
    }
}
