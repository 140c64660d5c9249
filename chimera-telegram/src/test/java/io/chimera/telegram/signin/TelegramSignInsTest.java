package io.chimera.telegram.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInAnswer;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.Ended;
import io.chimera.core.signin.SignInStep.Preparing;
import io.chimera.core.signin.SignInStep.WantsApplication;
import io.chimera.core.signin.SignInStep.WantsPhone;
import io.chimera.core.testing.SteppingClock;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import io.chimera.telegram.testing.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with the genuine TDLib and without a network: how far one comes, and what is left behind. */
@Timeout(120)
class TelegramSignInsTest {

    private static final SignInAnswer.Application OURS =
            new SignInAnswer.Application(17, "0123456789abcdef0123456789abcdef");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path shared;

    private static TdLibrary library;

    @TempDir
    private Path home;

    private final SteppingClock clock = new SteppingClock();
    private TdSessions sessions;
    private TelegramSignIns signIns;

    @BeforeAll
    static void findTheLibrary() throws NoTdLibrary {
        library = Native.unpacked(shared);
    }

    @BeforeEach
    void open() {
        sessions = new TdSessions(() -> TdEngine.start(library, home.resolve("tdlib.log")), new Wire.None(), "test");
        signIns = signIns(Optional.empty());
    }

    @AfterEach
    void close() {
        signIns.close();
        sessions.close();
    }

    @Test
    void whichApplicationItIsIsAskedOnceAndKeptForItsOwnerOnly() throws Exception {
        var first = signIns.begin();
        assertThat(settled(first)).isEqualTo(new WantsApplication(Optional.empty()));
        assertThat(first.answer(OURS)).isEqualTo(new WantsPhone(Optional.empty()));

        assertThat(settled(signIns.begin())).isEqualTo(new WantsPhone(Optional.empty()));
        assertThat(Files.getPosixFilePermissions(home.resolve("telegram/application")))
                .hasSize(2);
    }

    @Test
    void whatIsNoApplicationIsSaidAndNotKept() throws Exception {
        var signIn = signIns.begin();
        settled(signIn);
        var step = signIn.answer(new SignInAnswer.Application(17, "not a hash"));
        assertThat(step).isInstanceOf(WantsApplication.class);
        assertThat(step.problem().orElseThrow().kind()).isEqualTo(Kind.WRONG_APPLICATION);
        assertThat(home.resolve("telegram/application")).doesNotExist();
    }

    @Test
    void withoutANetworkThePersonIsToldAndMayTryAgain() throws Exception {
        signIns = signIns(Optional.of(new Application(OURS.id(), OURS.hash())));
        var signIn = signIns.begin();
        settled(signIn);
        var step = signIn.answer(new SignInAnswer.Phone(new PhoneNumber("+5521990001001")));
        assertThat(step).isInstanceOf(WantsPhone.class);
        assertThat(step.problem().orElseThrow().kind()).isEqualTo(Kind.OFFLINE);
        assertThat(signIn.answer(new SignInAnswer.StartOver())).isEqualTo(new WantsPhone(Optional.empty()));
    }

