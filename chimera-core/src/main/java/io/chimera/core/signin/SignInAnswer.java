package io.chimera.core.signin;

import io.chimera.core.contact.PhoneNumber;

/** What a person answers. What is secret in it is in no text made of it. */
public sealed interface SignInAnswer {

    /**
     * Which application this is to the cloud: Telegram gives everybody who asks for it at my.telegram.org a number and a
     * hash, and wants them from every program.
     *
     * @param id a positive number
     * @param hash 32 hexadecimal digits
     */
    record Application(int id, String hash) implements SignInAnswer {
        @Override
        public String toString() {
            return "Application[id=" + id + "]";
        }
    }

    /** The number of the account. */
    record Phone(PhoneNumber number) implements SignInAnswer {
        @Override
        public String toString() {
            return "Phone";
        }
    }

    /** It is to be a bot, which has this token. */
    record BotToken(String token) implements SignInAnswer {
        @Override
        public String toString() {
            return "BotToken";
        }
    }

    /** A phone that is signed in already will scan a code instead. */
    record ByScanning() implements SignInAnswer {}

    /** The code the person was sent, as typed; blanks and hyphens are ignored. */
    record Code(String code) implements SignInAnswer {
        @Override
        public String toString() {
            return "Code";
        }
    }

    /** The code did not come: by the next way, please. */
    record AnotherCode() implements SignInAnswer {}

    /** The e-mail address codes are to be sent to. */
    record Email(String address) implements SignInAnswer {
        @Override
        public String toString() {
            return "Email";
        }
    }

    /** The password of two-step verification. */
    record Password(String password) implements SignInAnswer {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** Back to the beginning: another number, or another way. */
    record StartOver() implements SignInAnswer {}
}
