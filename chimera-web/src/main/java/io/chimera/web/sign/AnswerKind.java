package io.chimera.web.sign;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInAnswer;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInProblem.Kind;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a person or a program answers, by name, and how it is read from what was typed. */
public enum AnswerKind {
    APPLICATION {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            var id = typed.apply("id").strip();
            var hash = typed.apply("hash").strip();
            return NUMBER.matcher(id).matches() && HASH.matcher(hash).matches()
                    ? new Reading.Meant(new SignInAnswer.Application(Integer.parseInt(id), hash))
                    : unusable(Kind.WRONG_APPLICATION);
        }
    },
    PHONE {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            try {
                return new Reading.Meant(new SignInAnswer.Phone(PhoneNumber.parse(typed.apply("phone"))));
            } catch (IllegalArgumentException _) {
                return unusable(Kind.WRONG_PHONE);
            }
        }
    },
    BOT_TOKEN {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            var token = typed.apply("token").strip();
            return isShort(token)
                    ? new Reading.Meant(new SignInAnswer.BotToken(token))
                    : unusable(Kind.WRONG_BOT_TOKEN);
        }
    },
    SCAN {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            return new Reading.Meant(new SignInAnswer.ByScanning());
        }
    },
    CODE {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            var code = typed.apply("code");
            return isShort(code) ? new Reading.Meant(new SignInAnswer.Code(code)) : unusable(Kind.WRONG_CODE);
        }
    },
    ANOTHER_CODE {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            return new Reading.Meant(new SignInAnswer.AnotherCode());
        }
    },
    EMAIL {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            var address = typed.apply("email").strip();
            return isShort(address) ? new Reading.Meant(new SignInAnswer.Email(address)) : unusable(Kind.WRONG_EMAIL);
        }
    },
    /** As it was typed: blanks belong to it. */
    PASSWORD {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            var password = typed.apply("password");
            return password.isEmpty() || password.length() > LONGEST_PASSWORD
                    ? unusable(Kind.WRONG_PASSWORD)
                    : new Reading.Meant(new SignInAnswer.Password(password));
        }
    },
    START_OVER {
        @Override
        public Reading read(UnaryOperator<String> typed) {
            return new Reading.Meant(new SignInAnswer.StartOver());
        }
    };

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");
    private static final int LONGEST = 320; // that of an e-mail address (RFC 3696, erratum 1690)
    private static final int LONGEST_PASSWORD = 4_096;

    /** What was understood. */
    public sealed interface Reading {

        /** It is an answer; whether it is right, the cloud says. */
        record Meant(SignInAnswer answer) implements Reading {}

        /** It cannot be one, and nobody needs to be asked. */
        record Unusable(SignInProblem problem) implements Reading {}
    }

    /** @param typed what was typed into the field of a name; empty if there is none */
    public abstract Reading read(UnaryOperator<String> typed);

    private static Reading unusable(Kind kind) {
        return new Reading.Unusable(SignInProblem.of(kind));
    }

    private static boolean isShort(String typed) {
        return !typed.isBlank() && typed.length() <= LONGEST;
    }
}
