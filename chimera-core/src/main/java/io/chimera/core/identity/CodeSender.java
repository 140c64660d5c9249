package io.chimera.core.identity;

import io.chimera.core.account.AccountId;

/**
 * Port: brings a one-time code to the person it is meant for, by a way that only this person can read, and by the same way
 * what they should know of their certificates: that one was issued in their name, or taken back.
 *
 * <p>The one who asks for a code is not told whether the person exists: an implementation reports failure to its log
 * and to the caller, and the caller answers everybody alike.
 */
@FunctionalInterface
public interface CodeSender {

    /**
     * Delivers a text that holds a one-time code, or a notice without one.
     *
     * @param to whom it is for
     * @param text what the person reads; a code in it is secret until it has expired, so it is never logged
     * @throws UndeliverableCode if nothing can have been delivered
     */
    void send(AccountId to, String text) throws UndeliverableCode;

    /** The text did not reach the person. */
    final class UndeliverableCode extends Exception {

        /** @param why for the operator's log; holds neither text nor number */
        public UndeliverableCode(String why) {
            super(why);
        }
    }
}
