package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender.UndeliverableCode;
import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The provider's account is Ana's; codes go to Bruno, who has written to her. TDLib plays a script. */
@Timeout(60)
class TelegramCodeSenderTest {

    private static final AccountId TO_BRUNO = new AccountId(BRUNO.telegramUser());
    private static final String TEXT = "Chimera: your code is 1234 5678";
    private static final Pace HASTY = new Pace(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock();
    private ScriptedTelegram script;
    private TdSessions sessions;
    private TelegramCodeSender sender;

    @BeforeEach
    void open() throws Exception {
        script = new ScriptedTelegram(
                new ScriptedTelegram.Person(ANA.telegramUser(), "Provider", "", "5521990001001"),
                new ScriptedTelegram.Person(
                        BRUNO.telegramUser(),
                        "Bruno",
                        "Tavares",
                        People.bruno().phone().orElseThrow().e164().substring(1)),
                folder.resolve("tdlib-files"),
                clock);
        sessions = new TdSessions(
                () -> TdEngine.start(script, folder.resolve("tdlib.log"), () -> {}), new Wire.Direct(), "test");
        var database = folder.resolve("provider");
        TdDatabase.in(database);
        sender = TelegramCodeSender.open(new TelegramCodeSender.Parts(
                sessions,
                new Applications(folder.resolve("application"), Optional.of(AnasTelegram.APPLICATION)),
                database,
                Optional.empty(),
                HASTY,
                clock));
        await().until(() -> sender.trouble().isEmpty());
        script.brunoWrites("/start");
    }

    @AfterEach
    void close() {
        sender.close();
        sessions.close();
        script.close();
    }

    private void send(AccountId to) throws UndeliverableCode {
        sender.send(to, TEXT);
    }

    private void cannotSend(AccountId to, String why) {
        assertThatExceptionOfType(UndeliverableCode.class)
                .isThrownBy(() -> send(to))
                .withMessageContaining(why)
                .withMessageNotContaining("1234");
    }

    @Test
    void aCodeComesToWhomItIsFor() throws Exception {
        send(TO_BRUNO);
        assertThat(script.brunoHas()).containsExactly(TEXT);
        assertThat(sender.trouble()).isEmpty();
    }

    @Test
    void whoHasNeverWrittenToTheProviderGetsNone() throws Exception {
        cannotSend(new AccountId(CLARA.telegramUser()), "they have to write to it first");
        send(TO_BRUNO); // that is no reason to stop
        assertThat(script.brunoHas()).containsExactly(TEXT);
    }

    @Test
    void whoIsBlockedGetsNoneAndItDoesNotComeLater() {
        script.blocked(true);
        cannotSend(TO_BRUNO, "blocked");
        script.blocked(false);
        assertThat(script.brunoHas()).isEmpty();
        assertThat(sender.trouble()).isEmpty();
    }

    @Test
    void withoutANetworkNothingIsSentAndTheConditionSaysSo() throws Exception {
        script.outage(true);
        await().untilAsserted(() -> assertThat(sender.trouble().orElse("")).contains("cannot be reached"));
        script.outage(false);
        send(TO_BRUNO);
        assertThat(script.brunoHas()).containsExactly(TEXT);
    }

    @Test
    void whenTelegramSaysNothingAgainAndAgainNothingIsSentForAMinute() throws Exception {
        script.holdAnswers(true);
        for (int i = 0; i < Breaker.SILENT; i++) cannotSend(TO_BRUNO, "did not say");
        script.holdAnswers(false);
        var before = script.brunoHas().size();
        cannotSend(TO_BRUNO, "in a row");
        assertThat(sender.trouble().orElseThrow()).contains("No codes are sent before", "by themselves");
        clock.advance(Duration.ofMinutes(1));
        send(TO_BRUNO);
        assertThat(script.brunoHas()).hasSize(before + 1);
    }
}
