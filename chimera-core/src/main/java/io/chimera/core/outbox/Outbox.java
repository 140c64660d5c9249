package io.chimera.core.outbox;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the dispatches that are not settled. Survives a restart. */
public interface Outbox {

    /**
     * The oldest unsettled dispatches of every lane, oldest first.
     *
     * @param most how many of one lane, at least 1
     */
    Map<Lane, List<Dispatch>> heads(int most);

    /** The unsettled dispatch of this parcel. */
    Optional<Dispatch> find(MessageId parcel);

    /** Every unsettled dispatch of a dialog, oldest first, at most {@code limit}. */
    List<Dispatch> of(DialogId dialog, int limit);

    /** How many are not settled. */
    int size();

    /** The outbox as a change may alter it. */
    interface Editing extends Outbox {

        /** Puts a dispatch at the end of its lane. */
        void add(Dispatch dispatch);

        /**
         * Records an attempt that is about to begin: it stands there as its outcome until that is known.
         *
         * @return false, and nothing is recorded, when the dispatch is not there any more
         */
        boolean begin(MessageId parcel, Attempt attempt);

        /** Replaces the latest attempt by what became of it. Does nothing when the dispatch is not there any more. */
        void conclude(MessageId parcel, Attempt attempt);

        /** Takes a dispatch out: it is settled or withdrawn. One that is not there is no error. */
        void remove(MessageId parcel);
    }
}
