package io.chimera.pki.step;

import com.nimbusds.jwt.SignedJWT;
import io.chimera.pki.step.AuthorityFailed.Kind;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a token was refused, as far as it can be told from this side. The authority answers 401 in the same words whatever
 * it is, so that nobody can try tokens out; who holds the token may look at it.
 */
final class TokenTrouble {

    private static final String ASK_AGAIN = " Ask for a new code.";

    private TokenTrouble() {}

    /** The same failure with what is probably wrong; unchanged if it was not about the token. */
    static AuthorityFailed explained(AuthorityFailed failed, String token, StepCa ca, String audience, Instant now) {
        if (failed.kind() != Kind.NOT_AUTHORIZED) return failed;
        return new AuthorityFailed(
                Kind.NOT_AUTHORIZED,
                "The certificate authority refused the token: " + why(token, ca, audience, now),
                failed);
    }

    private static String why(String token, StepCa ca, String audience, Instant now) {
        try {
            var jwt = SignedJWT.parse(token.strip());
            var claims = jwt.getJWTClaimsSet();
            if (claims.getAudience().stream().noneMatch(named -> isSame(named, audience))) {
                return "it is for " + String.join(", ", claims.getAudience()) + ", and the authority is asked at "
                        + audience
                        + ". The identity provider and this computer must call the authority by the same name.";
            }
            var ends = claims.getExpirationTime();
            if (ends != null && now.isAfter(ends.toInstant())) {
                return "it was good until " + ends.toInstant() + " only." + ASK_AGAIN;
            }
            var kid = Optional.ofNullable(jwt.getHeader().getKeyID());
            if (!isKnown(ca, claims.getIssuer(), kid)) {
                return "the authority does not know the provisioner " + claims.getIssuer()
                        + kid.map(id -> " with the key " + id).orElse("")
                        + ". Whoever runs the two must bring them together.";
            }
            return "it was used before, or the authority was started again after the token was made and refuses those of"
                    + " before." + ASK_AGAIN;
        } catch (ParseException | RuntimeException e) {
            return "it is not a token." + ASK_AGAIN;
        }
    }

    /** The authority compares hosts and paths, not ports. */
    private static boolean isSame(String named, String audience) {
        var theirs = URI.create(named);
        var ours = URI.create(audience);
        return Objects.equals(theirs.getHost(), ours.getHost()) && Objects.equals(path(theirs), path(ours));
    }

    /** Every page is there with and without the version. */
    private static String path(URI of) {
        return of.getPath().replaceFirst("^/1\\.0/", "/");
    }

    private static boolean isKnown(StepCa ca, @Nullable String issuer, Optional<String> kid) {
        try {
            return ca.provisioners().stream()
                    .filter(known -> known.name().equals(issuer))
                    .anyMatch(known -> kid.isEmpty() || known.key().equals(kid.get()));
        } catch (AuthorityFailed e) {
            return true; // it cannot be asked; the other reasons are as likely
        }
    }
}
