package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;

/**
 * Something that takes a while, as it is at this moment.
 *
 * @param number tells it from the account's others of its kind since this program started
 * @param report how far it is, or was when it ended
 */
public record Task<R>(AccountId account, long number, State state, R report) {

    /** What it does. */
    public sealed interface State {

        /** It goes on. */
        record UnderWay() implements State {}

        /** It came to its end. */
        record Done() implements State {}

        /**
         * It ended before that.
         *
         * @param why for the person, with what to do
         */
        record Failed(String why) implements State {}
    }
}
