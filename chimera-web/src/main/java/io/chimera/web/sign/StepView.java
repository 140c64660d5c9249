package io.chimera.web.sign;

import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.WantsCode;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sign-in wants, as a page asks for it.
 *
 * @param seen the mark by which the page waits for another step
 */
record StepView(StepKind kind, String seen, Optional<ProblemView> problem, Details details) {

    /**
     * What only some steps have; empty for the others.
     *
     * @param about how a code comes to the person
     * @param length of the code; 0 when it is not known
     * @param other how another code could be sent
     * @param hint what reminds of the password
     * @param qr what is to be scanned
     */
    record Details(String about, int length, Optional<OtherWay> other, String hint, Optional<QrPicture> qr) {

        static Details none() {
            return about("", 0);
        }

        static Details about(String about, int length) {
            return new Details(about, length, Optional.empty(), "", Optional.empty());
        }
    }

    /** Another way for the code. */
    record OtherWay(String label, Countdown from) {}

    /** @param mistake what was wrong with what was just typed, where nobody had to be asked */
    static StepView of(SignInStep step, Optional<SignInProblem> mistake, Instant now, Words words) {
        var problem = mistake.or(step::problem).map(what -> ProblemView.of(what, now, words));
        return new StepView(StepKind.of(step), Seen.now(step).mark(), problem, details(step, now, words));
    }

    private static Details details(SignInStep step, Instant now, Words words) {
        return switch (step) {
            case WantsCode code -> {
                var about = words.of(code.way(), "sent", code.to().e164());
                yield new Details(about, code.length(), other(code, now, words), "", Optional.empty());
            }
            case SignInStep.WantsEmailCode(var to, int length, var _) ->
                Details.about(words.say("step.email.code.about", to), length);
            case SignInStep.WantsPassword(var hint, var _) ->
                new Details("", 0, Optional.empty(), hint, Optional.empty());
            case SignInStep.WantsScan(var link) ->
                new Details("", 0, Optional.empty(), "", Optional.of(QrPicture.of(link.toString())));
            case SignInStep.Preparing _,
                    SignInStep.WantsApplication _,
                    SignInStep.WantsPhone _,
                    SignInStep.WantsEmail _,
                    SignInStep.Over _ -> Details.none();
        };
    }

    private static Optional<OtherWay> other(WantsCode code, Instant now, Words words) {
        var from = code.otherFrom()
                .map(then -> Countdown.to(then, now, "step.other.from", words))
                .orElse(Countdown.OVER);
        return code.other().map(way -> new OtherWay(words.of(way, "other"), from));
    }
}
