package io.chimera.app;

import java.util.List;
import java.util.stream.Stream;

/** The word {@code identity} before settings: it starts an identity provider, and is the same as its profile. */
final class IdentityWord {

    static final String HELP = """
            ./chimera identity [--setting=value …]   starts an identity provider: it makes sure, by a code in Telegram, that
            who asks for a certificate is that person. The same as --spring.profiles.active=identity.

            It needs chimera.pki.ca-url and ca-fingerprint, chimera.identity.names, the key of a provisioner
            (chimera.identity.people.*) and a way to its own certificate (chimera.identity.certificate.*). What each setting
            means is in docs/identity-provider.md; they can stand in chimera.properties in its home as well.
            """;

    private static final String WORD = "identity";
    private static final String PROFILE = "--spring.profiles.active=identity";

    private IdentityWord() {}

    static boolean wantsHelp(String[] arguments) {
        var all = List.of(arguments);
        return begins(all) && (all.contains("--help") || all.contains("-h"));
    }

    /** The arguments with a setting in the place of the word, if they begin with it. */
    static String[] asSettings(String[] arguments) {
        var all = List.of(arguments);
        if (!begins(all)) return arguments;
        return Stream.concat(Stream.of(PROFILE), all.stream().skip(1)).toArray(String[]::new);
    }

    private static boolean begins(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(WORD);
    }
}
