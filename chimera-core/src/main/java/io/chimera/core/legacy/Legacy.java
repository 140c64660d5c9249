package io.chimera.core.legacy;

import java.util.List;
import java.util.OptionalLong;

/** A database of the first Chimera, open to be read, and the files beside it. Used by one thread. */
public interface Legacy extends AutoCloseable {

    /** The most dialogs one may have. */
    int MOST_DIALOGS = 100_000;

    /** The longest text of one message that is read, in code points; the first Chimera could store none as long. */
    int LONGEST_TEXT = 65_536;

    /** Whose it is, by the Telegram user id, if it says so. */
    OptionalLong owner();

    /** How many messages it holds. */
    long size();

    /** How many messages were still to be sent when it was left. */
    long waiting();

    /** Every dialog with a name or a message, in no order, each once. */
    List<LegacyDialog> dialogs();

    /**
     * The rows after one, in the order in which the first Chimera stored them.
     *
     * @param row the last one seen; {@link Long#MIN_VALUE} for the beginning
     * @param most how many at most; none are left when there is none
     * @throws UnusableLegacy if it cannot be read on from here
     */
    List<LegacyRow> after(long row, int most) throws UnusableLegacy;

    /** Looks for a file that a message names. */
    Search find(FileReference reference);

    @Override
    void close();

    /** What came of looking for a file. */
    sealed interface Search {

        /** Here it is. */
        record Found(LegacyFile file) implements Search {}

        /** It is not where it should be, or it is no plain file. */
        record NotThere() implements Search {}

        /** It lies where nobody said that it may be taken from. */
        record OutOfReach() implements Search {}
    }
}
