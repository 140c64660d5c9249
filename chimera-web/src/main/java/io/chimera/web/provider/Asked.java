package io.chimera.web.provider;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.web.failure.NotFound;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** What an address or a form names. */
final class Asked {

    private Asked() {}

    /** Somebody's id as typed; empty if it is none. */
    static Optional<AccountId> person(String typed) {
        var digits = typed.strip();
        if (!digits.matches("[1-9][0-9]{0,15}")) return Optional.empty();
        return Optional.of(new AccountId(Long.parseLong(digits)));
    }

    static AccountId knownPerson(String typed) {
        return person(typed).orElseThrow(NotFound::new);
    }

    static KeyFingerprint key(String hex) {
        try {
            return new KeyFingerprint(hex);
        } catch (IllegalArgumentException _) {
            throw new NotFound();
        }
    }

    static Optional<RevocationReason> reason(int code) {
        return Stream.of(RevocationReason.values())
                .filter(known -> known.isForGood() && known.code() == code)
                .findFirst();
    }

    /** Where a page of issuances begins; everything that was ever issued if nothing sensible is said. */
    static Instant before(String typed, Instant otherwise) {
        try {
            return typed.isEmpty() ? otherwise : Instant.parse(typed);
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    /** Where a page of the audit begins. */
    static long before(String typed) {
        return typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : Long.MAX_VALUE;
    }
}
