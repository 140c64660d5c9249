package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What TDLib does when Telegram refuses, is slow, forgets, or is not there. */
class FakeTelegramFaultTest extends FakeTelegramScene {

    private final Person ana = somebody("Ana Figueira");
    private final Person bruno = somebody("Bruno Tavares");

    private Device device;

    @BeforeEach
    void anaSignsIn() throws Exception {
        device = deviceOf(ana);
        device.chatWith(bruno);
        device.awaitsConnection("Ready");
    }

    @Test
    void whatIsRefusedIsNotSentUntilItIsTakenAgain() throws Exception {
        fake.refuse(ana, bruno, true);
        var refused = device.awaitsRefused(device.writes(bruno.id(), "one"));
        assertThat(refused.path("code").asInt()).isEqualTo(400);
        assertThat(refused.path("message").asString()).isNotBlank();
        fake.refuse(ana, bruno, false);
        device.awaitsSent(device.writes(bruno.id(), "two"));
        assertThat(bruno.has(ana)).containsExactly("two");
    }

    @Test
    void whoeverIsTooQuickWaitsAndThenTdlibSendsByItself() throws Exception {
        fake.floodNextText(1);
        device.awaitsSent(device.writes(bruno.id(), "patience"));
        assertThat(bruno.has(ana)).containsExactly("patience");
    }

    @Test
    void afterAnErrorOfTelegramsTdlibSendsByItself() throws Exception {
        fake.failNext("messages.sendMessage", 500, "INTERNAL");
        device.awaitsSent(device.writes(bruno.id(), "again"));
        assertThat(bruno.has(ana)).containsExactly("again");
    }

    @Test
    void aMessageWhoseAnswerIsLostIsThereOnce() throws Exception {
        fake.loseNextAnswer();
        var waiting = device.writes(bruno.id(), "perhaps");
        soon().until(() -> bruno.has(ana).contains("perhaps"));
        device.awaitsSent(waiting);
        device.awaitsSent(device.writes(bruno.id(), "certainly"));
        assertThat(bruno.has(ana)).containsExactly("perhaps", "certainly");
        assertThat(fake.calls("messages.sendMessage")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anAnswerThatIsHeldBackComesInTheEnd() throws Exception {
        fake.holdAnswers(true);
        var waiting = device.writes(bruno.id(), "perhaps");
        soon().until(() -> bruno.has(ana).contains("perhaps"));
        bruno.writes(ana, "I have it");
        device.awaitsText("I have it");
        assertThat(device.updates("updateMessageSendSucceeded")).isEmpty();
        fake.holdAnswers(false);
        device.awaitsSent(waiting);
        assertThat(bruno.has(ana)).containsExactly("perhaps");
    }

    @Test
    void whatHappensWhileNobodyIsConnectedIsMadeUpFor() throws Exception {
        bruno.writes(ana, "before");
        device.awaitsText("before");
        fake.outage(true);
        soon().until(() ->
                device.connection().filter("connectionStateReady"::equals).isEmpty());
        bruno.edits("before", "before the outage");
        bruno.writes(ana, "during");
        var waiting = device.writes(bruno.id(), "mine, during");
        assertThat(bruno.has(ana)).isEmpty();

        fake.outage(false);
        device.awaitsText("during");
        device.awaits(
                "updateMessageContent",
                update -> Device.textOf(update.path("new_content")).equals("before the outage"));
        device.awaitsSent(waiting);
        assertThat(bruno.has(ana)).containsExactly("mine, during");
    }

    @Test
    void aServerThatHasForgottenTheSessionIsAskedForWhatWasMissed() throws Exception {
        fake.outage(true);
        fake.cutAndForget();
        for (int i = 0; i < 250; i++) bruno.writes(ana, "m" + i);
        fake.outage(false);
        device.awaitsText("m249");
        assertThat(device.updates("updateNewMessage"))
                .extracting(update -> Device.textOf(update.at("/message/content")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 250).mapToObj(i -> "m" + i).toList());
        assertThat(fake.calls("updates.getDifference")).isGreaterThan(2);
    }

    @Test
    void aConnectionThatIsCutLosesNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            device.writes(bruno.id(), "hers " + i);
            bruno.writes(ana, "his " + i);
            fake.cut();
        }
        device.awaitsText("his 4");
        soon().untilAsserted(() ->
                assertThat(bruno.has(ana)).containsExactly("hers 0", "hers 1", "hers 2", "hers 3", "hers 4"));
        soon().untilAsserted(() ->
                assertThat(device.updates("updateMessageSendSucceeded")).hasSize(5));
    }

    @Test
    void aSlowTelegramIsOnlySlow() throws Exception {
        fake.latency(Duration.ofMillis(300));
        long begun = System.nanoTime();
        device.awaitsSent(device.writes(bruno.id(), "slowly"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void aTestCanHaveAnyFunctionFailOnce() throws Exception {
        var clara = somebody("Clara Nunes");
        fake.failNext("contacts.resolvePhone", 400, "SOMETHING_INVALID");
        assertRefused("SOMETHING_INVALID", () -> device.chatWith(clara));
        assertThat(device.chatWith(clara)).isEqualTo(clara.id());
    }
}
