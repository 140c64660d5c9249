package io.chimera.core.signin;

import java.time.Duration;

/**
 * One person's way into an account: the cloud asks, the person answers, until it is {@linkplain SignInStep.Over over}.
 * Nobody can say in advance what it asks. One that nobody goes on with is cancelled after a while. Safe for use by many
 * threads.
 */
public interface SignIn {

    /** What names it. */
    SignInId id();

    /** What it wants now. Never blocks. */
    SignInStep step();

    /**
     * Waits until it wants something else than what was seen, and no longer than {@code patience}.
     *
     * @return what it wants then
     */
    SignInStep awaitOtherThan(SignInStep seen, Duration patience) throws InterruptedException;

    /**
     * Answers what it wants. Blocks until the cloud has said what it thinks of the answer, a minute at most. A wrong answer
     * brings the same step again, with its problem; so does one that does not fit the step.
     *
     * @return what it wants then
     */
    SignInStep answer(SignInAnswer answer) throws InterruptedException;

    /** Ends it, if it is not over; nothing of it stays on this computer. */
    void cancel();
}
