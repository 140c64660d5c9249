package io.chimera.core.identity;

import io.chimera.core.account.AccountId;

/**
 * Port: how an account obtains, renews and gives back its certificate.
 *
 * <p>Every step is durable: after a crash {@link #state} tells where the account stands, and the next step can be taken
 * from there. Calls block on the network for at most some seconds.
 */
public interface Enroller {

    /** Where the account stands now. Does not touch the network. */
    Enrolment state(AccountId account);

    /**
     * Makes a key on this computer and asks the identity provider to send the person a one-time code.
     *
     * @param deviceName shown to the person beside the code, so that they recognise their own request
     */
    Enrolment.Challenged ask(AccountId account, String deviceName) throws EnrolmentFailed;

    /**
     * Hands in the code the person typed and obtains the certificate.
     *
     * @param code as typed; blanks and hyphens are ignored
     */
    Enrolment.Certified prove(AccountId account, String code) throws EnrolmentFailed;

    /** Obtains a new certificate for the account with the present one as proof. */
    Enrolment.Certified renew(AccountId account) throws EnrolmentFailed;

    /**
     * Takes the account's certificate back for good.
     *
     * @param note free text for the authority's records; may be empty
     */
    Enrolment.Revoked revoke(AccountId account, RevocationReason reason, String note) throws EnrolmentFailed;
}
