package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.provider.Register.Event;
import io.chimera.pki.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The challenges of the last two days. Every step is one change of the database, whoever else works on it. */
final class Challenges {

    private static final Duration DAY = Duration.ofDays(1);

    /** Everybody would have to know of each, once something of theirs was taken back. */
    private static final int MOST_KEYS_A_DAY = 50;

    private static final Duration KEPT = Duration.ofDays(2);
    private static final String EVERYBODY = "everybody";

    private final Database database;
    private final ChallengeStatements statements;
    private final Throttle throttle;
    private final Audit audit;
    private final Limits limits;

    Challenges(Database database, Throttle throttle, Audit audit, Limits limits) {
        this.database = database;
        this.statements = database.statements(ChallengeStatements.class);
        this.throttle = throttle;
        this.audit = audit;
        this.limits = limits;
    }

    /** A challenge of which a try has just been used up, and what its code was sealed to. */
    record Tried(Challenge challenge, SealedCode code) {}

    /** Keeps a new challenge, unless its person, its asker or all together have had too many: then how long to wait. */
    Optional<Duration> open(Challenge challenge, SealedCode code) {
        var wait = within(challenge, code);
        if (wait.isPresent()) {
            audit.limited(Optional.of(challenge.person()), challenge.asker(), challenge.createdAt());
        }
        return wait;
    }

    private Optional<Duration> within(Challenge challenge, SealedCode code) {
        try {
            return database.change(() -> {
                database.alone(challenge.person().telegramUser());
                var wait = wait(challenge);
                if (wait.isPresent()) return wait;
                add(ChallengeRow.of(challenge, code));
                audit.add(Event.ASKED, challenge, challenge.createdAt(), challenge.device());
                // Last: whoever asks anywhere waits while one has taken this row and is not done.
                throttle.pass(EVERYBODY, limits.challenges(), challenge.createdAt())
                        .ifPresent(pause -> {
                            throw new TooMany(pause);
                        });
                return Optional.empty();
            });
        } catch (TooMany undone) {
            return Optional.of(undone.pause);
        }
    }

    private void add(ChallengeRow row) {
        statements.add(
                row.id(),
                row.telegramId(),
                row.asker(),
                row.request(),
                row.code(),
                row.createdAt(),
                row.expiresAt(),
                row.device(),
                row.fingerprint());
    }

    /** Undoes the change in which it is found that all together have had too many. */
    private static final class TooMany extends RuntimeException {
        private final transient Duration pause;

        TooMany(Duration pause) {
            super("too many challenges", null, false, false);
            this.pause = pause;
        }
    }

    /** Uses up one try; empty if there is no such challenge, or it is over: expired, used, tried too often. */
    Optional<Tried> tryOnce(String id, Instant now) {
        return statements
                .tryOnce(id, now.toEpochMilli(), limits.tries())
                .map(row -> new Tried(row.challenge(), new SealedCode(row.code())));
    }

    /** Uses the challenge up for good; false if it was used before. */
    boolean use(Challenge challenge, Instant now) {
        return statements.use(challenge.id(), now.toEpochMilli()) == 1;
    }

    /** The newest open challenge of a person that this asker caused and that named no request. */
    Optional<String> newestWithoutRequest(AccountId person, String asker, Instant now) {
        return statements.newestWithoutRequest(person.telegramUser(), asker, now.toEpochMilli(), limits.tries());
    }

    /** Forgets what is older than two days. */
    void sweep(Instant now) {
        database.tidy(() -> statements.forget(now.minus(KEPT).toEpochMilli()));
    }

    /**
     * Each limit says that of some times the n-th newest must have passed; the one that passes last decides. Challenges
     * that were answered rightly count in the last only: whoever asked for them is who they say, and yet nobody needs more
     * keys in a day than {@value #MOST_KEYS_A_DAY}.
     */
    private Optional<Duration> wait(Challenge wanted) {
        var nth = statements.nth(
                wanted.person().telegramUser(),
                wanted.asker(),
                limits.openForOne() - 1,
                limits.openByOneForOne() - 1,
                limits.dailyForOne() - 1,
                limits.dailyByOneForOne() - 1,
                MOST_KEYS_A_DAY - 1);
        return Stream.of(
                        passes(nth.endOfOpen(), Duration.ZERO),
                        passes(nth.endOfOpenByAsker(), Duration.ZERO),
                        passes(nth.begun(), DAY),
                        passes(nth.begunByAsker(), DAY),
                        passes(nth.newestByAsker(), limits.pause()),
                        passes(nth.proof(), DAY))
                .flatMap(Optional::stream)
                .map(passes -> Duration.between(wanted.createdAt(), passes))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> passes(@Nullable Long nth, Duration later) {
        return Optional.ofNullable(nth)
                .map(millis -> Instant.ofEpochMilli(millis).plus(later));
    }
}
