package io.chimera.telegram.signin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInAnswer;
import io.chimera.core.signin.SignInStage;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.signin.SignIns;
import io.chimera.core.signin.SignInsContract;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import io.chimera.telegram.fake.WithFakeTelegram;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People sign in with the genuine TDLib. */
@WithFakeTelegram
class SignInWithFakeTelegramTest extends SignInsContract {

    @TempDir
    private Path home;

    @Override
    protected SignInStage open() throws Exception {
        return new Stage();
    }

    @Test
    void whoIsHereAlreadyIsNotCountedAsASecondComputer() throws Exception {
        var here = (Stage) stage;
        var ana = here.fake.addPerson(1001, ANAS.e164(), "Ana Figueira");
        signIn(here);
        var again = signIn(here);

        assertThat(again).isInstanceOf(SignInStep.Finished.class);
        await().untilAsserted(() -> assertThat(ana.computers()).isEqualTo(1));
    }

    @Test
    void whoSignsOutIsOnOneComputerLessAndTheKeyIsGone() throws Exception {
        var here = (Stage) stage;
        var ana = here.fake.addPerson(1001, ANAS.e164(), "Ana Figueira");
        signIn(here);
        assertThat(ana.computers()).isEqualTo(1);

        here.signOuts.signOut(new AccountId(1001));
        assertThat(ana.computers()).isZero();
        assertThat(here.folderOf(new AccountId(1001))).doesNotExist();
        here.signOuts.signOut(new AccountId(1001)); // once more is no error
    }

    @Test
    void whoIsForgottenIsSignedOutFirst() throws Exception {
        var here = (Stage) stage;
        var ana = here.fake.addPerson(1001, ANAS.e164(), "Ana Figueira");
        signIn(here);

        here.signOuts.forget(new AccountId(1001));
        assertThat(ana.computers()).isZero();
        assertThat(here.isHere(new AccountId(1001))).isFalse();
    }

    @Test
    void whoCannotReachTelegramStaysSignedIn() throws Exception {
        var here = (Stage) stage;
        var ana = here.fake.addPerson(1001, ANAS.e164(), "Ana Figueira");
        signIn(here);
        here.fake.outage(true);

        assertThatIOException()
                .isThrownBy(() -> here.signOuts.signOut(new AccountId(1001)))
                .withMessageContaining("cannot be reached");
        here.fake.outage(false);
        var still = here.sessions.open(
                TdDatabase.in(here.folderOf(new AccountId(1001))),
                new Application(Stage.APPLICATION, Stage.HASH),
                _ -> {});
        await().atMost(Duration.ofSeconds(30)).until(() -> isReady(still));
        assertThat(ana.computers()).isEqualTo(1);
    }

    private static boolean isReady(TdSession session) throws Exception {
        var state = session.client().send(session.client().request("getAuthorizationState"));
        return state.get(10, SECONDS).path("@type").asString().equals("authorizationStateReady");
    }

    private static SignInStep signIn(Stage here) throws Exception {
        var signIn = here.signIns.begin();
        if (signIn.awaitOtherThan(new SignInStep.Preparing(), Duration.ofSeconds(30))
                instanceof SignInStep.WantsApplication) signIn.answer(here.application());
        signIn.answer(new SignInAnswer.Phone(ANAS));
        return signIn.answer(new SignInAnswer.Code(here.fake.codeOf(ANAS.e164())));
    }

    private final class Stage implements SignInStage, Reception {

        private static final int APPLICATION = 17;
        private static final String HASH = "fedcba9876543210fedcba9876543210";

        private final FakeTelegram fake;
        private final TdSessions sessions;
        private final TelegramSignIns signIns;
        private final TelegramSignOuts signOuts;
        private final Map<AccountId, Account> welcome = new ConcurrentHashMap<>();
        private long people = 1000;

        Stage() throws Exception {
            var library = PatchedTdLibrary.get();
            fake = FakeTelegram.start(library);
            fake.giveApplication(APPLICATION, HASH);
            var applications = new Applications(home.resolve("telegram"), Optional.empty());
            sessions = new TdSessions(
                    () -> TdEngine.start(library.library(), home.resolve("tdlib.log")),
                    new Wire.Socks5("127.0.0.1", fake.port()),
                    "test");
            signOuts = new TelegramSignOuts(sessions, applications, this, Duration.ofSeconds(5));
            signIns = new TelegramSignIns(new TelegramSignIns.Parts(
                    sessions,
                    applications,
                    home.resolve("telegram/sign-ins"),
                    this,
                    Clock.systemUTC(),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(20),
                    new Endings()));
        }

