package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.Session;
import io.chimera.telegram.fake.tl.Tl;
import java.util.Optional;

/** A function somebody calls. */
record Call(Session session, Tl query, Logins logins) {

    /** Who is signed in where the call comes from. */
    Profile me() throws RpcFailure {
        return logins.at(session).orElseThrow(() -> new RpcFailure(401, "AUTH_KEY_UNREGISTERED"));
    }

    /** As {@link #me()}, with the session, which needs no news of what it does itself. */
    Post.Hand hand() throws RpcFailure {
        return new Post.Hand(me(), Optional.of(session));
    }
}
