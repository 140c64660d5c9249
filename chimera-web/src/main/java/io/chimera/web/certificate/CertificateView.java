package io.chimera.web.certificate;

import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.core.identity.RevocationReason;
import io.chimera.web.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account's certificate, or the way to one.
 *
 * @param state which words and symbol stand at the top: {@code unknown}, {@code challenged}, {@code certified}, {@code
 *     expiring}, {@code expired}, {@code revoked}
 * @param about a sentence on what that means
 * @param facts of the certificate, where there is or was one
 * @param askable whether a code can be asked for now
 * @param provable whether a code is awaited
 * @param renewable whether there is a certificate that can be renewed, or given back
 */
record CertificateView(
        String state,
        String heading,
        String about,
        Optional<FactsView> facts,
        boolean askable,
        boolean provable,
        boolean renewable) {

    /** The share of a certificate's life after which it renews itself, in percent. */
    static final int RENEWS_AT = 67;

    /**
     * What a person may want to know of a certificate.
     *
     * @param passed how much of its life is over, 0 to 100
     */
    record FactsView(
            int passed,
            String from,
            String renews,
            String until,
            String issuer,
            String algorithm,
            String serial,
            String fingerprint) {}

    static CertificateView of(Enrolment enrolment, Instant now, Words words) {
        var show = new Show(now, words);
        return switch (enrolment) {
            case Enrolment.Unknown() -> show.without("unknown", true, false);
            case Enrolment.Challenged(var expiresAt) ->
                show.without("challenged", true, true, words.moments().exactly(expiresAt));
            case Enrolment.Certified(var facts) -> show.with("certified", facts, true, show.left(facts));
            case Enrolment.Expiring(var facts, var why) -> show.with("expiring", facts, true, show.left(facts), why);
            case Enrolment.Expired(var facts) ->
                show.with("expired", facts, false, words.moments().full(facts.notAfter(), now));
            case Enrolment.Revoked(var facts, var reason) -> show.with("revoked", facts, false, show.inWords(reason));
        };
    }

    /** Says it to one reader at one moment. */
    private record Show(Instant now, Words words) {

        CertificateView without(String state, boolean askable, boolean provable, Object... about) {
            return new CertificateView(
                    state, heading(state), about(state, about), Optional.empty(), askable, provable, false);
        }

        CertificateView with(String state, CertificateFacts facts, boolean good, Object... about) {
            return new CertificateView(
                    state, heading(state), about(state, about), Optional.of(view(facts)), !good, false, good);
        }

        private String heading(String state) {
            return words.say("certificate." + state);
        }

        private String about(String state, Object... with) {
            return words.say("certificate." + state + ".about", with);
        }

        /** The reasons have words; what else was kept is said as it stands. */
        String inWords(String reason) {
            return Stream.of(RevocationReason.values())
                    .filter(known -> known.name().equals(reason))
                    .findFirst()
                    .map(known -> words.say("RevocationReason." + known.name()))
                    .orElse(reason);
        }

        String left(CertificateFacts facts) {
            return words.figures().duration(Duration.between(now, facts.notAfter()));
        }

        private FactsView view(CertificateFacts facts) {
            var life = Duration.between(facts.notBefore(), facts.notAfter());
            var passed = Duration.between(facts.notBefore(), now);
            long share =
                    life.isZero() ? 100 : Math.clamp(100 * passed.toSeconds() / Math.max(1, life.toSeconds()), 0, 100);
            var renews = facts.notBefore().plus(life.multipliedBy(RENEWS_AT).dividedBy(100));
            boolean briefly = life.compareTo(Duration.ofDays(2)) < 0;
            return new FactsView(
                    (int) share,
                    moment(facts.notBefore(), briefly),
                    moment(renews, briefly),
                    moment(facts.notAfter(), briefly),
                    facts.issuer(),
                    facts.algorithm(),
                    grouped(facts.serial(), 4, " "),
                    grouped(facts.fingerprint(), 2, ":"));
        }

        private String moment(Instant at, boolean withTime) {
            return withTime ? words.moments().time(at) : words.moments().shortDate(at, now);
        }

        private static String grouped(String hex, int size, String between) {
            return hex.replaceAll("(.{" + size + "})(?=.)", "$1" + between);
        }
    }
}
