package io.chimera.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInAnswer.AnotherCode;
import io.chimera.core.signin.SignInAnswer.Application;
import io.chimera.core.signin.SignInAnswer.BotToken;
import io.chimera.core.signin.SignInAnswer.ByScanning;
import io.chimera.core.signin.SignInAnswer.Code;
import io.chimera.core.signin.SignInAnswer.Email;
import io.chimera.core.signin.SignInAnswer.Password;
import io.chimera.core.signin.SignInAnswer.Phone;
import io.chimera.core.signin.SignInAnswer.StartOver;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStage.Somebody;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.signin.SignInStep.Ended;
import io.chimera.core.signin.SignInStep.Finished;
import io.chimera.core.signin.SignInStep.Preparing;
import io.chimera.core.signin.SignInStep.WantsApplication;
import io.chimera.core.signin.SignInStep.WantsCode;
import io.chimera.core.signin.SignInStep.WantsEmail;
import io.chimera.core.signin.SignInStep.WantsEmailCode;
import io.chimera.core.signin.SignInStep.WantsPassword;
import io.chimera.core.signin.SignInStep.WantsPhone;
import io.chimera.core.signin.SignInStep.WantsScan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SignIns} promises, whichever cloud it is. */
@Timeout(120)
public abstract class SignInsContract {

