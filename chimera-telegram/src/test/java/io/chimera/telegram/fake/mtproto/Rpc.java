package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.Tl;
import java.util.Optional;

/** What answers the functions clients call. */
@FunctionalInterface
public interface Rpc {

    /**
     * Answers one function. Calls of one connection come one after the other, those of several at the same time.
     *
     * @param session whose call it is
     * @param query the function, taken out of all that was wrapped around it
     * @param answer where the answer goes to if it is not given now
     * @return the answer; empty if it is given later, or never
     */
    Optional<Object> call(Session session, Tl query, Answer answer) throws RpcFailure;

    /** Takes an answer which comes later than its question. */
    @FunctionalInterface
    interface Answer {
        void give(Object answer);
    }
}
