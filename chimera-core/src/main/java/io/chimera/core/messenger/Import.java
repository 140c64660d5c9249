package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.legacy.ImportReport;

/**
 * An import of what the first Chimera left, as it is at this moment.
 *
 * @param number tells it from the account's others since this program started
 * @param report how far it is, or was when it ended
 */
public record Import(AccountId account, long number, State state, ImportReport report) {

    /** What it does. */
    public sealed interface State {

        /** It goes on. */
        record UnderWay() implements State {}

        /** Everything was looked at. */
        record Done() implements State {}

        /**
         * It ended before that. What it brought stays, and another one goes on from there.
         *
         * @param why for the person, with what to do
         */
        record Failed(String why) implements State {}
    }
}
