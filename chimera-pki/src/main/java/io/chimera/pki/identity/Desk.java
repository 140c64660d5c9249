package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.provider.Register.Event;
import io.chimera.pki.database.Database;
import io.chimera.pki.identity.Challenge.Wanted;
import io.chimera.pki.identity.CodePost.Letter;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.x509.PeerNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people prove who they are: a challenge is opened, and answered. */
final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private static final Duration SHORT_WHILE = Duration.ofSeconds(5);

    /** Without a request a token is as good as its holder's connection: the shorter the better. */
    private static final Duration UNBOUND_LIFE = Duration.ofSeconds(60);

    private final ProviderSettings settings;
    private final Minter people;
    private final Database database;
    private final Challenges challenges;
    private final Issuances issuances;
    private final Audit audit;
    private final Codes codes;
    private final CodePost post;
    private final Clock clock;

    Desk(ProviderSettings settings, Minter people, Records records, Codes codes, CodePost post, Clock clock) {
        this.settings = settings;
        this.people = people;
        this.database = records.database();
        this.challenges = records.challenges();
        this.issuances = records.issuances();
        this.audit = records.audit();
        this.codes = codes;
        this.post = post;
        this.clock = clock;
    }

    /**
     * Somebody asks for a certificate.
     *
     * @param wanted for what; empty if a program of the first Chimera asks
     * @param device as the asker names it, made of harmless characters
     * @param asker the address it is asked from
     * @param languages the asker's preference
     */
    record Asked(AccountId person, Optional<Wanted> wanted, String device, String asker, String languages) {}

    /** What becomes of a request. It is the same whether or not the person exists. */
    sealed interface Opening {

        /** A code is on its way, if there is somebody it can go to. */
        record Opened(Challenge challenge) implements Opening {}

        /** Not now. */
        record Later(Duration pause) implements Opening {}

        /** The key was taken back. Only who has it can learn that, since the request is signed with it. */
        record TakenBack() implements Opening {}
    }

    /** What becomes of an answer. */
    sealed interface Verdict {

        /** It was right. */
        record Right(OneTimeToken token) implements Verdict {}

        /** It was wrong, or its challenge is over or never was. */
        record Wrong() implements Verdict {}

        /** Not now. */
        record Later(Duration pause) implements Verdict {}
    }

    /** Opens a challenge and sends its code. */
    Opening open(Asked asked) {
        var person = asked.person();
        if (asked.wanted()
                .filter(wanted -> issuances.isTakenBack(person, wanted.key()))
                .isPresent()) {
            return new Opening.TakenBack();
        }
        var place = post.reserve();
        if (place.isEmpty()) return new Opening.Later(SHORT_WHILE);
        try (var reserved = place.get()) {
            var challenge = challenge(asked);
            var code = codes.code();
            var tooMany = challenges.open(challenge, codes.sealed(challenge.id(), person, code));
            if (tooMany.isPresent()) return new Opening.Later(tooMany.get());
            reserved.fill(letter(challenge, code, asked));
            return new Opening.Opened(challenge);
        }
    }

    /** Judges an answer. The person is told of every token that is handed out. */
    Verdict answer(String challengeId, String code) {
        var place = post.reserve();
        if (place.isEmpty()) return new Verdict.Later(SHORT_WHILE);
        try (var reserved = place.get()) {
            var proven = database.change(() -> judge(challengeId, code));
            if (proven.isEmpty()) return new Verdict.Wrong();
            var challenge = proven.get().challenge();
            var token = proven.get().token();
            reserved.fill(new Letter(
                    challenge.person(),
                    CodeText.issued(challenge.device(), challenge.asker()),
                    () -> log.warn("A person could not be told of a certificate challenge={}", challenge.id())));
            log.info("A person has proven who they are challenge={} tokenId={}", challenge.id(), token.id());
            return new Verdict.Right(token);
        }
    }

    /** Judges an answer that says no challenge: it is taken for the newest of this person and asker. */
    Verdict answer(AccountId person, String asker, String code) {
        return database.change(() -> challenges.newestWithoutRequest(person, asker, clock.instant()))
                .map(challenge -> answer(challenge, code))
                .orElseGet(Verdict.Wrong::new);
    }

    private record Proven(Challenge challenge, OneTimeToken token) {}

    /** The try, the judgement, the token and the audit are one change: no crash and no second asker comes between. */
    private Optional<Proven> judge(String challengeId, String code) {
        var now = clock.instant();
        var tried = challenges.tryOnce(challengeId, now);
        if (tried.isEmpty()) return Optional.empty();
        var challenge = tried.get().challenge();
        if (!tried.get().code().matches(codes.sealed(challenge.id(), challenge.person(), code))) {
            audit.add(Event.WRONG_CODE, challenge, now, challenge.device());
            return Optional.empty();
        }
        var wanted = challenge.wanted();
        if (wanted.isPresent() && !issuances.prove(challenge, wanted.get().key(), now)) return Optional.empty();
        if (!challenges.use(challenge, now)) return Optional.empty();
        var token = token(challenge);
        audit.proven(challenge, token.id(), now);
        return Optional.of(new Proven(challenge, token));
    }

    private Challenge challenge(Asked asked) {
        var now = clock.instant();
        return new Challenge(
                codes.challengeId(),
                asked.person(),
                asked.asker(),
                asked.device(),
                asked.wanted(),
                now,
                now.plus(settings.codeLife()));
    }

    private Letter letter(Challenge challenge, String code, Asked asked) {
        var text = CodeText.write(code, asked.device(), asked.asker(), settings.codeLife(), asked.languages());
        return new Letter(
                challenge.person(),
                text,
                () -> audit.add(Event.UNDELIVERABLE, challenge, clock.instant(), challenge.device()));
    }

    private OneTimeToken token(Challenge challenge) {
        var now = clock.instant();
        var person = challenge.person();
        return challenge
                .wanted()
                .map(wanted -> OneTimeToken.mint(
                        people,
                        new OneTimeToken.Grant(
                                settings.signAudience(),
                                settings.caFingerprint(),
                                person.toString(),
                                PeerNames.of(person),
                                wanted.request()),
                        now,
                        settings.tokenLife()))
                .orElseGet(() ->
                        OneTimeToken.unbound(people, settings.signAudience(), person.toString(), now, UNBOUND_LIFE));
    }
}
