package io.chimera.pki.step;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.chimera.pki.x509.SigningRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A token with which one certificate can be had from step-ca, once, by whoever made one particular signing request.
 *
 * @param jwt a signed JWT (RFC 7519), secret until it is spent or has expired
 * @param id its {@code jti}, 256 random bits in hex; not secret
 */
public record OneTimeToken(String jwt, String id, Instant expiresAt) {

    /** An authority whose clock is behind ours still accepts it. */
    private static final Duration EARLIER = Duration.ofSeconds(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What a token lets its holder have.
     *
     * @param audience {@link StepCa#signAudience}
     * @param root for the holder's bootstrap; the authority does not look at it
     * @param subject the certificate's common name
     * @param names the certificate's alternative names, unless the authority's template decides
     * @param request the one request the token is good for
     */
    public record Grant(
            String audience, RootFingerprint root, String subject, List<String> names, SigningRequest.Digest request) {
        public Grant {
            names = List.copyOf(names);
        }
    }

    /** Signs a token that is good from now for so long; a minute or two is plenty, since there is no other use. */
    public static OneTimeToken mint(ProvisionerKey by, Grant grant, Instant now, Duration life) {
        var id = new byte[32];
        RANDOM.nextBytes(id);
        var expiresAt = now.plus(life);
        var claims = new JWTClaimsSet.Builder()
                .issuer(by.provisioner())
                .subject(grant.subject())
                .audience(grant.audience())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minus(EARLIER)))
                .expirationTime(Date.from(expiresAt))
                .jwtID(HexFormat.of().formatHex(id))
                .claim("sha", grant.root().hex())
                .claim("sans", grant.names())
                .claim("cnf", Map.of("x5rt#S256", grant.request().base64Url()))
                .build();
        return new OneTimeToken(signed(by, claims), claims.getJWTID(), expiresAt);
    }

    private static String signed(ProvisionerKey by, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(JOSEObjectType.JWT)
                    .keyID(by.key().getKeyID())
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(by.key()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot sign a token", e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeToken[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}
