package io.chimera.janus.derive;

/**
 * Passwords, each of those that conform as likely as any other: whole strings are drawn until one conforms, never mended.
 */
public final class Passwords {

    private static final int SEED = 64;

    /** A policy that lets one in a thousand through is met nearly always; one that never is, is told so. */
    private static final int MOST_TRIES = 10_000;

    private Passwords() {}

    /**
     * Somebody's password at a site.
     *
     * @throws IllegalArgumentException if no password can be found that conforms
     */
    public static String of(MasterKey key, Persona who, PasswordPolicy policy) {
        var draw = new Draw(key.bytes(who.fields("p").and(policy.id()), SEED));
        for (int i = 0; i < MOST_TRIES; i++) {
            var password = new StringBuilder(policy.length());
            for (int place = 0; place < policy.length(); place++)
                password.append(
                        policy.alphabet().charAt(draw.below(policy.alphabet().length())));
            var drawn = password.toString();
            if (policy.accepts(drawn)) return drawn;
        }
        throw new IllegalArgumentException(
                "No password meets the rules. Look whether the site really asks for " + policy + ".");
    }
}
