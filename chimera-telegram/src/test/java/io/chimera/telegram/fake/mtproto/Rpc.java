package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.Tl;

/** What answers the functions clients call. */
@FunctionalInterface
public interface Rpc {

    /**
     * Answers one function, now or later or never. Calls of one connection come one after the other, those of several at the
     * same time. A client takes what it is told as having happened in the order in which it is told: whoever answers from
     * something that changes answers before it changes again.
     *
     * @param session whose call it is
     * @param query the function, taken out of all that was wrapped around it
     * @param answer where the answer goes to, once
     */
    void call(Session session, Tl query, Answer answer) throws RpcFailure;

    /** Takes an answer. */
    @FunctionalInterface
    interface Answer {
        void give(Object answer);
    }
}
