package io.chimera.core.signin;

import io.chimera.core.account.Account;
import io.chimera.core.contact.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What a sign-in wants. */
public sealed interface SignInStep {

    /** What was wrong with the last answer, if it brought this step again. */
    default Optional<SignInProblem> problem() {
        return Optional.empty();
    }

    /** There is nothing to answer any more. */
    sealed interface Over extends SignInStep {}

    /** A moment, please: what comes next is not known yet. */
    record Preparing() implements SignInStep {}

    /** {@link SignInAnswer.Application}, once for this computer. */
    record WantsApplication(Optional<SignInProblem> problem) implements SignInStep {}

    /** {@link SignInAnswer.Phone}, {@link SignInAnswer.ByScanning} or {@link SignInAnswer.BotToken}. */
    record WantsPhone(Optional<SignInProblem> problem) implements SignInStep {}

    /**
     * {@link SignInAnswer.Code}, or {@link SignInAnswer.AnotherCode} where there is another way.
     *
     * @param to whose code it is
     * @param way how it was sent
     * @param length how many digits it has; 0 when that is not known
     * @param other how it could be sent next
     * @param otherFrom when the cloud would do that; in the past, or empty, for now
     */
    record WantsCode(
            PhoneNumber to,
            CodeWay way,
            int length,
            Optional<CodeWay> other,
            Optional<Instant> otherFrom,
            Optional<SignInProblem> problem)
            implements SignInStep {}

    /** {@link SignInAnswer.Email}: this account has none for codes yet, and the cloud insists. */
    record WantsEmail(Optional<SignInProblem> problem) implements SignInStep {}

    /**
     * {@link SignInAnswer.Code}, from an e-mail.
     *
     * @param to the address, with most of it replaced by stars
     */
    record WantsEmailCode(String to, int length, Optional<SignInProblem> problem) implements SignInStep {}

    /**
     * {@link SignInAnswer.Password}.
     *
     * @param hint what the person once wrote to remind themselves; may be empty
     */
    record WantsPassword(String hint, Optional<SignInProblem> problem) implements SignInStep {}

    /**
     * Nothing from here: a phone that is signed in is to scan this. It changes every half minute.
     *
     * @param link as good as a key to the account for as long as it is valid
     */
    record WantsScan(URI link) implements SignInStep {
        @Override
        public String toString() {
            return "WantsScan";
        }
    }

    /** The person is in: the account is kept here, and its messenger is open. */
    record Finished(Account account) implements Over {}

    /** It came to nothing, and nothing of it is kept. */
    record Ended(SignInProblem why) implements Over {
        @Override
        public Optional<SignInProblem> problem() {
            return Optional.of(why);
        }
    }

    /** How a code comes to a person. */
    enum CodeWay {
        /** As a message in the cloud's app on another device. */
        APP,
        SMS,
        /** A voice says it. */
        CALL,
        /** A call that is cut at once; the end of the number that called is the code. */
        MISSED_CALL,
        EMAIL,
        /** On the web site fragment.com, for numbers that are only there. */
        FRAGMENT,
        /** One this program has no word for. */
        OTHER
    }
}
