package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.identity.Credential;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.p2p.LanSettings.Times;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.RawPeer;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import io.chimera.p2p.testing.Vectors;
import io.chimera.p2p.testing.Vectors.Vector;
import io.chimera.p2p.wire.Farewell;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Refusal;
import io.chimera.p2p.wire.Token;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody with bad intentions can do to a node, with and without a certificate. */
class HostilityTest extends Street {

    private static final Credential MALLORY = AUTHORITY.credential(6666);

    private LanNode brunos;

    @BeforeEach
    void takePart() {
        brunos = node(bruno).on();
    }

    static Stream<Vector> malformed() {
        return Vectors.of("frames.json")
                .group("malformed")
                .filter(vector -> !vector.name().startsWith("ends inside")); // that one only waits for the rest
    }

    @Test
    void aThousandSilentConnectionsKeepNobodyOut() throws Exception {
        var undisturbed = timeToSay("before");
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 1_000; i++) silent.add(new Socket(InetAddress.getLoopbackAddress(), brunos.port()));
            assertThat(timeToSay("meanwhile")).isLessThan(undisturbed.plusSeconds(2));
        } finally {
            for (var socket : silent) socket.close();
        }
    }

    /** How long it takes from being nobody to having said something. */
    private Duration timeToSay(String words) throws Exception {
        try (var anas = lonelyNode(ana).on()) {
            long begin = System.nanoTime();
            assertThat(carry(anas, ana.text(bruno, words), brunos.asNeighbour()))
                    .isInstanceOf(Delivered.class);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    @Test
    void whoDoesNotBeginAHandshakeIsHungUpOn() throws Exception {
        for (var said : new String[] {"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n", "\u0016\u0002xxxxxxxx"}) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), brunos.port())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(hangsUp(socket)).isTrue();
            }
        }
    }

    @Test
    void whoSaysAByteNowAndThenIsHungUpOn() throws Exception {
        var times = new Times(
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        var anas = node(ana, Settings.alone().times(times)).on();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), anas.port())) {
            await().pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThatIOException()
                            .isThrownBy(() -> socket.getOutputStream().write(22)));
        }
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whoBreaksTheProtocolIsToldSoAndHungUpOn(Vector vector) throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.send(vector.bytes());
            assertThat(mallory.hearTheLast()).contains(new Frame.Close(Farewell.PROTOCOL));
        }
    }

    static Stream<Frame> outOfPlace() {
        var id = new MessageId(new UUID(1, 2));
        return Stream.of(
                RawPeer.hello(6666),
                new Frame.Bulk(id, new Token(1, 2)),
                new Frame.Ack(1),
                new Frame.Nack(1, Refusal.OTHER),
                new Frame.Text(id, 2, Instant.now(), "not the first"),
                new Frame.Text(id, 0, Instant.now(), "nought"));
    }

    @ParameterizedTest
    @MethodSource("outOfPlace")
    void aFrameOutOfPlaceBreaksTheProtocol(Frame frame) throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(frame);
            assertThat(mallory.hearTheLast()).contains(new Frame.Close(Farewell.PROTOCOL));
        }
    }

    @Test
    void whoSaysTheyAreSomebodyElseIsNotListenedTo() throws Exception {
        try (var mallory = RawPeer.dial(MALLORY, brunos, Protocol.CONTROL)) {
            mallory.say(RawPeer.hello(1001));
            mallory.say(text(1, "I am Ana"));
            mallory.hearTheLast();
        }
        assertThat(bruno.dialogWith(ana)).isEmpty();
    }

    @Test
    void whatTheySayIsInTheirNameAndNoOneElses() throws Exception {
        var mallorys = person(6666, "Mallory");
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(text(1, "hello"));
            assertThat(mallory.hear()).contains(new Frame.Ack(1));
        }
        assertThat(bruno.dialogWith(ana)).isEmpty();
        assertThat(bruno.wordsWith(mallorys)).containsExactly("hello");
    }

    @Test
    void nobodyCanTakeAnothersMessageId() throws Exception {
        var anas = lonelyNode(ana).on();
        var parcel = ana.text(bruno, "mine");
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(new Frame.Text(parcel.id(), 1, Instant.now(), "mine now"));
            mallory.say(new Frame.Edit(parcel.id(), 2, Instant.now(), "changed", List.of()));
            mallory.say(new Frame.Delete(parcel.id(), 3, Instant.now()));
            assertThat(mallory.hear()).contains(new Frame.Nack(1, Refusal.ID_TAKEN));
        }
        assertThat(bruno.wordsWith(ana)).containsExactly("mine");
    }

    @Test
    void whoSaysAllTheTimeThatTheyWriteIsHeardNowAndThen() throws Exception {
        person(6666, "Mallory");
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(text(1, "hello"));
            assertThat(mallory.hear()).contains(new Frame.Ack(1));
            for (int i = 0; i < 2_000; i++) mallory.say(new Frame.Typing(6));
            mallory.say(text(2, "at last"));
            assertThat(mallory.hear()).contains(new Frame.Ack(2));
        }
        assertThat(bruno.events().of(SomebodyTypes.class)).hasSizeBetween(1, 20);
    }

    @Test
    void whoWritesToSomebodyTheyHaveNoDialogWithIsNotShown() throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(new Frame.Typing(6));
            mallory.say(new Frame.Ping(7));
            assertThat(mallory.hear()).contains(new Frame.Pong(7));
        }
        assertThat(bruno.events().of(SomebodyTypes.class)).isEmpty();
    }

    @Test
    void aTextThatIsNoMessageIsRefusedAndTheNextIsTaken() throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            mallory.say(text(1, "   "));
            mallory.say(text(2, "with a \0 in it"));
            mallory.say(text(3, "good"));
            var nacks = new ArrayList<Frame>();
            for (var next = mallory.hear(); !next.equals(Optional.of(new Frame.Ack(3))); next = mallory.hear())
                nacks.add(next.orElseThrow());
            nacks.removeIf(Frame.Ack.class::isInstance);
            assertThat(nacks)
                    .containsExactly(new Frame.Nack(1, Refusal.UNACCEPTABLE), new Frame.Nack(2, Refusal.UNACCEPTABLE));
        }
    }

    @Test
    void aFrameOfALaterVersionIsPassedOver() throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            for (var vector : (Iterable<Vector>) Vectors.of("frames.json")
                    .group("tolerated")
                    .filter(vector -> vector.sameAs().equals("unknown"))::iterator) mallory.send(vector.bytes());
            mallory.say(new Frame.Ping(42));
            assertThat(mallory.hear()).contains(new Frame.Pong(42));
        }
    }

    @Test
    void aBulkConnectionForNothingIsHungUpOn() throws Exception {
        try (var mallory = RawPeer.dial(MALLORY, brunos, Protocol.BULK)) {
            mallory.say(new Frame.Bulk(new MessageId(new UUID(1, 2)), new Token(1, 2)));
            assertThat(mallory.hearTheLast()).isEmpty();
        }
    }

    @Test
    void strangersFilesAreDeclined() throws Exception {
        try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
            var id = new MessageId(new UUID(1, 2));
            mallory.say(new Frame.Offer(id, 10, "../../../etc/passwd", "text/plain", Instant.now()));
            assertThat(mallory.hear()).contains(new Frame.Decline(id, Refusal.STRANGER));
        }
    }

    @Test
    void manyOffersAtOnceAreTakenOnlyUpToAMeasure() throws Exception {
        var anas = AUTHORITY.credential(1001);
        try (var peer = RawPeer.introduced(anas, 1001, brunos)) {
            for (int i = 0; i < 40; i++)
                peer.say(new Frame.Offer(new MessageId(new UUID(7, i)), 1_000, "f" + i, "a/b", Instant.now()));
            int accepted = 0;
            int declined = 0;
            for (int i = 0; i < 40; i++) {
                switch (peer.hear().orElseThrow()) {
                    case Frame.Accept _ -> accepted++;
                    case Frame.Decline(var _, var why) when why == Refusal.BUSY -> declined++;
                    default -> throw new AssertionError("another answer");
                }
            }
            assertThat(accepted).isPositive().isLessThanOrEqualTo(8);
            assertThat(declined).isEqualTo(40 - accepted);
        }
    }

    @Test
    void whoPretendsToBeSomebodyByAnnouncementIsFoundOut() throws Exception {
        var anas = node(ana);
        var mallory = lonelyNode(person(6666, "Mallory"));
        mallory.on();
        anas.on();
        brunos.carrier().takePart(false);
        var claimed = LanNode.neighbour(bruno, mallory.address(), Dialect.V2);
        assertThat(carry(anas, ana.text(bruno, "secret"), claimed)).isInstanceOf(Unproven.class);
        assertThat(mallory.resident().dialogWith(ana)).isEmpty();
    }

    @Test
    void aFloodOfForgedAnnouncementsHidesNobody() throws Exception {
        var anas = node(ana).on();
        var random = new Random(5);
        try (var flooder = new DatagramSocket(0, InetAddress.getByName("127.0.0.66"))) {
            flooder.setBroadcast(true);
            var target = new InetSocketAddress("127.255.255.255", udpPort);
            var sent =
                    Vectors.of("announcements.json").of("announcements", "here").bytes();
            for (int i = 0; i < 20_000; i++) {
                sent[9] = (byte) (1 + random.nextInt(255)); // another person each time,
                sent[10] = (byte) random.nextInt(256);
                sent[sent.length - 1] = (byte) random.nextInt(256); // and another start of theirs
                flooder.send(new DatagramPacket(sent, sent.length, target));
            }
        }
        awaitProven(anas, bruno);
        awaitProven(brunos, ana);
        assertThat(anas.neighbourhood().all()).hasSizeLessThan(300);
    }

    @Test
    void endlessGarbageAfterTheHandshakeEndsTheConnection() throws Exception {
        var random = new Random(6);
        for (int i = 0; i < 20; i++) {
            try (var mallory = RawPeer.introduced(MALLORY, 6666, brunos)) {
                var garbage = new byte[50_000];
                random.nextBytes(garbage);
                try {
                    mallory.send(garbage);
                } catch (IOException _) {
                    // it hung up while we were talking
                }
                mallory.hearTheLast();
            }
        }
        var anas = lonelyNode(ana).on();
        assertThat(carry(anas, ana.text(bruno, "still there?"), brunos.asNeighbour()))
                .isInstanceOf(Delivered.class);
    }

    private static Frame text(long seq, String words) {
        return new Frame.Text(new MessageId(new UUID(1, seq)), seq, Instant.now(), words);
    }

    private static boolean hangsUp(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException _) {
            return true;
        }
    }
}
