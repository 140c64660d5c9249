package io.chimera.core.signin;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInStep.CodeWay;
import java.net.URI;
import java.time.Duration;

/**
 * A cloud in which people have accounts, and this computer, at which they sign in: what the sentences of
 * {@link SignInsContract} are arranged with.
 */
public interface SignInStage extends AutoCloseable {

    /** What is tested. Nobody has told it yet which application this is. */
    SignIns signIns();

    /** Which application this is. */
    SignInAnswer.Application application();

    /** Somebody who has an account with this number. They get codes in the app, or else by SMS at once. */
    Somebody person(PhoneNumber phone, String name);

    /** Somebody who gets codes at this number and has no account. */
    Somebody stranger(PhoneNumber phone);

    /** It has the form of a number, and the cloud takes it for none. */
    PhoneNumber noNumber();

    /**
     * A bot.
     *
     * @return its token
     */
    String bot(String name);

    /** The cloud refuses the next answer, and all others for that long. */
    void refusesFor(Duration wait);

    /** The cloud can be reached, or not. */
    void reachable(boolean reachable);

    /** Every link that is shown is replaced by another one. */
    void linksChange();

    /** Whether this account is kept on this computer as it is here, and its messenger open. */
    boolean isIn(Account account);

    @Override
    default void close() {}

    /** Somebody the cloud knows. */
    interface Somebody {

        AccountId id();

        /** The code they were sent last, however that came. */
        String code();

        /** The code they have is none any more. */
        void codeExpires();

        /** Two-step verification. */
        Somebody withPassword(String password, String hint);

        /** The cloud wants an e-mail address of theirs, and sends its codes there. */
        Somebody whoMustGiveAnEmail();

        /** The cloud lets this number in no more. */
        Somebody banned();

        /** How codes come to them, and how the next one would, so long after the first. */
        Somebody withCodes(CodeWay first, CodeWay next, Duration after);

        /** With their phone, which is signed in. */
        void scans(URI link);
    }
}
