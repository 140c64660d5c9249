package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.pki.identity.Challenges.Event;
import io.chimera.pki.identity.CodePost.Letter;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.x509.PeerNames;
import io.chimera.pki.x509.SigningRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people prove who they are: a challenge is opened, and answered. */
final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private static final String EVERYBODY = "everybody";
    private static final Duration SHORT_WHILE = Duration.ofSeconds(5);

    private final ProviderSettings settings;
    private final ProvisionerKey key;
    private final Challenges challenges;
    private final Codes codes;
    private final CodePost post;
    private final Throttle all;
    private final Clock clock;

    Desk(
            ProviderSettings settings,
            ProvisionerKey key,
            Challenges challenges,
            Codes codes,
            CodePost post,
            Clock clock) {
        this.settings = settings;
        this.key = key;
        this.challenges = challenges;
        this.codes = codes;
        this.post = post;
        this.all = new Throttle(settings.limits().challenges(), clock);
        this.clock = clock;
    }

    /**
     * Somebody asks for a certificate.
     *
     * @param device as the asker names it, made of harmless characters
     * @param asker the address it is asked from
     * @param languages the asker's preference
     */
    record Asked(AccountId person, SigningRequest request, String device, String asker, String languages) {}

    /** What becomes of a request. It is the same whether or not the person exists. */
    sealed interface Opening {

        /** A code is on its way, if there is somebody it can go to. */
        record Opened(Challenge challenge) implements Opening {}

        /** Not now. */
        record Later(Duration pause) implements Opening {}
    }

    /** Opens a challenge and sends its code. */
    Opening open(Asked asked) {
        var wait = all.pass(EVERYBODY);
        if (wait.isPresent()) return new Opening.Later(wait.get());
        var place = post.reserve();
        if (place.isEmpty()) return new Opening.Later(SHORT_WHILE);
        try (var reserved = place.get()) {
            var challenge = challenge(asked);
            var code = codes.code();
            var tooMany = challenges.open(challenge, codes.sealed(challenge.id(), asked.person(), code));
            if (tooMany.isPresent()) return new Opening.Later(tooMany.get());
            reserved.fill(letter(challenge, code, asked));
            return new Opening.Opened(challenge);
        }
    }

    /** The token for the right answer; empty for a wrong one, and for a challenge that is over or never was. */
    Optional<OneTimeToken> answer(String challengeId, String code) {
        var tried = challenges.tryOnce(challengeId, clock.instant());
        if (tried.isEmpty()) return Optional.empty();
        var challenge = tried.get().challenge();
        if (!tried.get().code().matches(codes.sealed(challenge.id(), challenge.person(), code))) {
            challenges.audit(Event.WRONG_CODE, challenge, clock.instant());
            return Optional.empty();
        }
        var token = token(challenge);
        if (!challenges.use(challenge, token.id(), clock.instant())) return Optional.empty();
        log.info("A person has proven who they are challenge={} tokenId={}", challenge.id(), token.id());
        return Optional.of(token);
    }

    private Challenge challenge(Asked asked) {
        var now = clock.instant();
        return new Challenge(
                codes.challengeId(),
                asked.person(),
                asked.asker(),
                asked.request().digest(),
                now,
                now.plus(settings.codeLife()));
    }

    private Letter letter(Challenge challenge, String code, Asked asked) {
        var text = CodeText.write(code, asked.device(), asked.asker(), settings.codeLife(), asked.languages());
        return new Letter(
                challenge.person(), text, () -> challenges.audit(Event.UNDELIVERABLE, challenge, clock.instant()));
    }

    private OneTimeToken token(Challenge challenge) {
        var grant = new OneTimeToken.Grant(
                settings.signAudience(),
                settings.caFingerprint(),
                challenge.person().toString(),
                PeerNames.of(challenge.person()),
                challenge.request());
        return OneTimeToken.mint(key, grant, clock.instant(), settings.tokenLife());
    }
}
