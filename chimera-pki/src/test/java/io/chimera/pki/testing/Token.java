package io.chimera.pki.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.chimera.pki.step.ProvisionerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One-time tokens as a test wants them, right or wrong, built without the code under test. */
public final class Token {

    private Token() {}

    /** A good token for a subject, altered at will. */
    public static String of(
            ProvisionerKey by,
            String audience,
            String subject,
            Instant now,
            UnaryOperator<JWTClaimsSet.Builder> altered) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(by.provisioner())
                .subject(subject)
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .jwtID(UUID.randomUUID().toString());
        return signed(by, by.key().getKeyID(), altered.apply(claims).build());
    }

    public static String signed(ProvisionerKey by, String keyId, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(JOSEObjectType.JWT)
                            .keyID(keyId)
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(by.key()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
