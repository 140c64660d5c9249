package io.chimera.pki.lab;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.X509CertChainUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.chimera.pki.lab.Provisioner.Jwk;
import io.chimera.pki.lab.Provisioner.X5c;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SubjectNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges one-time tokens, in step-ca's order: who signed it and for whom it is, then whether it was used, and only then
 * whether it is valid. So a token is spent by its first showing, even if that fails.
 */
final class TokenDesk {

    private static final Logger log = LoggerFactory.getLogger(TokenDesk.class);

    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final List<Provisioner> provisioners;
    private final List<String> names;
    private final CaLedger ledger;
    private final Clock clock;
    private final Instant start;

    /** @param names the hosts an audience may name */
    TokenDesk(List<Provisioner> provisioners, List<String> names, CaLedger ledger, Clock clock) {
        this.provisioners = List.copyOf(provisioners);
        this.names = List.copyOf(names);
        this.ledger = ledger;
        this.clock = clock;
        this.start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * What a good token allows.
     *
     * @param request the one signing request it is good for, as the base64url digest, if it names one
     * @param until what it allows must end by then
     */
    record Permission(
            Provisioner by, String subject, SubjectNames names, Optional<String> request, Optional<Instant> until) {}

    /**
     * Accepts a token once.
     *
     * @param action {@code sign} or {@code revoke}
     */
    Permission admit(String token, String action) throws Refusal {
        try {
            var jwt = SignedJWT.parse(token);
            var claims = jwt.getJWTClaimsSet();
            var provisioner = provisioner(jwt, claims, action);
            if (!ledger.use(id(claims, token), clock.instant())) throw denied("token already used");
            var signer = signer(jwt, provisioner);
            verify(jwt, claims, signer);
            return permission(claims, provisioner, signer.until());
        } catch (ParseException | JOSEException e) {
            throw denied("token cannot be read");
        }
    }

    private Provisioner provisioner(SignedJWT jwt, JWTClaimsSet claims, String action) throws Refusal {
        var found = provisioners.stream()
                .filter(known -> known.name().equals(claims.getIssuer()))
                .filter(known -> switch (known) {
                    case Jwk jwk -> jwk.keyId().equals(jwt.getHeader().getKeyID()) && isFor(claims, action, null);
                    case X5c x5c -> isFor(claims, action, x5c.fragment());
                })
                .findFirst();
        if (found.isEmpty()) throw denied("provisioner not found or invalid audience");
        var issued = claims.getIssueTime();
        if (issued != null && issued.toInstant().isBefore(start)) {
            throw denied("token issued before the start of the certificate authority");
        }
        return found.get();
    }

    private boolean isFor(JWTClaimsSet claims, String action, @Nullable String fragment) {
        return claims.getAudience().stream().anyMatch(url -> isOurs(url, action, fragment));
    }

    /** The port is not compared: behind a forwarder it is another one. */
    private boolean isOurs(String audience, String action, @Nullable String fragment) {
        try {
            var url = URI.create(audience);
            return "https".equals(url.getScheme())
                    && names.contains(url.getHost())
                    && List.of("/" + action, "/1.0/" + action).contains(url.getPath())
                    && Objects.equals(url.getFragment(), fragment);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The key that must have signed a token, and how long what it allows may last. */
    private record Signer(ECPublicKey key, Optional<Instant> until) {}

    private Signer signer(SignedJWT jwt, Provisioner provisioner) throws JOSEException, Refusal {
        return switch (provisioner) {
            case Jwk jwk -> new Signer(jwk.key().toECPublicKey(), Optional.empty());
            case X5c x5c -> {
                var chain = chain(jwt, x5c);
                if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey key)) throw denied("not a key on a curve");
                yield new Signer(key, Optional.of(chain.getFirst().getNotAfter().toInstant()));
            }
        };
    }

    private List<X509Certificate> chain(SignedJWT jwt, X5c provisioner) throws Refusal {
        try {
            var chain = X509CertChainUtils.parse(
                    Objects.requireNonNullElse(jwt.getHeader().getX509CertChain(), List.of()));
            if (chain.isEmpty()) throw denied("no certificate chain");
            provisioner.trust(clock).checkCalls(chain);
            return chain;
        } catch (ParseException | CertificateException e) {
            throw denied("error verifying x5c certificate chain");
        }
    }

    private void verify(SignedJWT jwt, JWTClaimsSet claims, Signer signer) throws JOSEException, Refusal {
        if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                || !jwt.verify(new ECDSAVerifier(signer.key()))) {
            throw denied("signature not valid");
        }
        var now = clock.instant();
        if (isAfter(claims.getNotBeforeTime(), now.plus(LEEWAY)) || isAfter(claims.getIssueTime(), now.plus(LEEWAY))) {
            throw denied("token not valid yet");
        }
        var expires = claims.getExpirationTime();
        if (expires != null && expires.toInstant().isBefore(now.minus(LEEWAY))) throw denied("token expired");
        if (Objects.requireNonNullElse(claims.getSubject(), "").isEmpty()) throw denied("token without a subject");
    }

    private static boolean isAfter(Date claim, Instant limit) {
        return claim != null && claim.toInstant().isAfter(limit);
    }

    private static Permission permission(JWTClaimsSet claims, Provisioner by, Optional<Instant> until)
            throws ParseException {
        var sans = claims.getStringListClaim("sans");
        var names = sans == null || sans.isEmpty() ? List.of(claims.getSubject()) : sans;
        var confirmation = claims.getJSONObjectClaim("cnf");
        var request = confirmation == null ? null : confirmation.get("x5rt#S256");
        return new Permission(
                by,
                claims.getSubject(),
                SubjectNames.sorted(names),
                Optional.ofNullable(request).map(Object::toString),
                until);
    }

    private static String id(JWTClaimsSet claims, String token) {
        var id = claims.getJWTID();
        if (id != null && !id.isEmpty()) return id;
        return HexFormat.of().formatHex(Keys.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static Refusal denied(String why) {
        log.info("Token refused why={}", why);
        return Refusal.unauthorized();
    }
}