        @Override
        public SignIns signIns() {
            return signIns;
        }

        @Override
        public SignInAnswer.Application application() {
            return new SignInAnswer.Application(APPLICATION, HASH);
        }

        @Override
        public Somebody person(PhoneNumber phone, String name) {
            return new Human(fake.addPerson(++people, phone.e164(), name));
        }

        @Override
        public Somebody stranger(PhoneNumber phone) {
            return new Somebody() {
                @Override
                public AccountId id() {
                    throw new IllegalStateException("nobody has this number");
                }

                @Override
                public String code() {
                    return fake.codeOf(phone.e164());
                }

                @Override
                public void codeExpires() {
                    fake.expireCode(phone.e164());
                }

                @Override
                public Somebody withPassword(String password, String hint) {
                    throw new IllegalStateException("nobody has this number");
                }

                @Override
                public Somebody whoMustGiveAnEmail() {
                    fake.wantsEmail(phone.e164());
                    return this;
                }

                @Override
                public Somebody banned() {
                    fake.ban(phone.e164());
                    return this;
                }

                @Override
                public Somebody withCodes(CodeWay first, CodeWay next, Duration after) {
                    fake.sendsCodes(phone.e164(), type(first), type(next), after);
                    return this;
                }

                @Override
                public void scans(URI link) {
                    throw new IllegalStateException("nobody has this number");
                }
            };
        }

        @Override
        public PhoneNumber noNumber() {
            return new PhoneNumber("+111111111");
        }

        @Override
        public String bot(String name) {
            return fake.addBot(++people, name).token();
        }

        @Override
        public void refusesFor(Duration wait) {
            fake.floodNextCode((int) wait.toSeconds());
        }

        @Override
        public void reachable(boolean reachable) {
            fake.outage(!reachable);
        }

        @Override
        public void linksChange() {
            fake.replaceLinks();
        }

        @Override
        public boolean isIn(Account account) {
            return account.equals(welcome.get(account.id()))
                    && Files.isRegularFile(folderOf(account.id()).resolve("td.binlog"));
        }

        @Override
        public void close() {
            signIns.close();
            sessions.close();
            try {
                fake.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            assertThat(fake.mistakes()).isEmpty();
        }

        @Override
        public boolean isHere(AccountId account) {
            return welcome.containsKey(account);
        }

        @Override
        public Path makeRoomFor(AccountId account) {
            return folderOf(account);
        }

        @Override
        public void reopen(AccountId account) {}

        @Override
        public void forget(AccountId account) {
            welcome.remove(account);
        }

        @Override
        public void welcome(Account account) {
            welcome.put(account.id(), account);
        }

        private Path folderOf(AccountId account) {
            return home.resolve("accounts/" + account + "/telegram");
        }

        private static String type(CodeWay way) {
            return switch (way) {
                case APP -> "auth.sentCodeTypeApp";
                case SMS -> "auth.sentCodeTypeSms";
                case CALL -> "auth.sentCodeTypeCall";
                case MISSED_CALL, EMAIL, FRAGMENT, OTHER -> throw new IllegalArgumentException("not arranged: " + way);
            };
        }

        private final class Human implements Somebody {

            private final Person person;
            private final Somebody number;

            Human(Person person) {
                this.person = person;
                this.number = stranger(new PhoneNumber(person.phone()));
            }

            @Override
            public AccountId id() {
                return new AccountId(person.id());
            }

            @Override
            public String code() {
                return number.code();
            }

            @Override
            public void codeExpires() {
                number.codeExpires();
            }

            @Override
            public Somebody withPassword(String password, String hint) {
                person.hasPassword(password, hint);
                return this;
            }

            @Override
            public Somebody whoMustGiveAnEmail() {
                number.whoMustGiveAnEmail();
                return this;
            }

            @Override
            public Somebody banned() {
                number.banned();
                return this;
            }

            @Override
            public Somebody withCodes(CodeWay first, CodeWay next, Duration after) {
                number.withCodes(first, next, after);
                return this;
            }

            @Override
            public void scans(URI link) {
                person.accepts(link.toString());
            }
        }
    }
}
