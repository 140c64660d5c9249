package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.telegram.tdlib.TdEngine;
import io.chimera.telegram.tdlib.TdFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One fake Telegram and one TDLib for all tests of a class; each of them is about people of its own. */
@WithFakeTelegram
abstract class FakeTelegramScene {

    @TempDir
    protected static Path folder;

    protected static FakeTelegram fake;

    private static final AtomicInteger PEOPLE = new AtomicInteger(1000);

    private static TdEngine engine;

    private final List<Device> devices = new ArrayList<>();

    @BeforeAll
    static void begin() throws Exception {
        var library = PatchedTdLibrary.get();
        fake = FakeTelegram.start(library);
        engine = TdEngine.start(library.library(), folder.resolve("tdlib.log"));
    }

    @AfterAll
    static void end() throws Exception {
        if (engine == null) return;
        engine.close();
        fake.close();
        assertThat(fake.mistakes()).isEmpty();
    }

    @AfterEach
    void everythingIsWellAgain() throws Exception {
        fake.outage(false);
        fake.holdAnswers(false);
        fake.latency(Duration.ZERO);
        fake.fileParts(Duration.ZERO);
        for (var device : devices) device.close();
    }

    /** Somebody with a number of their own. */
    protected static Person somebody(String name) {
        int number = PEOPLE.incrementAndGet();
        return fake.addPerson(number, "+55 21 99000-" + number, name);
    }

    /** A client of nobody's yet. */
    protected final Device device() {
        return device("device" + PEOPLE.incrementAndGet());
    }

    /** A client that keeps what it knows under this name. */
    protected final Device device(String name) {
        var device = new Device(engine, fake, folder.resolve(name));
        devices.add(device);
        return device;
    }

    /** A client of somebody's, who has signed in. */
    protected final Device deviceOf(Person who) throws Exception {
        return device().signsIn(fake, who);
    }

    protected static ConditionFactory soon() {
        return Device.soon("what was to happen");
    }

    protected static void assertRefused(String message, ThrowingCallable asked) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(asked)
                .withCauseInstanceOf(TdFailure.class)
                .withMessageContaining(message);
    }
}
