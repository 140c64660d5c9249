package io.chimera.p2p.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.Resident;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Sent;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.transfer.Progress;
import io.chimera.p2p.testing.FirstChimera;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Relay;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import io.chimera.p2p.testing.TestAuthority;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of ours and a first Chimera, over real sockets. Ana has ours; Bruno still has the first. */
class FirstChimeraTest extends Street {

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aTextGoesToIt(String version) throws Exception {
        var first = first(bruno, version);
        var anas = anas(first);
        assertThat(carry(anas, ana.text(bruno, "Olá, Bruno! 👋"), neighbour(first)))
                .isInstanceOf(Sent.class);
        await().untilAsserted(() -> assertThat(first.texts()).containsExactly("Olá, Bruno! 👋"));
        assertThat(first.senders()).containsExactly("1001");
        assertThat(isProven(anas, bruno)).isFalse(); // nobody had heard it: a place is proved, never invented
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aTextComesFromIt(String version) throws Exception {
        var first = first(bruno, version);
        var anas = anas(first);
        first.sendText(anas.address(), "Bom dia, Ana!");
        await().untilAsserted(() -> assertThat(ana.wordsWith(bruno)).containsExactly("Bom dia, Ana!"));
        assertThat(ana.dialogWith(bruno).getFirst().author()).isEqualTo(new Author.Them(bruno.contact()));
    }

    @Test
    void itMayPickTheSameWordsTwice() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        for (int i = 1; i <= 2; i++) {
            int times = i;
            first.sendText(anas.address(), "ok");
            await().untilAsserted(() -> assertThat(ana.wordsWith(bruno)).hasSize(times));
        }
    }

