package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WritersTest {

    private static final Author HIM = new Author.Them(BRUNO);

    private final Listening listening = new Listening();
    private final Chats chats = new Chats(ANA, new Line(Duration.ofSeconds(1)), listening, new Rooms());
    private final Writers writers = new Writers(chats, listening, Duration.ofMillis(20));
    private final Thread thread = Thread.ofVirtual().unstarted(writers);

    @BeforeEach
    void begin() {
        chats.toldOfChat(
                JsonMapper.builder().build().readTree("""
                {"@type":"chat","id":%d,"type":{"@type":"chatTypePrivate","user_id":%d}}
                """.formatted(WITH_BRUNO.value(), BRUNO.telegramUser())));
        thread.start();
    }

    @AfterEach
    void end() throws Exception {
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whoGoesOnIsToldOfAgainUntilTheyStop() {
        writers.told(WITH_BRUNO.value(), HIM, true);
        await().until(() -> listening.told.size() >= 4);
        assertThat(listening.told).doesNotContain(false);
        writers.told(WITH_BRUNO.value(), HIM, false);
        await().until(() -> !listening.told.getLast());
        assertThat(listening.told).containsOnlyOnce(false);
    }

    @Test
    void whoDidNotWriteDoesNotStop() {
        writers.told(WITH_BRUNO.value(), HIM, false);
        writers.told(WITH_BRUNO.value(), HIM, true);
        await().until(() -> !listening.told.isEmpty());
        assertThat(listening.told.getFirst()).isTrue();
    }

    @Test
    void chatsThatAreNotBroughtHereAreLeftOut() {
        writers.told(4_711, HIM, true);
        writers.told(WITH_BRUNO.value(), HIM, true);
        await().until(() -> listening.told.size() >= 3);
        assertThat(listening.dialogs).containsOnly(WITH_BRUNO);
    }

    @Test
    void aStoreThatIsOutOfOrderEndsNothing() {
        listening.outOfOrder = true;
        writers.told(WITH_BRUNO.value(), HIM, true);
        await().until(() -> listening.dialogs.size() >= 2);
        listening.outOfOrder = false;
        await().until(() -> !listening.told.isEmpty());
    }

    private static final class Listening implements Arrivals {

        final List<DialogId> dialogs = new CopyOnWriteArrayList<>();
        final List<Boolean> told = new CopyOnWriteArrayList<>();
        volatile boolean outOfOrder;

        @Override
        public void types(DialogId dialog, Author author, boolean on) {
            dialogs.add(dialog);
            if (outOfOrder) throw new IllegalStateException("the store is out of order");
            told.add(on);
        }

        @Override
        public Acceptance offered(FileOffer offer) {
            throw new AssertionError("nobody offers a file");
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrivals) {
            throw new AssertionError("nothing arrives");
        }
    }
}
