package io.chimera.core.identity;

import io.chimera.core.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the computers that hold a certificate in an account's name, as the identity provider knows them, and how one of
 * them is disowned, after a theft for instance.
 *
 * <p>The present certificate is the proof. It disowns itself and what is older, never what is newer: whoever stole a
 * computer cannot lock its owner out, who gets a newer certificate by a code.
 */
public interface Computers {

    /** All of them, newest first. Blocks on the network for at most some seconds. */
    List<Computer> of(AccountId account) throws EnrolmentFailed;

    /**
     * Takes back everything that was issued for a computer's key, now and in future. Neighbours hear of it when they
     * next look, within a minute.
     *
     * @param note free text for the provider's records, at most 200 characters; may be empty
     */
    void disown(AccountId account, KeyFingerprint computer, RevocationReason reason, String note)
            throws EnrolmentFailed;

    /**
     * One of them.
     *
     * @param key what it is known by
     * @param name as it called itself when it asked for a code
     * @param since when its key was proven
     * @param here whether it is this one
     * @param disowned when it was taken back; empty if it was not
     */
    record Computer(KeyFingerprint key, String name, Instant since, boolean here, Optional<Instant> disowned) {}
}
