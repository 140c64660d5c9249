package io.chimera.core.signin;

import java.util.UUID;

/** Names a sign-in under way. Whoever knows it can go on with it, so it is as good as a secret while that lasts. */
public record SignInId(UUID value) {

    /** A new one that nobody can guess. */
    public static SignInId next() {
        return new SignInId(UUID.randomUUID());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static SignInId parse(String text) {
        return new SignInId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
