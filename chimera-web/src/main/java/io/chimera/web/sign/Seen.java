package io.chimera.web.sign;

import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInStep;
import java.time.Duration;

/**
 * The step somebody outside has seen, so that they can wait for another one.
 *
 * @param mark tells steps apart; says nothing of what is in them
 */
public record Seen(String mark) {

    /** What is seen now. */
    public static Seen now(SignInStep step) {
        return new Seen(StepKind.of(step) + "-" + Integer.toHexString(step.hashCode()));
    }

    /** Waits until the sign-in wants something else than this, and no longer than {@code patience}. */
    public SignInStep awaitOther(SignIn signIn, Duration patience) throws InterruptedException {
        var step = signIn.step();
        return now(step).equals(this) ? signIn.awaitOtherThan(step, patience) : step;
    }
}
