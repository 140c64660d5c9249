package io.chimera.core.janus;

import java.util.Arrays;
import java.util.Optional;

/** What unlocks a profile. The secret is zeroed when it is closed. */
public final class ProfileKey implements AutoCloseable {

    private final String profile;
    private final Effort effort;
    private final char[] secret;
    private final Optional<String> kit;
    private final Optional<String> mailDomain;
    private final boolean weakAnyway;
    private final Memory memory;

    /** What is to do with what this computer remembers. */
    public enum Memory {
        /** Nothing is written; what is remembered is compared with. */
        AS_IT_IS,
        /** The profile is remembered from now on. */
        REMEMBER,
        /** It is somebody else than the one of this name who is remembered, and that one stays so. */
        SOMEBODY_ELSE
    }

    private ProfileKey(
            String profile,
            Effort effort,
            char[] secret,
            Optional<String> kit,
            Optional<String> mailDomain,
            boolean weakAnyway,
            Memory memory) {
        this.profile = profile;
        this.effort = effort;
        this.secret = secret;
        this.kit = kit;
        this.mailDomain = mailDomain;
        this.weakAnyway = weakAnyway;
        this.memory = memory;
    }

    /**
     * A profile's name and its secret, with nothing else to it.
     *
     * @param profile a name; or a whole profile such as {@code janus1:strong:anna}, which says the effort as well
     * @param secret is copied
     */
    public static ProfileKey of(String profile, char[] secret) {
        return new ProfileKey(
                profile, Effort.STANDARD, secret.clone(), Optional.empty(), Optional.empty(), false, Memory.AS_IT_IS);
    }

    /** With another effort. The secret is shared with the one before. */
    public ProfileKey with(Effort other) {
        return new ProfileKey(profile, other, secret, kit, mailDomain, weakAnyway, memory);
    }

    /** With the letters of a printed kit; blank for none. */
    public ProfileKey withKit(String letters) {
        return new ProfileKey(profile, effort, secret, present(letters), mailDomain, weakAnyway, memory);
    }

    /** With the domain where mail for its addresses arrives; blank for none. */
    public ProfileKey withMailDomain(String domain) {
        return new ProfileKey(profile, effort, secret, kit, present(domain), weakAnyway, memory);
    }

    /** A secret that could be guessed will do: its owner was told, and wants it so. */
    public ProfileKey evenIfWeak(boolean will) {
        return new ProfileKey(profile, effort, secret, kit, mailDomain, will, memory);
    }

    /** With another will about what this computer remembers. */
    public ProfileKey with(Memory will) {
        return new ProfileKey(profile, effort, secret, kit, mailDomain, weakAnyway, will);
    }

    private static Optional<String> present(String typed) {
        return Optional.of(typed.strip()).filter(text -> !text.isEmpty());
    }

    /** As it was typed. */
    public String profile() {
        return profile;
    }

    /** How much work a guess is to be. */
    public Effort effort() {
        return effort;
    }

    /** A copy, which the caller zeroes. */
    public char[] secret() {
        return secret.clone();
    }

    /** The kit's letters as they were typed, if there is one. */
    public Optional<String> kit() {
        return kit;
    }

    /** Where mail is to arrive, as it was typed. */
    public Optional<String> mailDomain() {
        return mailDomain;
    }

    /** Whether a weak secret is taken as well. */
    public boolean weakAnyway() {
        return weakAnyway;
    }

    /** What is to do with what this computer remembers. */
    public Memory memory() {
        return memory;
    }

    @Override
    public void close() {
        Arrays.fill(secret, '\0');
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "ProfileKey[" + profile + "]";
    }
}
