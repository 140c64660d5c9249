package io.chimera.core.signin;

import java.util.Optional;

/** Port: where people sign in to their accounts in the cloud. Safe for use by many threads. */
public interface SignIns {

    /**
     * Begins one; what it wants first is in its {@link SignIn#step}. Returns at once. When very many are under way, the
     * one that has been left alone longest is cancelled to make room.
     */
    SignIn begin();

    /** The one with this id. One that is over can be found for a while, so that everybody learns how it ended. */
    Optional<SignIn> find(SignInId id);
}
