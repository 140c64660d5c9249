package io.chimera.telegram.signin;

import io.chimera.core.account.Account;
import io.chimera.core.disk.Folders;
import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInAnswer;
import io.chimera.core.signin.SignInId;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.Preparing;
import io.chimera.core.signin.SignInStep.WantsApplication;
import io.chimera.core.signin.SignInStep.WantsPhone;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.signin.TelegramSignIns.Parts;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One person's way into a Telegram account. What TDLib wants is what the person is asked; to begin again is to begin with
 * a new database, so that no state of TDLib's has to be left in a way it does not know.
 */
final class TelegramSignIn implements SignIn {

    /** How long one that is over can be asked how it ended. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(TelegramSignIn.class);

    private final SignInId id;
    private final Parts parts;

    private final ReentrantLock answering = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private SignInStep step = new Preparing();
    private Instant touched;
    private @Nullable Attempt attempt;

    TelegramSignIn(SignInId id, Parts parts) {
        this.id = id;
        this.parts = parts;
        this.touched = parts.clock().instant();
    }

    void start() {
        begin(Optional.empty());
        Thread.ofVirtual().name("sign-in-watch").start(this::watch);
    }

    @Override
    public SignInId id() {
        return id;
    }

    @Override
    public SignInStep step() {
        lock.lock();
        try {
            return step;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SignInStep awaitOtherThan(SignInStep seen, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (step.equals(seen) && left > 0) left = changed.awaitNanos(left);
            return step;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SignInStep answer(SignInAnswer answer) throws InterruptedException {
        answering.lockInterruptibly();
        try {
            var asked = touch();
            if (asked instanceof SignInStep.Over) return asked;
            switch (answer) {
                case SignInAnswer.StartOver() -> startOver(Optional.empty());
                case SignInAnswer.Application told when asked instanceof WantsApplication -> keep(told);
                default -> pass(asked, answer);
            }
            return awaitOtherThan(new Preparing(), parts.patience());
        } finally {
            answering.unlock();
        }
    }

    @Override
    public void cancel() {
        end(SignInProblem.of(Kind.CANCELLED));
    }

    Instant lastTouched() {
        lock.lock();
        try {
            return touched;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has been over for so long that nobody will ask any more. */
    boolean isForgotten() {
        return step() instanceof SignInStep.Over
                && lastTouched().plus(REMEMBERED).isBefore(parts.clock().instant());
    }