    protected static final PhoneNumber ANAS = new PhoneNumber("+5521990001001");
    protected static final PhoneNumber BRUNOS = new PhoneNumber("+5521990001002");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);

    protected SignInStage stage;

    /** A fresh cloud, and a computer at which nobody has signed in yet. */
    protected abstract SignInStage open() throws Exception;

    @BeforeEach
    void openIt() throws Exception {
        stage = open();
    }

    @AfterEach
    void closeIt() {
        stage.close();
    }

    private Somebody ana() {
        return stage.person(ANAS, "Ana Figueira");
    }

    private SignIn begin() throws Exception {
        var signIn = stage.signIns().begin();
        settled(signIn, signIn.step());
        return signIn;
    }

    /** One whose application is known, so that it wants a number. */
    private SignIn atPhone() throws Exception {
        var signIn = begin();
        if (signIn.step() instanceof WantsApplication) answer(signIn, stage.application());
        assertThat(signIn.step()).isInstanceOf(WantsPhone.class);
        return signIn;
    }

    private SignIn atCode(PhoneNumber number) throws Exception {
        var signIn = atPhone();
        assertThat(answer(signIn, new Phone(number))).isInstanceOf(WantsCode.class);
        return signIn;
    }

    private static SignInStep answer(SignIn signIn, SignInAnswer answer) throws Exception {
        return settled(signIn, signIn.answer(answer));
    }

    private static SignInStep settled(SignIn signIn, SignInStep step) throws Exception {
        var now = step;
        while (now instanceof Preparing) now = signIn.awaitOtherThan(now, PATIENCE);
        return now;
    }

    private static void assertProblem(SignInStep step, Class<? extends SignInStep> wanted, Kind kind) {
        assertThat(step).isInstanceOf(wanted);
        assertThat(step.problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private void assertIn(SignInStep step, Somebody who, String name) {
        assertThat(step).isInstanceOfSatisfying(Finished.class, finished -> {
            assertThat(finished.account().id()).isEqualTo(who.id());
            assertThat(finished.account().name()).isEqualTo(name);
            assertThat(stage.isIn(finished.account())).isTrue();
        });
    }

    @Test
    void thePersonIsAskedForTheirNumberAndACodeAndIsIn() throws Exception {
        var ana = ana();
        var signIn = atPhone();

        var wanted = answer(signIn, new Phone(ANAS));
        assertThat(wanted).isInstanceOfSatisfying(WantsCode.class, step -> {
            assertThat(step.to()).isEqualTo(ANAS);
            assertThat(step.way()).isEqualTo(CodeWay.APP);
            assertThat(step.length()).isIn(0, ana.code().length());
            assertThat(step.problem()).isEmpty();
        });
        assertThat(signIn.step()).isEqualTo(wanted);

        assertIn(answer(signIn, new Code(ana.code())), ana, "Ana Figueira");
        assertThat(signIn.step()).isInstanceOf(Finished.class);
    }

    @Test
    void theApplicationIsAskedForOnce() throws Exception {
        var first = begin();
        assertThat(first.step()).isInstanceOf(WantsApplication.class);
        assertThat(answer(first, stage.application())).isInstanceOf(WantsPhone.class);
        first.cancel();

        assertThat(begin().step()).isInstanceOf(WantsPhone.class);
    }

    static Stream<Application> noApplications() {
        var hash = "0123456789abcdef0123456789abcdef";
        return Stream.of(
                new Application(0, hash),
                new Application(-7, hash),
                new Application(7, ""),
                new Application(7, hash.substring(1)),
                new Application(7, hash + "0"),
                new Application(7, hash.replace('f', 'g')));
    }

    @ParameterizedTest
    @MethodSource("noApplications")
    void whatIsNoApplicationIsAskedForAgain(Application none) throws Exception {
        var signIn = begin();

        assertProblem(answer(signIn, none), WantsApplication.class, Kind.WRONG_APPLICATION);
        assertThat(answer(signIn, stage.application())).isInstanceOf(WantsPhone.class);
    }

    /** Some clouds look at it only when they are to send a code. */
    @Test
    void anApplicationTheCloudDoesNotKnowIsAskedForAgain() throws Exception {
        ana();
        var signIn = begin();

        var step = answer(signIn, new Application(7, "0123456789abcdef0123456789abcdef"));
        if (step instanceof WantsPhone) step = answer(signIn, new Phone(ANAS));

        assertProblem(step, WantsApplication.class, Kind.WRONG_APPLICATION);
        assertThat(answer(signIn, stage.application())).isInstanceOf(WantsPhone.class);
        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsCode.class);
    }

    @Test
    void aCodeMayBeTypedWithBlanksAndHyphens() throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);

        var code = ana.code();
        assertIn(answer(signIn, new Code(" " + code.charAt(0) + "-" + code.substring(1) + " ")), ana, "Ana Figueira");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "99999999", "code", "<script>alert(1)</script>", "\u0000", "١٢٣٤٥"})
    void aWrongCodeIsAskedForAgain(String wrong) throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);

        assertProblem(answer(signIn, new Code(wrong)), WantsCode.class, Kind.WRONG_CODE);
        assertIn(answer(signIn, new Code(ana.code())), ana, "Ana Figueira");
    }

    @Test
    void aCodeThatIsTooOldCanBeReplaced() throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);
        var old = ana.code();
        ana.codeExpires();

        var step = answer(signIn, new Code(old));
        assertThat(step.problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(Kind.EXPIRED_CODE));

        step = step instanceof WantsCode ? answer(signIn, new AnotherCode()) : answer(signIn, new Phone(ANAS));
        assertThat(step).isInstanceOf(WantsCode.class);
        assertIn(answer(signIn, new Code(ana.code())), ana, "Ana Figueira");
    }

    @Test
    void aCodeThatDidNotComeIsSentTheNextWay() throws Exception {
        var ana = ana().withCodes(CodeWay.APP, CodeWay.SMS, Duration.ZERO);
        var signIn = atCode(ANAS);
        assertThat(((WantsCode) signIn.step()).other()).contains(CodeWay.SMS);

        assertThat(answer(signIn, new AnotherCode())).isInstanceOfSatisfying(WantsCode.class, step -> {
            assertThat(step.way()).isEqualTo(CodeWay.SMS);
            assertThat(step.problem()).isEmpty();
        });
        assertIn(answer(signIn, new Code(ana.code())), ana, "Ana Figueira");
    }

    @Test
    void theNextWayIsNotTakenBeforeItsTime() throws Exception {
        var ana = ana().withCodes(CodeWay.SMS, CodeWay.CALL, HOUR);
        var signIn = atCode(ANAS);
        var before = Clock.systemUTC().instant();
        assertThat(((WantsCode) signIn.step()).otherFrom())
                .hasValueSatisfying(from -> assertThat(from).isBetween(before, before.plus(HOUR.multipliedBy(2))));

        var step = answer(signIn, new AnotherCode());
        assertProblem(step, WantsCode.class, Kind.TOO_OFTEN);
        assertThat(step.problem().orElseThrow().until())
                .hasValueSatisfying(until -> assertThat(until).isAfter(before));
        assertThat(((WantsCode) step).way()).isEqualTo(CodeWay.SMS);
        assertIn(answer(signIn, new Code(ana.code())), ana, "Ana Figueira");
    }

    @Test
    void thePasswordOfTwoStepVerificationIsAskedForWithItsHint() throws Exception {
        var ana = ana().withPassword("  açúcar & sal ", "na cozinha");
        var signIn = atCode(ANAS);

        assertThat(answer(signIn, new Code(ana.code())))
                .isInstanceOfSatisfying(
                        WantsPassword.class, step -> assertThat(step.hint()).isEqualTo("na cozinha"));
        assertProblem(answer(signIn, new Password("açúcar & sal")), WantsPassword.class, Kind.WRONG_PASSWORD);
        assertProblem(answer(signIn, new Password("")), WantsPassword.class, Kind.WRONG_PASSWORD);
        assertIn(answer(signIn, new Password("  açúcar & sal ")), ana, "Ana Figueira");
    }

    @Test
    void anEmailIsAskedForWhereTheCloudInsists() throws Exception {
        var ana = ana().whoMustGiveAnEmail();
        var signIn = atPhone();

        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsEmail.class);
        assertProblem(answer(signIn, new Email("no address")), WantsEmail.class, Kind.WRONG_EMAIL);
        assertThat(answer(signIn, new Email("ana.figueira@example.org")))
                .isInstanceOfSatisfying(WantsEmailCode.class, step -> {
                    assertThat(step.to()).contains("*").doesNotContain("ana.figueira@example.org");
                    assertThat(step.problem()).isEmpty();
                });
        assertProblem(answer(signIn, new Code("0")), WantsEmailCode.class, Kind.WRONG_CODE);

        var step = answer(signIn, new Code(ana.code()));
        if (step instanceof WantsCode) step = answer(signIn, new Code(ana.code()));
        assertIn(step, ana, "Ana Figueira");
    }

    @Test
    void aNumberThatIsNoneIsAskedForAgain() throws Exception {
        ana();
        var signIn = atPhone();

        assertProblem(answer(signIn, new Phone(stage.noNumber())), WantsPhone.class, Kind.WRONG_PHONE);
        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsCode.class);
    }

    @Test
    void aBannedNumberIsToldAndAnotherMayBeTried() throws Exception {
        ana();
        stage.person(BRUNOS, "Bruno Tavares").banned();
        var signIn = atPhone();

        assertProblem(answer(signIn, new Phone(BRUNOS)), WantsPhone.class, Kind.BANNED_PHONE);
        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsCode.class);
    }

    /** Some clouds say it at once, some only to whoever has the code. */
    @Test
    void nobodyGetsAnAccountWhoHasNone() throws Exception {
        var stranger = stage.stranger(BRUNOS);
        var signIn = atPhone();

        var step = answer(signIn, new Phone(BRUNOS));
        if (step instanceof WantsCode) step = answer(signIn, new Code(stranger.code()));

        assertThat(step).isNotInstanceOf(Finished.class);
        assertThat(step.problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(Kind.NO_ACCOUNT));
    }

    @Test
    void aBotComesInByItsToken() throws Exception {
        var token = stage.bot("Portaria");
        var signIn = atPhone();

        assertProblem(answer(signIn, new BotToken("1:no-bot")), WantsPhone.class, Kind.WRONG_BOT_TOKEN);
        assertThat(answer(signIn, new BotToken(token))).isInstanceOfSatisfying(Finished.class, finished -> {
            assertThat(finished.account().name()).isEqualTo("Portaria");
            assertThat(stage.isIn(finished.account())).isTrue();
        });
    }

    @Test
    void whoScansIsIn() throws Exception {
        var ana = ana();
        var signIn = atPhone();

        var step = (WantsScan) answer(signIn, new ByScanning());
        assertThat(step.toString()).doesNotContain(step.link().toString());
        ana.scans(step.link());

        assertIn(settled(signIn, signIn.awaitOtherThan(step, PATIENCE)), ana, "Ana Figueira");
    }

    @Test
    void whoScansMayStillNeedTheirPassword() throws Exception {
        var ana = ana().withPassword("sal", "");
        var signIn = atPhone();
        var step = (WantsScan) answer(signIn, new ByScanning());

        ana.scans(step.link());

        assertThat(settled(signIn, signIn.awaitOtherThan(step, PATIENCE))).isInstanceOf(WantsPassword.class);
        assertIn(answer(signIn, new Password("sal")), ana, "Ana Figueira");
    }

    @Test
    void aLinkIsReplacedInTime() throws Exception {
        var ana = ana();
        var signIn = atPhone();
        var old = (WantsScan) answer(signIn, new ByScanning());

        stage.linksChange();

        var fresh = (WantsScan) signIn.awaitOtherThan(old, PATIENCE);
        assertThat(fresh.link()).isNotEqualTo(old.link());
        ana.scans(fresh.link());
        assertIn(settled(signIn, signIn.awaitOtherThan(fresh, PATIENCE)), ana, "Ana Figueira");
    }

    @Test
    void fromEveryStepThereIsAWayBack() throws Exception {
        var ana = ana().withPassword("sal", "");
        var signIn = atCode(ANAS);
        assertThat(answer(signIn, new StartOver())).isInstanceOf(WantsPhone.class);

        answer(signIn, new Phone(ANAS));
        assertThat(answer(signIn, new Code(ana.code()))).isInstanceOf(WantsPassword.class);
        assertThat(answer(signIn, new StartOver())).isInstanceOf(WantsPhone.class);

        assertThat(answer(signIn, new ByScanning())).isInstanceOf(WantsScan.class);
        assertThat(answer(signIn, new StartOver())).isInstanceOf(WantsPhone.class);

        answer(signIn, new Phone(ANAS));
        answer(signIn, new Code(ana.code()));
        assertIn(answer(signIn, new Password("sal")), ana, "Ana Figueira");
    }

    static List<SignInAnswer> notForANumber() {
        return List.of(
                new Code("12345"),
                new AnotherCode(),
                new Email("ana@example.org"),
                new Password("sal"),
                new StartOver());
    }

    /** Going back where one began is no fault. */
    @ParameterizedTest
    @MethodSource("notForANumber")
    void whatWasNotWantedChangesNothing(SignInAnswer answer) throws Exception {
        ana();
        var signIn = atPhone();

        var step = answer(signIn, answer);

        if (answer instanceof StartOver) assertThat(step).isInstanceOf(WantsPhone.class);
        else assertProblem(step, WantsPhone.class, Kind.NOT_WANTED);
        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsCode.class);
        assertProblem(answer(signIn, new Password("sal")), WantsCode.class, Kind.NOT_WANTED);
        assertProblem(answer(signIn, new Phone(ANAS)), WantsCode.class, Kind.NOT_WANTED);
    }

    @Test
    void whatIsAskedTooOftenIsRefusedWithATime() throws Exception {
        ana();
        var signIn = atPhone();
        var before = Clock.systemUTC().instant();
        stage.refusesFor(HOUR);

        var step = answer(signIn, new Phone(ANAS));

        assertProblem(step, WantsPhone.class, Kind.TOO_OFTEN);
        assertThat(step.problem().orElseThrow().until())
                .hasValueSatisfying(until -> assertThat(until).isBetween(before, before.plus(HOUR.multipliedBy(2))));
    }

    @Test
    void aCloudThatCannotBeReachedIsToldAndMayBeAskedAgain() throws Exception {
        ana();
        var signIn = atPhone();
        stage.reachable(false);

        assertProblem(answer(signIn, new Phone(ANAS)), WantsPhone.class, Kind.OFFLINE);

        stage.reachable(true);
        assertThat(answer(signIn, new Phone(ANAS))).isInstanceOf(WantsCode.class);
    }

    @Test
    void whatIsCancelledIsOver() throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);
        var code = ana.code();

        signIn.cancel();

        assertProblem(settled(signIn, signIn.step()), Ended.class, Kind.CANCELLED);
        assertProblem(answer(signIn, new Code(code)), Ended.class, Kind.CANCELLED);
        signIn.cancel();
        assertThat(stage.signIns().find(signIn.id())).isPresent();
    }

    @Test
    void whatIsFinishedStaysSo() throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);
        answer(signIn, new Code(ana.code()));

        signIn.cancel();
        assertIn(answer(signIn, new StartOver()), ana, "Ana Figueira");
        assertThat(stage.signIns().find(signIn.id()).map(SignIn::step)).contains(signIn.step());
    }

    @Test
    void oneIsFoundByItsIdAndByNoOther() throws Exception {
        var signIn = begin();

        assertThat(stage.signIns().find(signIn.id()).map(SignIn::id)).contains(signIn.id());
        assertThat(stage.signIns().find(SignInId.next())).isEmpty();
        assertThat(begin().id()).isNotEqualTo(signIn.id());
    }

    @Test
    void twoDoNotDisturbEachOther() throws Exception {
        var ana = ana();
        var bruno = stage.person(BRUNOS, "Bruno Tavares");
        var one = atCode(ANAS);
        var other = atCode(BRUNOS);

        assertProblem(answer(one, new Code(bruno.code() + "0")), WantsCode.class, Kind.WRONG_CODE);
        assertIn(answer(other, new Code(bruno.code())), bruno, "Bruno Tavares");
        assertIn(answer(one, new Code(ana.code())), ana, "Ana Figueira");
    }

    @Test
    void whoWaitsIsToldOfWhatIsOther() throws Exception {
        ana();
        var signIn = atPhone();
        var seen = signIn.step();

        assertThat(signIn.awaitOtherThan(seen, Duration.ofMillis(1))).isEqualTo(seen);
        try (var lane = Executors.newVirtualThreadPerTaskExecutor()) {
            var told = lane.submit(() -> signIn.awaitOtherThan(seen, PATIENCE));
            answer(signIn, new Phone(ANAS));
            assertThat(told.get()).isNotEqualTo(seen);
        }
        assertThat(signIn.awaitOtherThan(seen, PATIENCE)).isInstanceOf(WantsCode.class);
    }

    @Test
    void whoIsToldToStopWaitingStops() throws Exception {
        var signIn = begin();

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> signIn.awaitOtherThan(signIn.step(), PATIENCE));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void everybodyMayAnswerAtOnce() throws Exception {
        var ana = ana();
        var signIn = atCode(ANAS);
        var code = ana.code();

        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 8; n++) lanes.submit(() -> signIn.answer(new Code(code)));
        }

        assertIn(settled(signIn, signIn.step()), ana, "Ana Figueira");
    }
}
