package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender.UndeliverableCode;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.Sending;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.testing.LabTown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NO_PATIENCE = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private LabTown town;
    private LabLines lines;
    private LabCodeSender sender;
    private AutomaticPerson person;

    @BeforeEach
    void open() throws IOException {
        town = LabTown.open(folder, Clock.systemUTC());
        lines = town.lines("node");
        sender = new LabCodeSender(lines);
        person = new AutomaticPerson(lines);
    }

    @AfterEach
    void close() {
        lines.close();
        town.close();
    }

    @Test
    void aCodeComesAsAMessageOfTheServiceAndIsRead() throws Exception {
        var bookmark = person.bookmark(ANA);
        sender.send(ANA, text("1234 5678"));
        assertThat(person.codeAfter(ANA, bookmark, PATIENCE)).contains("12345678");
    }

    @Test
    void aCodeThatComesLateIsWaitedFor() throws Exception {
        var bookmark = person.bookmark(ANA);
        var read = new CompletableFuture<Optional<String>>();
        Thread.ofVirtual().start(() -> {
            try {
                read.complete(person.codeAfter(ANA, bookmark, PATIENCE));
            } catch (IOException | InterruptedException failed) {
                read.completeExceptionally(failed);
            }
        });
        sender.send(ANA, "Nothing to do for you today.");
        sender.send(ANA, text("8765 4321"));
        assertThat(read.get()).contains("87654321");
    }

    @Test
    void anOldCodeIsNotTakenForTheNewOne() throws Exception {
        sender.send(ANA, text("1111 1111"));
        var bookmark = person.bookmark(ANA);
        assertThat(person.codeAfter(ANA, bookmark, NO_PATIENCE)).isEmpty();
        sender.send(ANA, text("2222 2222"));
        assertThat(person.codeAfter(ANA, bookmark, PATIENCE)).contains("22222222");
    }

    @Test
    void onlyTheServiceSendsCodes() throws Exception {
        var bookmark = person.bookmark(ANA);
        lines.of(BRUNO).send(1001, Sending.Words.plain(text("6666 6666")));
        lines.of(ANA).send(LabPeople.SERVICE, Sending.Words.plain(text("7777 7777")));
        assertThat(person.codeAfter(ANA, bookmark, NO_PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Seu código é 1234 5678. Vale por 5 minutos.",
                "“Ana-2026” (192.168.1.10:50052) asks at 14:05, 2026-11-22: 1234-5678",
                "12345678 is your code; 123456789 is not, nor is +5521990001001.",
                "Chimera: 1234 5678"
            })
    void aCodeIsFoundAmongOtherNumbers(String text) throws Exception {
        var bookmark = person.bookmark(ANA);
        sender.send(ANA, text);
        assertThat(person.codeAfter(ANA, bookmark, PATIENCE)).contains("12345678");
    }

    @Test
    void aCodeForNobodyIsUndeliverable() {
        assertThatExceptionOfType(UndeliverableCode.class)
                .isThrownBy(() -> sender.send(new AccountId(4711), text("1")));
    }

    @Test
    void aTextThatCannotBeAMessageIsUndeliverable() {
        assertThatExceptionOfType(UndeliverableCode.class).isThrownBy(() -> sender.send(ANA, " "));
    }

    @Test
    void withoutTheLabCloudACodeIsUndeliverableAndTheReasonHoldsNoCode() throws Exception {
        town.stop();
        assertThatExceptionOfType(UndeliverableCode.class)
                .isThrownBy(() -> sender.send(ANA, text("1234 5678")))
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("1234"));
        town.startAgain();
    }

    @Test
    void aCodeThatMayHaveArrivedIsNotReportedAsUndeliverable() throws Exception {
        var service = new AccountId(LabPeople.SERVICE);
        var bookmark = person.bookmark(ANA);
        town.weather(service, LabWeather.fair().withLostAnswers(true));
        sender.send(ANA, text("1234 5678"));
        assertThat(person.codeAfter(ANA, bookmark, PATIENCE)).contains("12345678");
    }

    private static String text(String code) {
        return "Chimera: your code is " + code + "\n\nNever forward it.";
    }
}