    @Test
    void everyParcelHasAConnectionOfItsOwnAndTheLaneKeepsItsOrder() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        var parcels = List.of(ana.text(bruno, "one"), ana.text(bruno, "two"), ana.text(bruno, "three"));
        assertThat(anas.carrier().carry(parcels, neighbour(first)))
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Sent.class));
        await().untilAsserted(() -> assertThat(first.texts()).containsExactly("one", "two", "three"));
        assertThat(first.senders()).hasSize(3);
    }

    @Test
    void aTextItWouldCutIsNotSentToIt() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        assertThat(carry(anas, ana.text(bruno, "á".repeat(512)), neighbour(first)))
                .isInstanceOf(Sent.class);
        assertThat(carry(anas, ana.text(bruno, "á".repeat(512) + "a"), neighbour(first)))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        no -> assertThat(no.why()).contains("1024").contains("1025"));
        assertThat(carry(anas, ana.text(bruno, V1.FILE_FOLLOWS), neighbour(first)))
                .isInstanceOf(Unreachable.class);
        await().untilAsserted(() -> assertThat(first.texts()).containsExactly("á".repeat(512)));
        assertThat(first.senders()).hasSize(1);
    }

    @Test
    void whatItHasNoWordsForIsRefused() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        var target = new Target(new MessageId(new UUID(1, 1)), Optional.empty());
        for (var cargo :
                List.of(new Cargo.Edit(target, new Body.Text("x")), new Cargo.Deletion(target), new Cargo.Seen(target)))
            assertThat(carry(anas, ana.parcel(bruno, cargo), neighbour(first))).isInstanceOf(Refused.class);
        assertThat(first.senders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foto.png", "relatório final.pdf", "UPPER.JPG"})
    void aFileGoesToIt(String name) throws Exception {
        var first = first(bruno, "TLSv1.2");
        var anas = anas(first);
        var file = ana.file(name, 300_000);
        assertThat(carry(anas, ana.parcel(bruno, new Cargo.File(file)), neighbour(first)))
                .isInstanceOf(Sent.class);
        await().untilAsserted(() -> assertThat(first.files()).hasSize(1));
        assertThat(first.files().getFirst().extension()).isEqualTo(file.name().extension());
        assertThat(first.files().getFirst().bytes())
                .isEqualTo(Files.readAllBytes(file.content().path()));
        assertThat(ana.transfers().all()).isEmpty();
    }

    @Test
    void aFileWithoutAnExtensionGoesToItToo() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        var file = ana.file("README", 5_000);
        assertThat(carry(anas, ana.parcel(bruno, new Cargo.File(file)), neighbour(first)))
                .isInstanceOf(Sent.class);
        await().untilAsserted(() -> assertThat(first.files()).hasSize(1));
        assertThat(first.files().getFirst().extension()).isEmpty();
        assertThat(first.files().getFirst().bytes()).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {".png", ".tar", ""})
    void aFileComesFromIt(String extension) throws Exception {
        var first = first(bruno, "TLSv1.2");
        var anas = anas(first);
        var bytes = Files.readAllBytes(bruno.file("x", 200_000).content().path());
        first.sendFile(anas.address(), extension, bytes);
        await().untilAsserted(() -> assertThat(ana.dialogWith(bruno)).hasSize(1));
        var file = file(ana, bruno);
        assertThat(file.content().path()).hasBinaryContent(bytes);
        assertThat(file.name().value()).matches("20\\d\\d(-\\d{1,2}){5}" + Pattern.quote(extension));
        assertThat(file.mediaType()).isEqualTo(extension.equals(".png") ? "image/png" : file.mediaType());
    }

    @Test
    void aFileOfNothingComesFromIt() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        first.sendFile(anas.address(), ".txt", new byte[0]);
        await().untilAsserted(() -> assertThat(ana.dialogWith(bruno)).hasSize(1));
        assertThat(file(ana, bruno).content().size()).isZero();
    }

    @Test
    void aTrickInAnExtensionStaysAName() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        first.sendFile(anas.address(), "./../../../etc/x", new byte[] {1});
        await().untilAsserted(() -> assertThat(ana.dialogWith(bruno)).hasSize(1));
        assertThat(file(ana, bruno).name().value()).doesNotContain("/").doesNotContain("..");
        assertThat(file(ana, bruno).content().path()).startsWith(folder);
    }

    @Test
    void aStrangersFileIsNotTaken() throws Exception {
        var clara = person(1003, "Clara Menezes");
        var first = first(clara, "TLSv1.3");
        var anas = anas(first);
        assertThatIOException().isThrownBy(() -> first.sendFile(anas.address(), ".png", new byte[] {1, 2, 3}));
        assertThat(ana.dialogWith(clara)).isEmpty();
    }

    @Test
    void whatIsNoTextIsNotTaken() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        first.sendNothing(anas.address());
        first.sendText(anas.address(), new byte[] {(byte) 0xc3, 0x28});
        first.sendText(anas.address(), "   ");
        first.sendText(anas.address(), "a".repeat(1025));
        first.sendText(anas.address(), "a".repeat(1024));
        await().untilAsserted(() -> assertThat(ana.wordsWith(bruno)).containsExactly("a".repeat(1024)));
    }

    @Test
    void aCopyAtAnotherAddressOfOursIsOneMessage() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas =
                node(ana, Settings.alone().everyAddress().first(first.port())).on();
        for (var address : List.of("127.0.0.1", "127.0.0.2"))
            first.sendText(new InetSocketAddress(address, anas.port()), "once");
        first.sendText(new InetSocketAddress("127.0.0.1", anas.port()), "once");
        await().untilAsserted(() -> assertThat(ana.wordsWith(bruno)).containsExactly("once", "once"));
        var bytes = new byte[1_000];
        for (var address : List.of("127.0.0.1", "127.0.0.2"))
            first.sendFile(new InetSocketAddress(address, anas.port()), ".bin", bytes);
        first.sendText(new InetSocketAddress("127.0.0.1", anas.port()), "the end");
        await().untilAsserted(() -> assertThat(ana.wordsWith(bruno)).contains("the end"));
        assertThat(ana.dialogWith(bruno)).hasSize(4);
    }

    @Test
    void anotherAuthoritysFirstChimeraIsNobody() throws Exception {
        var stranger = closing(new FirstChimera(new TestAuthority().credential(1002), "TLSv1.3"));
        var anas = anas(stranger);
        assertThat(carry(anas, ana.text(bruno, "secret"), neighbour(stranger))).isInstanceOf(Unproven.class);
        assertThatIOException().isThrownBy(() -> stranger.sendText(anas.address(), "I am Bruno"));
        assertThat(stranger.texts()).isEmpty();
        assertThat(ana.dialogWith(bruno)).isEmpty();
    }

    @Test
    void somebodyElsesFirstChimeraIsToldNothing() throws Exception {
        var claras = first(person(1003, "Clara Menezes"), "TLSv1.3");
        var anas = anas(claras);
        assertThat(carry(anas, ana.text(bruno, "secret"), neighbour(claras))).isInstanceOf(Unproven.class);
        assertThat(claras.texts()).isEmpty();
    }

    @Test
    void whoIsNotThereIsUnreachable() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        first.close();
        assertThat(carry(anas, ana.text(bruno, "hello"), neighbour(first))).isInstanceOf(Unreachable.class);
    }

    @Test
    void aFileCutInTheMiddleMayHaveArrivedAndIsNotRepeated() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        var relay = closing(new Relay(LanNode.at(first.port())));
        relay.cutAfter(1_000_000);
        var parcel = ana.parcel(bruno, new Cargo.File(ana.file("large.bin", 20_000_000)));
        assertThat(carry(anas, parcel, LanNode.neighbour(bruno, relay.address(), Dialect.V1)))
                .isInstanceOfSatisfying(
                        Unconfirmed.class, lost -> assertThat(lost.repeatable()).isFalse());
    }

    @Test
    void aFileOnItsWayToItMayBeCancelled() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = anas(first);
        var relay = closing(new Relay(LanNode.at(first.port())));
        relay.throttle(1 << 20);
        var parcel = ana.parcel(bruno, new Cargo.File(ana.file("large.bin", 30_000_000)));
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(carry(anas, parcel, LanNode.neighbour(bruno, relay.address(), Dialect.V1)));
            } catch (InterruptedException | RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        await().until(() -> ana.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        ana.transfers().cancel(parcel.id());
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
    }

    @Test
    void oneOfOursThatIsTakenForAFirstOneIsSpokenToInOurDialect() throws Exception {
        var anas = node(ana, Settings.alone().first(1)).on();
        var brunos = node(bruno, Settings.alone().first(1)).on();
        assertThat(carry(
                        anas,
                        ana.text(bruno, "x".repeat(2_000)),
                        LanNode.neighbour(bruno, brunos.address(), Dialect.V1)))
                .isInstanceOf(Unreachable.class); // it might have been a first one, so nothing too long is tried
        assertThat(carry(anas, ana.text(bruno, "hello"), LanNode.neighbour(bruno, brunos.address(), Dialect.V1)))
                .isInstanceOf(Delivered.class);
    }

    @Test
    void whereTheFirstDialectIsOffItIsNotAnswered() throws Exception {
        var first = first(bruno, "TLSv1.3");
        var anas = lonelyNode(ana).on();
        assertThatIOException().isThrownBy(() -> first.sendText(anas.address(), "hello"));
    }

    @Test
    void itIsHeardAndHearsUs() throws Exception {
        var first = first(bruno, "TLSv1.3");
        try (var ear = new DatagramSocket(null)) {
            ear.setReuseAddress(true);
            ear.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            ear.bind(new InetSocketAddress("127.255.255.255", udpPort));
            ear.setSoTimeout(30_000);
            var anas = node(ana, Settings.together(udpPort).first(first.port())).on();
            assertThat(hear(ear, "1:1001")).isTrue();
            announce("1:1002");
            await().until(() -> anas.neighbourhood().find(bruno.contact()).isPresent());
            var neighbour = anas.neighbourhood().find(bruno.contact()).orElseThrow();
            assertThat(neighbour.dialect()).isEqualTo(Dialect.V1);
            assertThat(carry(anas, ana.text(bruno, "hello"), neighbour)).isInstanceOf(Sent.class);
            awaitProven(anas, bruno);
        }
        await().untilAsserted(() -> assertThat(first.texts()).containsExactly("hello"));
    }

    private void announce(String said) throws IOException {
        try (var voice = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            voice.setBroadcast(true);
            var bytes = said.getBytes(StandardCharsets.US_ASCII);
            voice.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.255.255.255", udpPort)));
        }
    }

    private static boolean hear(DatagramSocket ear, String expected) throws IOException {
        var packet = new DatagramPacket(new byte[600], 600);
        for (int i = 0; i < 20; i++) {
            ear.receive(packet);
            if (new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII).equals(expected))
                return true;
        }
        return false;
    }

    private FirstChimera first(Resident who, String version) throws Exception {
        return closing(new FirstChimera(AUTHORITY.credential(who.id().telegramUser()), version));
    }

    private LanNode anas(FirstChimera first) {
        return node(ana, Settings.alone().first(first.port())).on();
    }

    private Neighbour neighbour(FirstChimera first) {
        return LanNode.neighbour(bruno, LanNode.at(first.port()), Dialect.V1);
    }

    private static SharedFile file(Resident who, Resident with) {
        return ((Body.File) who.dialogWith(with).getFirst().body()).file();
    }
}
