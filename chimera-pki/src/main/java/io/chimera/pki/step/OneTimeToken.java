package io.chimera.pki.step;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.chimera.pki.x509.SigningRequest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A token for step-ca, good for one use: to have one certificate, by whoever made one particular signing request, or to
 * take one back.
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
    public static OneTimeToken mint(Minter by, Grant grant, Instant now, Duration life) {
        var claims = claims(by, grant.subject(), grant.audience(), now, life)
                .claim("sha", grant.root().hex())
                .claim("sans", grant.names())
                .claim("cnf", Map.of("x5rt#S256", grant.request().base64Url()))
                .build();
        return token(by, claims);
    }

    /**
     * Signs a token for whoever has it: for programs that say no request beforehand.
     *
     * @param audience {@link StepCa#signAudience}
     * @param subject the certificate's common name, and its one alternative name
     */
    public static OneTimeToken unbound(Minter by, String audience, String subject, Instant now, Duration life) {
        return token(
                by,
                claims(by, subject, audience, now, life)
                        .claim("sans", List.of(subject))
                        .build());
    }

    /**
     * Signs a token with which one certificate can be taken back, by whoever has the token.
     *
     * @param audience {@link StepCa#revokeAudience}
     */
    public static OneTimeToken toRevoke(Minter by, String audience, BigInteger serial, Instant now, Duration life) {
        return token(by, claims(by, serial.toString(), audience, now, life).build());
    }

    private static JWTClaimsSet.Builder claims(Minter by, String subject, String audience, Instant now, Duration life) {
        var id = new byte[32];
        RANDOM.nextBytes(id);
        return new JWTClaimsSet.Builder()
                .issuer(by.provisioner())
                .subject(subject)
                .audience(by.audience(audience))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minus(EARLIER)))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(HexFormat.of().formatHex(id));
    }

    private static OneTimeToken token(Minter by, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header(by), claims);
            jwt.sign(signer(by));
            return new OneTimeToken(
                    jwt.serialize(),
                    claims.getJWTID(),
                    claims.getExpirationTime().toInstant());
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot sign a token", e);
        }
    }

    private static JWSHeader header(Minter by) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT);
        return switch (by) {
            case ProvisionerKey key -> header.keyID(key.key().getKeyID()).build();
            case ProvisionerChain chain ->
                header.x509CertChain(chain.proof().chain().stream()
                                .map(OneTimeToken::encoded)
                                .toList())
                        .build();
        };
    }

    private static JWSSigner signer(Minter by) throws JOSEException {
        return switch (by) {
            case ProvisionerKey key -> new ECDSASigner(key.key());
            case ProvisionerChain chain -> new ECDSASigner(chain.proof().key(), Curve.P_256);
        };
    }

    private static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeToken[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}