    @Test
    void whatIsCancelledLeavesNothingBehind() throws Exception {
        var signIn = atPhone();
        signIn.cancel();
        assertThat(signIn.step())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.why().kind()).isEqualTo(Kind.CANCELLED));
        await().atMost(PATIENCE).until(() -> databases().isEmpty());
        assertThat(signIns.find(signIn.id()).map(SignIn::step)).contains(signIn.step());
        assertThat(signIn.answer(new SignInAnswer.StartOver())).isInstanceOf(Ended.class);
    }

    @Test
    void whatIsUnderWayWhenTheProgramEndsLeavesNothingBehind() throws Exception {
        atPhone().answer(new SignInAnswer.StartOver());
        atPhone();
        assertThat(databases()).isNotEmpty();
        signIns.close();
        assertThat(databases()).isEmpty();
    }

    @Test
    void startingOverLeavesOneDatabase() throws Exception {
        var signIn = atPhone();
        signIn.answer(new SignInAnswer.StartOver());
        signIn.answer(new SignInAnswer.StartOver());
        await().atMost(PATIENCE).until(() -> databases().size() == 1);
        assertThat(signIn.step()).isEqualTo(new WantsPhone(Optional.empty()));
    }

    @Test
    void whenVeryManyAreUnderWayTheOneLeftAloneLongestMakesRoom() throws Exception {
        var all = new ArrayList<SignIn>();
        for (int i = 0; i <= TelegramSignIns.MOST; i++) {
            all.add(signIns.begin()); // they want to know the application, and cost nothing yet
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(all.getFirst().step()).isInstanceOf(Ended.class);
        assertThat(signIns.find(all.getFirst().id())).isEmpty();
        assertThat(all.subList(1, all.size()))
                .allSatisfy(one -> assertThat(signIns.find(one.id())).contains(one));
    }

    @Test
    void whatEndedIsForgottenAfterAWhile() throws Exception {
        var signIn = signIns.begin();
        signIn.cancel();
        assertThat(signIns.find(signIn.id())).isPresent();
        clock.advance(Duration.ofMinutes(11));
        assertThat(signIns.find(signIn.id())).isEmpty();
    }

    @Test
    void withoutTdlibItIsSaidWhyAndWhatToDo() throws Exception {
        sessions.close();
        sessions = new TdSessions(
                () -> TdEngine.start(
                        TdLibrary.find(Optional.of(home.resolve("nothing.so")), home), home.resolve("tdlib.log")),
                new Wire.None(),
                "test");
        signIns = signIns(Optional.of(new Application(OURS.id(), OURS.hash())));
        assertThat(settled(signIns.begin())).isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.why().kind()).isEqualTo(Kind.NO_ENGINE);
            assertThat(ended.why().detail()).contains("nothing.so").contains("leave the setting out");
        });
        assertTimeoutPreemptively(Duration.ofSeconds(5), signIns::close, "what was never opened is not waited for");
    }

    @Test
    void whatAnEarlierStartLeftIsRemoved() throws Exception {
        Files.createDirectories(home.resolve("telegram/sign-ins/left/over"));
        Files.writeString(home.resolve("telegram/sign-ins/left/over/td.binlog"), "?");
        signIns(Optional.empty());
        assertThat(home.resolve("telegram/sign-ins")).doesNotExist();
    }

    private SignIn atPhone() throws Exception {
        var signIn = signIns.begin();
        settled(signIn);
        assertThat(signIn.answer(OURS)).isInstanceOf(WantsPhone.class);
        return signIn;
    }

    private static SignInStep settled(SignIn signIn) throws InterruptedException {
        return signIn.awaitOtherThan(new Preparing(), PATIENCE);
    }

    private List<Path> databases() throws IOException {
        var folder = home.resolve("telegram/sign-ins");
        if (!Files.exists(folder)) return List.of();
        try (var there = Files.list(folder)) {
            return there.toList();
        }
    }

    private TelegramSignIns signIns(Optional<Application> set) {
        var telegram = home.resolve("telegram");
        return new TelegramSignIns(
                sessions, new Applications(telegram, set), telegram.resolve("sign-ins"), new NobodyComes(), clock);
    }

    private final class NobodyComes implements Reception {
        @Override
        public boolean isHere(AccountId account) {
            return false;
        }

        @Override
        public Path makeRoomFor(AccountId account) {
            return home.resolve("accounts/" + account + "/telegram");
        }

        @Override
        public void reopen(AccountId account) {
            throw new AssertionError("nobody was here");
        }

        @Override
        public void forget(AccountId account) {
            throw new AssertionError("nobody was here");
        }

        @Override
        public void welcome(Account account) {
            throw new AssertionError("nobody can come in without a network");
        }
    }
}
