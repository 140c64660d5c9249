package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.testing.SteppingClock;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import io.chimera.lab.testing.Mailbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account on several nodes, and what each of them is told. */
class LabDevicesTest {

    @TempDir
    private Path folder;

    private LabTown town;

    @BeforeEach
    void open() throws IOException {
        town = LabTown.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whatIsSentFromOneNodeArrivesOnTheOtherAsOnesOwn() throws Exception {
        try (var desk = node("desk");
                var laptop = node("laptop")) {
            desk.writes(BRUNO, "from the desk");
            await().untilAsserted(() -> assertThat(laptop.words(BRUNO)).containsExactly("from the desk"));
            assertThat(laptop.dialog(BRUNO).getFirst().mine()).isTrue();
            assertThat(laptop.dialog(BRUNO).getFirst().tick()).isEqualTo(Tick.SENT);

            laptop.writes(BRUNO, "from the laptop");
            await().untilAsserted(() -> assertThat(desk.words(BRUNO)).containsExactly("from the laptop"));
        }
    }

    @Test
    void theNewsOfOnesOwnMessageNeverComesBeforeItsAnswerDoes() throws Exception {
        try (var ana = node("desk");
                var bruno = new LabNode("bruno", BRUNO, town, folder);
                var mailbox = new Mailbox(ANA, ana)) {
            town.weather(ANA, LabWeather.fair().withLatency(Duration.ofMillis(30)));
            var written = IntStream.range(0, 20).mapToObj(n -> "m" + n).toList();
            written.forEach(text -> mailbox.write(BRUNO, text));
            await().until(() -> mailbox.waiting() == 0);
            bruno.writes(ANA, "all here");
            await().until(() -> ana.words(BRUNO).contains("all here"));
            assertThat(ana.words(BRUNO)).hasSize(21).startsWith(written.toArray(String[]::new));
        }
    }

    @Test
    void editsDeletionsAndMarksOfOneNodeReachTheOther() throws Exception {
        try (var desk = node("desk");
                var laptop = node("laptop");
                var bruno = new LabNode("bruno", BRUNO, town, folder)) {
            bruno.writes(ANA, "have you seen it?");
            var first = sent(desk.writes(BRUNO, "frist"));
            var oops = sent(desk.writes(BRUNO, "oops"));
            await().until(() -> laptop.words(BRUNO).size() == 3);
            desk.carry(BRUNO, new Cargo.Edit(first, new Body.Text("first")));
            desk.carry(BRUNO, new Cargo.Deletion(oops));
            desk.carry(BRUNO, new Cargo.Seen(desk.target(BRUNO, "have you seen it?")));

            await().untilAsserted(() -> {
                assertThat(laptop.words(BRUNO)).containsExactly("have you seen it?", "first");
                assertThat(laptop.dialog(BRUNO).getFirst().tick()).isEqualTo(Tick.READ);
            });
        }
    }

    @Test
    void aNewNodeIsToldTheWholePast() throws Exception {
        try (var desk = node("desk");
                var bruno = new LabNode("bruno", BRUNO, town, folder)) {
            for (int i = 0; i < 120; i++) bruno.writes(ANA, "b" + i);
            desk.writes(BRUNO, "enough");
            await().until(() -> desk.words(BRUNO).size() == 120);
            desk.carry(BRUNO, new Cargo.Seen(desk.target(BRUNO, "b99")));

            try (var laptop = node("laptop")) {
                await().until(() -> laptop.words(BRUNO).size() == 121);
                assertThat(laptop.words(BRUNO)).last().isEqualTo("enough");
                await().until(() -> laptop.store.read(view -> view.dialogs()
                                .summary(DialogId.with(BRUNO.asContact()))
                                .orElseThrow()
                                .unread())
                        == 20);
            }
        }
    }

    @Test
    void whatANodeHasStoredIsNotToldAgainWhenItComesBack() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        try (var bruno = new LabNode("bruno", BRUNO, town, folder)) {
            try (var ana = listening(told)) {
                bruno.writes(ANA, "one");
                bruno.writes(ANA, "two");
                await().until(() -> ana.words(BRUNO).size() == 2);
                bruno.writes(ANA, "three"); // heard with the acknowledgement of the two before it
                await().until(() -> ana.words(BRUNO).size() == 3);
            }
            bruno.writes(ANA, "while away");
            try (var ana = listening(told)) {
                await().until(() -> ana.words(BRUNO).contains("while away"));
            }
        }
        assertThat(told).containsSubsequence("one", "two", "three", "while away");
        assertThat(told).filteredOn(List.of("one", "two")::contains).hasSize(2);
    }

