package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Genuine TDLib clients and the fake Telegram understand each other. */
@WithFakeTelegram
class FakeTelegramTest {

    @TempDir
    private Path folder;

    private FakeTelegram fake;
    private TdEngine engine;
    private Person ana;
    private Person bruno;

    @BeforeEach
    void begin() throws Exception {
        var library = PatchedTdLibrary.get();
        fake = FakeTelegram.start(library);
        engine = TdEngine.start(library.library(), folder.resolve("tdlib.log"));
        ana = fake.addPerson(1001, "+55 21 99000-1001", "Ana Figueira");
        bruno = fake.addPerson(1002, "+55 21 99000-1002", "Bruno Tavares");
    }

    @AfterEach
    void end() throws Exception {
        engine.close();
        fake.close();
        assertThat(fake.mistakes()).isEmpty();
    }

    @Test
    void aTextGoesBothWays() throws Exception {
        var device = new Device(engine, fake, folder.resolve("ana")).signsIn(fake, ana);
        var chat = device.chatWith(bruno);
        device.awaitsSent(device.writes(chat, "bom dia"));
        assertThat(bruno.has(ana)).containsExactly("bom dia");

        bruno.writes(ana, "bom dia, Ana");
        device.awaitsText("bom dia, Ana");
    }
}
