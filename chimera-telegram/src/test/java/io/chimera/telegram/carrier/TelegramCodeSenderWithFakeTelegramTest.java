package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender.UndeliverableCode;
import io.chimera.core.testing.SteppingClock;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import io.chimera.telegram.fake.WithFakeTelegram;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider's bot with the genuine TDLib, and a Telegram on this computer. */
@WithFakeTelegram
class TelegramCodeSenderWithFakeTelegramTest {

    private static final AccountId BRUNO = new AccountId(1002);
    private static final String TEXT = "Chimera: your code is 1234 5678";

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock();
    private FakeTelegram fake;
    private TdSessions sessions;
    private Person bot;
    private Person bruno;
    private @Nullable TelegramCodeSender sender;

    @BeforeEach
    void people() throws Exception {
        var library = PatchedTdLibrary.get();
        fake = FakeTelegram.start(library);
        sessions = new TdSessions(
                () -> TdEngine.start(library.library(), folder.resolve("tdlib.log")),
                new Wire.Socks5("127.0.0.1", fake.port()),
                "test");
        bot = fake.addBot(9001, "Chimera codes");
        bruno = fake.addPerson(BRUNO.telegramUser(), "+5521990001002", "Bruno Tavares");
    }

    @AfterEach
    void close() throws Exception {
        if (sender != null) sender.close();
        sessions.close();
        fake.close();
        assertThat(fake.mistakes()).isEmpty();
    }

    private TelegramCodeSender open(Optional<String> token) {
        var opened = TelegramCodeSender.open(new TelegramCodeSender.Parts(
                sessions,
                new Applications(folder.resolve("application"), Optional.of(AnasTelegram.APPLICATION)),
                folder.resolve("provider"),
                token,
                TelegramCodeSender.pace(),
                clock));
        sender = opened;
        return opened;
    }

    private TelegramCodeSender ready() {
        var opened = open(Optional.of(bot.token()));
        await().atMost(AnasTelegram.PATIENCE).until(() -> opened.trouble().isEmpty());
        bruno.writes(bot, "/start");
        return opened;
    }

    /** The bot's TDLib hears of somebody a moment after they wrote. */
    private static void send(TelegramCodeSender sender, String text) {
        await().atMost(AnasTelegram.PATIENCE).untilAsserted(() -> sender.send(BRUNO, text));
    }

    @Test
    void aBotSignsInByItsTokenAndSendsCodesToThoseWhoHaveWrittenToIt() throws Exception {
        var codes = ready();
        assertThatExceptionOfType(UndeliverableCode.class)
                .isThrownBy(() -> codes.send(new AccountId(1003), TEXT))
                .withMessageContaining("they have to write to it first");
        send(codes, TEXT);
        assertThat(bruno.has(bot)).containsExactly(TEXT);

        codes.close(); // and knows who it is, and whom it may write to, without the token
        var again = open(Optional.empty());
        await().atMost(AnasTelegram.PATIENCE).until(() -> again.trouble().isEmpty());
        send(again, "once more");
        assertThat(bruno.has(bot)).containsExactly(TEXT, "once more");
    }

    @Test
    void withoutAnybodySignedInItSaysWhatToDo() {
        var codes = open(Optional.empty());
        await().atMost(AnasTelegram.PATIENCE)
                .untilAsserted(() -> assertThat(codes.trouble().orElse("")).contains("bot-token-file"));
    }

    @Test
    void aTokenThatIsNotTakenIsSaid() {
        var codes = open(Optional.of("9001:nonsense"));
        await().atMost(AnasTelegram.PATIENCE)
                .untilAsserted(() -> assertThat(codes.trouble().orElse(""))
                        .contains("does not take the bot's token")
                        .doesNotContain("nonsense"));
    }

    @Test
    void whenTelegramAsksForALongPauseNothingIsSentUntilItIsOver() throws Exception {
        var codes = ready();
        send(codes, TEXT);
        fake.floodNextText(300);
        assertThatExceptionOfType(UndeliverableCode.class)
                .isThrownBy(() -> codes.send(BRUNO, "second"))
                .withMessageContaining("pause");
        assertThat(codes.trouble().orElseThrow()).contains("No codes are sent before");
        var calls = fake.calls("messages.sendMessage");
        assertThatExceptionOfType(UndeliverableCode.class).isThrownBy(() -> codes.send(BRUNO, "third"));
        assertThat(fake.calls("messages.sendMessage")).isEqualTo(calls);
        clock.advance(Duration.ofSeconds(301));
        codes.send(BRUNO, "fourth");
        assertThat(bruno.has(bot)).containsExactly(TEXT, "fourth");
    }

    @Test
    void whenTheAccountIsSignedOutElsewhereItSaysSoAndComesBackByItsToken() {
        var codes = ready();
        fake.revoke(bot);
        await().atMost(AnasTelegram.PATIENCE).until(() -> codes.trouble().isPresent());
        await().atMost(AnasTelegram.PATIENCE).until(() -> codes.trouble().isEmpty());
    }
}