    private SignInStep touch() {
        lock.lock();
        try {
            touched = parts.clock().instant();
            return step;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it once nobody has gone on with it for long. */
    private void watch() {
        lock.lock();
        try {
            while (!(step instanceof SignInStep.Over)) {
                var left = Duration.between(parts.clock().instant(), touched.plus(parts.idle()));
                if (left.isNegative()) break;
                var _ = changed.await(left.toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        cancel();
    }

    /** From the beginning, with a database of its own. */
    private void begin(Optional<SignInProblem> problem) {
        try {
            var application = parts.applications().present();
            if (application.isEmpty()) show(new WantsApplication(problem));
            else open(application.get(), problem);
        } catch (IOException failed) {
            end(SignInProblem.of(Kind.COMPUTER, String.valueOf(failed.getMessage())));
        } catch (NoTdLibrary missing) {
            end(SignInProblem.of(Kind.NO_ENGINE, String.valueOf(missing.getMessage())));
        }
    }

    private void open(Application application, Optional<SignInProblem> problem) throws IOException, NoTdLibrary {
        var database = TdDatabase.in(parts.folder().resolve(UUID.randomUUID().toString()));
        var opening = new Attempt(database, problem);
        lock.lock();
        try {
            attempt = opening;
            step = new Preparing();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        opening.open(application);
    }

    private void startOver(Optional<SignInProblem> problem) {
        dropAttempt();
        show(new Preparing());
        begin(problem);
    }

    private @Nullable Attempt attempt() {
        lock.lock();
        try {
            return attempt;
        } finally {
            lock.unlock();
        }
    }

    private void dropAttempt() {
        lock.lock();
        try {
            if (attempt != null) attempt.drop();
            attempt = null;
        } finally {
            lock.unlock();
        }
    }

    private void keep(SignInAnswer.Application told) {
        try {
            parts.applications()
                    .keep(new Application(told.id(), told.hash().strip().toLowerCase(Locale.ROOT)));
            show(new Preparing());
            begin(Optional.empty());
        } catch (IllegalArgumentException _) {
            show(new WantsApplication(Optional.of(SignInProblem.of(Kind.WRONG_APPLICATION))));
        } catch (IOException failed) {
            end(SignInProblem.of(Kind.COMPUTER, String.valueOf(failed.getMessage())));
        }
    }

    private void pass(SignInStep asked, SignInAnswer answer) throws InterruptedException {
        var present = attempt();
        if (present == null) show(Steps.again(asked, SignInProblem.of(Kind.NOT_WANTED)));
        else present.pass(asked, answer);
    }

    /** What was wrong; some of it can only be mended from the beginning. */
    private void complain(SignInStep asked, TdFailure failure) {
        var problem = Complaints.of(
                failure.code(),
                String.valueOf(failure.getMessage()),
                parts.clock().instant());
        switch (problem.kind()) {
            case WRONG_APPLICATION -> refuseApplication(problem);
            case NO_ACCOUNT, BANNED_PHONE -> startOver(Optional.of(problem));
            default -> show(Steps.again(asked, problem));
        }
    }

    private void refuseApplication(SignInProblem problem) {
        dropAttempt();
        try {
            parts.applications().forget();
            if (parts.applications().present().isEmpty()) show(new WantsApplication(Optional.of(problem)));
            else end(problem); // it is in the settings, where only their owner can mend it
        } catch (IOException failed) {
            end(SignInProblem.of(Kind.COMPUTER, String.valueOf(failed.getMessage())));
        }
    }

    private void show(SignInStep next) {
        lock.lock();
        try {
            if (step instanceof SignInStep.Over) return;
            step = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(SignInProblem why) {
        show(new SignInStep.Ended(why));
        dropAttempt();
    }

    /** One database, from its opening until somebody is in or it is dropped. */
    private final class Attempt {

        private final TdDatabase database;
        private final Optional<SignInProblem> problem;
        private final Conversation conversation;

        private Attempt(TdDatabase database, Optional<SignInProblem> problem) {
            this.database = database;
            this.problem = problem;
            this.conversation = new Conversation(database, parts.sessions());
        }

        void open(Application application) throws NoTdLibrary {
            conversation.open(application, this::became, failure -> {
                if (isPresent()) complain(new Preparing(), failure);
            });
        }

        private boolean isPresent() {
            return attempt() == this;
        }

        /** TDLib is in another state. */
        private void became(JsonNode state) {
            if (!isPresent()) return;
            switch (state.path("@type").asString("")) {
                case "authorizationStateReady" -> {
                    show(new Preparing());
                    Thread.ofVirtual().name("sign-in-finish").start(this::finish);
                }
                case "authorizationStateWaitRegistration" -> startOver(Optional.of(SignInProblem.of(Kind.NO_ACCOUNT)));
                case "authorizationStateWaitPremiumPurchase" ->
                    end(SignInProblem.of(Kind.CLOUD, "Telegram wants a payment for signing in with this number."));
                case "authorizationStateLoggingOut", "authorizationStateClosing", "authorizationStateClosed" ->
                    end(SignInProblem.of(Kind.CLOUD, "Telegram ended it."));
                default -> Steps.of(state, parts.clock().instant()).ifPresent(next -> show(withProblem(next)));
            }
        }

        /** What went wrong before is told where the person begins again. */
        private SignInStep withProblem(SignInStep next) {
            return next instanceof WantsPhone && problem.isPresent() ? Steps.again(next, problem.get()) : next;
        }

        void pass(SignInStep asked, SignInAnswer answer) throws InterruptedException {
            var wrong = Answers.wrong(asked, answer, parts.clock().instant());
            if (wrong.isPresent()) show(Steps.again(asked, wrong.get()));
            else ask(asked, Answers.request(asked, answer, conversation::request));
        }

        private void ask(SignInStep asked, ObjectNode request) throws InterruptedException {
            try {
                if (asked.problem().filter(last -> last.kind() == Kind.OFFLINE).isPresent()) conversation.reconnect();
                conversation.askAndAwaitNews(request, parts.patience());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof TdFailure failure && isPresent()) complain(asked, failure);
            } catch (TimeoutException _) {
                show(Steps.again(asked, SignInProblem.of(Kind.OFFLINE)));
            }
        }

        /** Takes the database to its place, and the person in. */
        private void finish() {
            if (!settle()) return;
            try {
                var account = conversation.whoIsIt(parts.patience());
                if (parts.reception().isHere(account.id())) drop(); // one device of this account's is enough
                else moveIn(account);
                show(new SignInStep.Finished(account));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("Somebody was in, but could not be taken in here", failed);
                giveUp(SignInProblem.of(Kind.COMPUTER, String.valueOf(failed.getMessage())));
            } catch (ExecutionException | TimeoutException failed) {
                giveUp(SignInProblem.of(Kind.CLOUD, String.valueOf(failed.getMessage())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void moveIn(Account account) throws IOException, InterruptedException {
            conversation.close();
            Folders.replace(parts.reception().makeRoomFor(account.id()), database.folder());
            parts.reception().welcome(account);
        }

        /** From here on nobody can cancel it: it is finished, or given up. */
        private boolean settle() {
            lock.lock();
            try {
                if (attempt != this) return false;
                attempt = null;
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void giveUp(SignInProblem why) {
            drop();
            end(why);
        }

        /** Nothing of it is kept, here or there; in the background, for the cloud may be slow. */
        void drop() {
            parts.endings().begin(conversation::end);
        }
    }
}