    @Test
    void whatWasToldButNotAcknowledgedIsToldAgainAfterTheLabCloudBeganAgain() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var failures = new AtomicInteger(2);
        try (var bruno = new LabNode("bruno", BRUNO, town, folder);
                var ana = new LabNode(
                        ANA, town.lines("desk"), new FolderShelf(folder.resolve("s")), own -> new Between(own, told) {
                            @Override
                            void before() {
                                if (failures.getAndDecrement() > 0)
                                    throw new IllegalStateException("disk out of order");
                            }
                        })) {
            bruno.writes(ANA, "one");
            await().until(() -> failures.get() < 2);
            town.restart();
            await().untilAsserted(() -> assertThat(ana.words(BRUNO)).containsExactly("one"));
        }
    }

    @Test
    void aMarkThatOvertakesTheAnswerToOurOwnMessageIsNotLost() throws Exception {
        var late = new AtomicInteger(3);
        try (var bruno = new LabNode("bruno", BRUNO, town, folder);
                var ana = new LabNode(
                        ANA,
                        town.lines("desk"),
                        new FolderShelf(folder.resolve("s")),
                        own -> new Between(own, new CopyOnWriteArrayList<>()) {
                            @Override
                            public List<Receipt> arrived(List<Arrival> arrivals) {
                                boolean mark = arrivals.getFirst() instanceof Arrival.Seen;
                                if (mark && late.getAndDecrement() > 0)
                                    return List.of(new Receipt.Rejected(Receipt.Why.NO_SUCH_MESSAGE));
                                return super.arrived(arrivals);
                            }
                        });
                var mailbox = new Mailbox(ANA, ana)) {
            mailbox.write(BRUNO, "look!");
            await().until(() -> bruno.words(ANA).contains("look!"));
            bruno.carry(ANA, new Cargo.Seen(bruno.target(ANA, "look!")));
            await().untilAsserted(() ->
                    assertThat(ana.dialog(BRUNO).getFirst().tick()).isEqualTo(Tick.READ));
        }
    }

    @Test
    void whatMayHaveArrivedIsFoundThoughTheTwoClocksAreHoursApart() throws Exception {
        town.close();
        var ahead = new SteppingClock(Clock.systemUTC().instant().plus(Duration.ofHours(7)));
        try (var late = LabTown.open(folder.resolve("late"), ahead);
                var ana = new LabNode("desk", ANA, late, folder)) {
            ana.writes(BRUNO, "when is it?");
            var anHourAgo = Clock.systemUTC().instant().minus(Duration.ofHours(1));
            assertThat(ana.cloud.sentSince(DialogId.with(BRUNO.asContact()), anHourAgo))
                    .hasSize(1);
            ahead.advance(Duration.ofHours(2));
            assertThat(ana.cloud.sentSince(DialogId.with(BRUNO.asContact()), anHourAgo))
                    .isEmpty();
        }
    }

    private LabNode node(String name) throws IOException {
        return new LabNode(name, ANA, town, folder);
    }

    /** Ana's node with a fresh store each time, so that only what is told again can be there twice. */
    private LabNode listening(List<String> told) throws IOException {
        return new LabNode(
                ANA, town.lines("desk"), new FolderShelf(folder.resolve("s")), own -> new Between(own, told));
    }

    private static Target sent(Object outcome) {
        assertThat(outcome).isInstanceOf(HandedOver.class);
        var id = ((HandedOver) outcome).message();
        return new Target(new MessageId(UUID.randomUUID()), Optional.of(id));
    }

    /** Notes the words that pass. */
    private static class Between implements Arrivals {

        private final Arrivals next;
        private final List<String> told;

        Between(Arrivals next, List<String> told) {
            this.next = next;
            this.told = told;
        }

        void before() {}

        @Override
        public Acceptance offered(FileOffer offer) throws IOException {
            return next.offered(offer);
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrivals) {
            before();
            for (var arrival : arrivals) {
                if (arrival instanceof Arrival.NewMessage message
                        && message.body() instanceof Body.Text(var text, var _)) told.add(text);
            }
            return next.arrived(arrivals);
        }
    }
}
