package io.chimera.core.provider;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what an identity provider has issued and to whom, for the person who runs it. Thread-safe; blocks on its store. */
public interface Register {

    /** How the provider is. */
    Condition condition();

    /** What happened within a time that ends now. */
    Figures figures(Duration within);

    /**
     * Keys whose holders have proven who they are, newest first.
     *
     * @param wanted only this person's; empty for everybody's
     * @param before only those issued before this moment; the last one's of the page before
     * @param limit 1 to 100
     */
    List<Issuance> issued(Optional<AccountId> wanted, Instant before, int limit);

    /** One of them, with what is known of its certificates. */
    Optional<Issuance> find(AccountId person, KeyFingerprint key);

    /**
     * The audit, newest first.
     *
     * @param wanted only what is about this person; empty for all
     * @param before only rows with a smaller number; {@link Long#MAX_VALUE} for the newest
     * @param limit 1 to 100
     */
    List<Entry> audit(Optional<AccountId> wanted, long before, int limit);

    /**
     * Takes a person's key back: nobody is to believe it any more, and its certificates are revoked at the authority as
     * far as their serial numbers are known. The key counts as taken back even if the authority does not answer.
     *
     * @param note at most 200 characters; may be empty
     * @return what could not be done at the authority and is tried again; empty if everything was done
     */
    Optional<String> revoke(AccountId person, KeyFingerprint key, RevocationReason reason, String note);

    /**
     * A key that was certified.
     *
     * @param device what its owner called the computer
     * @param asker the address it was asked from
     * @param serials of the certificates it is known to have, lower-case hex, newest first
     * @param until when the last of them ends; empty if none is known
     * @param revoked empty while it is good
     */
    record Issuance(
            AccountId person,
            KeyFingerprint key,
            String device,
            String asker,
            Instant at,
            List<String> serials,
            Optional<Instant> until,
            Optional<Revoked> revoked) {
        public Issuance {
            serials = List.copyOf(serials);
        }
    }

    /** That a key was taken back. */
    record Revoked(Instant at, RevocationReason reason, String note) {}

    /**
     * One row of the audit.
     *
     * @param number grows with each row
     * @param what happened
     * @param asker the address it came from; empty where there is none
     * @param detail a device's name, a reason, an id; holds nothing secret; may be empty
     */
    record Entry(long number, Instant at, Event what, Optional<AccountId> person, String asker, String detail) {}

    /** What an audit row tells of. */
    enum Event {
        /** A code was asked for. */
        ASKED,
        /** The code could not be delivered. */
        UNDELIVERABLE,
        /** A code was wrong. */
        WRONG_CODE,
        /** A code was right, and a token was handed out. */
        PROVEN,
        /** A certificate was shown that came of it. */
        CERTIFIED,
        /** Somebody had to wait, because a limit was reached. */
        LIMITED,
        /** A key was taken back. */
        REVOKED
    }

    /**
     * How often what happened.
     *
     * @param limited requests that met a limit
     */
    record Figures(long asked, long proven, long wrongCodes, long undeliverable, long limited, long revoked) {}

    /**
     * How the provider is.
     *
     * @param trouble what does not work, and what to do about it, a sentence each
     * @param certificateUntil when its own server certificate ends
     * @param delivery by what its codes are sent, in a word or two
     */
    record Condition(List<String> trouble, Instant certificateUntil, String delivery) {
        public Condition {
            trouble = List.copyOf(trouble);
        }
    }
}
