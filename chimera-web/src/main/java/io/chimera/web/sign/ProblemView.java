package io.chimera.web.sign;

import io.chimera.core.signin.SignInProblem;
import io.chimera.web.words.Words;
import java.time.Instant;

/**
 * What is wrong, as it is told to a person.
 *
 * @param what what happened
 * @param next why, and what to do
 * @param from when it may be tried again
 * @param exactly what the cloud or the computer said; may be empty
 */
public record ProblemView(SignInProblem.Kind kind, String what, String next, Countdown from, String exactly) {

    public static ProblemView of(SignInProblem problem, Instant now, Words words) {
        return new ProblemView(
                problem.kind(),
                words.of(problem.kind()),
                words.of(problem.kind(), "next"),
                problem.until()
                        .map(until -> Countdown.to(until, now, "step.again", words))
                        .orElse(Countdown.OVER),
                problem.detail());
    }
}
