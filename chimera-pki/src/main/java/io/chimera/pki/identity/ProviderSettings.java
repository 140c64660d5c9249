package io.chimera.pki.identity;

import io.chimera.pki.https.Origin;
import io.chimera.pki.step.RootFingerprint;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How an identity provider is set up.
 *
 * @param home folder of its own for its ledger and the key its codes are sealed with; made if there is none
 * @param at the address to listen on; port 0 takes any free one
 * @param names host names and IP literals it answers to; the first is the one in its URL
 * @param caUrl the certificate authority, {@code https://host:port}
 * @param caFingerprint its root's
 * @param codeLife how long a code may be answered
 * @param tokenLife how long a token may be spent
 * @param patience the longest a call to the authority may take
 * @param keeping where challenges, limits and the register are kept
 * @param firstChimera whether programs of the first Chimera are served as well, whose tokens are bound to no request
 * @param delivery by what codes are sent, in a word or two, for whoever runs it
 */
public record ProviderSettings(
        Path home,
        InetSocketAddress at,
        List<String> names,
        URI caUrl,
        RootFingerprint caFingerprint,
        Duration codeLife,
        Duration tokenLife,
        Duration patience,
        Limits limits,
        Keeping keeping,
        boolean firstChimera,
        String delivery) {

    private static final Duration LONGEST_CODE_LIFE = Duration.ofMinutes(15);
    private static final Duration LONGEST_TOKEN_LIFE = Duration.ofMinutes(5);

    public ProviderSettings {
        names = List.copyOf(names);
        caUrl = Origin.of("the authority's address", caUrl);
        if (names.isEmpty()) throw new IllegalArgumentException("an identity provider needs a name to be called by");
        within("codeLife", codeLife, LONGEST_CODE_LIFE);
        within("tokenLife", tokenLife, LONGEST_TOKEN_LIFE);
        within("patience", patience, Duration.ofMinutes(1));
    }

    /** With five minutes for a code, 90 seconds for a token, the usual limits, and SQLite. */
    public static ProviderSettings usual(
            Path home, InetSocketAddress at, List<String> names, URI caUrl, RootFingerprint caFingerprint) {
        return new ProviderSettings(
                home,
                at,
                names,
                caUrl,
                caFingerprint,
                Duration.ofMinutes(5),
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Limits.USUAL,
                new Keeping.Sqlite(),
                false,
                "");
    }

    /** What a token must name as its audience. */
    public String signAudience() {
        return caUrl + "/1.0/sign";
    }

    /** The same with other limits. */
    public ProviderSettings with(Limits others) {
        return with(others, keeping, firstChimera, delivery);
    }

    /** The same kept elsewhere. */
    public ProviderSettings with(Keeping elsewhere) {
        return with(limits, elsewhere, firstChimera, delivery);
    }

    /** The same for programs of the first Chimera as well. */
    public ProviderSettings servingTheFirstChimera() {
        return with(limits, keeping, true, delivery);
    }

    /** The same with a word for how codes are sent. */
    public ProviderSettings deliveringBy(String means) {
        return with(limits, keeping, firstChimera, means);
    }

    private ProviderSettings with(Limits others, Keeping elsewhere, boolean first, String means) {
        return new ProviderSettings(
                home, at, names, caUrl, caFingerprint, codeLife, tokenLife, patience, others, elsewhere, first, means);
    }

    private static void within(String what, Duration value, Duration longest) {
        if (!value.isPositive() || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException(what + " must be positive and at most " + longest + ", not " + value);
        }
    }
}
