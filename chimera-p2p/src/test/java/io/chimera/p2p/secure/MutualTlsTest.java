package io.chimera.p2p.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.identity.ScriptedRevocations;
import io.chimera.core.neighbour.Refusal;
import io.chimera.p2p.testing.Doors;
import io.chimera.p2p.testing.TestAuthority;
import io.chimera.p2p.testing.TestAuthority.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may be at the other end, over real sockets. Ana dials, Bruno accepts. */
@Timeout(60)
class MutualTlsTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Credential ANA = AUTHORITY.credential(1001);
    private static final Credential BRUNO = AUTHORITY.credential(1002);
    private static final ContactId TO_BRUNO = new ContactId(1002);
    private static final Set<Protocol> ALL = EnumSet.allOf(Protocol.class);

    private ServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** Certificates nobody should believe, each wrong in one way. */
    static Stream<Named<UnaryOperator<Order>>> badCertificates() {
        var soon = Instant.now().plus(Duration.ofHours(1));
        var lately = Instant.now().minus(Duration.ofSeconds(5));
        return Stream.of(
                bad("expired", order -> order.until(lately)),
                bad("not good yet", order -> order.from(soon)),
                bad("two names", order -> order.named("1003")),
                bad(
                        "two names, ours second",
                        order -> order.nameless().named("1003").named("1002")),
                bad("no name", Order::nameless),
                bad(
                        "a service's name",
                        order -> order.nameless().named("ca.lan").commonName("ca.lan")),
                bad("another common name", order -> order.commonName("1003")),
                bad("another URI", order -> order.uri("chimera://peer.chimera.internal/telegram/1003")),
                bad("any URI", order -> order.uri("https://example.org/1002")),
                bad("a leading zero", order -> order.nameless().named("01002").commonName("01002")),
                bad(
                        "17 digits",
                        order -> order.nameless().named("10000000000001002").commonName("10000000000001002")),
                bad("an address beside the name", order -> order.at("192.0.2.7")),
                bad("an authority's", Order::authority),
                bad("a key that is not for signing", order -> order.ways(KeyUsage.keyAgreement)),
                bad("for mail", order -> order.uses(KeyPurposeId.id_kp_emailProtection)),
                bad("for nothing", Order::uses));
    }

    private static Named<UnaryOperator<Order>> bad(String what, UnaryOperator<Order> change) {
        return Named.of(what, change);
    }

    @Test
    void bothEndsKnowWhoTheOtherIs() throws Exception {
        var ends = connect(ANA, BRUNO, EnumSet.of(Protocol.CONTROL), ALL);
        assertThat(ends.dialled().peer()).isEqualTo(TO_BRUNO);
        assertThat(ends.accepted().peer()).isEqualTo(new ContactId(1001));
        assertThat(ends.dialled().protocol()).isEqualTo(Protocol.CONTROL);
        assertThat(ends.accepted().protocol()).isEqualTo(Protocol.CONTROL);
        assertThat(ends.dialled().goodUntil())
                .isEqualTo(ANA.notAfter().isBefore(BRUNO.notAfter()) ? ANA.notAfter() : BRUNO.notAfter());
        ends.dialled().out().write(42);
        assertThat(ends.accepted().in().read()).isEqualTo(42);
        ends.close();
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void whoDialsDoesNotBelieve(UnaryOperator<Order> wrong) {
        var impostor = wrong.apply(AUTHORITY.person(1002)).issue();
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> connect(ANA, impostor, EnumSet.of(Protocol.CONTROL), ALL));
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void whoAcceptsDoesNotBelieve(UnaryOperator<Order> wrong) throws Exception {
        var impostor = wrong.apply(AUTHORITY.person(1002)).issue();
        var accepting = accepting(ANA, ALL);
        try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            try {
                new MutualTls(credentials(impostor), Doors.open(), longAgo())
                        .dial(socket, new ContactId(1001), EnumSet.of(Protocol.CONTROL));
            } catch (IOException _) {
                // the dialler may or may not notice: TLS 1.3 lets it finish first
            }
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> accepting.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(NotProven.class);
        }
    }

    @Test
    void anotherAuthoritysPersonIsNobody() {
        var stranger = new TestAuthority().credential(1002);
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> connect(ANA, stranger, EnumSet.of(Protocol.CONTROL), ALL));
    }

    @Test
    void aChainIsNoLongerThanOursCanBe() throws Exception {
        var deep = new TestAuthority(3);
        connect(deep.credential(1001), deep.credential(1002), EnumSet.of(Protocol.CONTROL), ALL)
                .close();
        var deeper = new TestAuthority(4);
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() ->
                        connect(deeper.credential(1001), deeper.credential(1002), EnumSet.of(Protocol.CONTROL), ALL))
                .withMessageContaining("its chain has 5 certificates");
    }

    @Test
    void anotherPersonIsNotTheOneThatWasMeant() {
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> connect(ANA, AUTHORITY.credential(1003), EnumSet.of(Protocol.CONTROL), ALL))
                .withMessageContaining("somebody else's");
    }

    @Test
    void nobodyElseCanHaveOurKey() {
        var thief = AUTHORITY.person(1002).keyOf(ANA).issue();
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> connect(ANA, thief, EnumSet.of(Protocol.CONTROL), ALL))
                .withMessageContaining("our own key");
    }

    @Test
    void aCertificateWithoutAUriWillDoAsTheFirstChimerasAreSo() throws Exception {
        var plain = AUTHORITY.person(1002).nameless().named("1002").issue();
        connect(ANA, plain, EnumSet.of(Protocol.CONTROL), ALL).close();
    }

    @Test
    void whoKnowsNoAlpnSpeaksTheFirstDialectWhereThatIsSpoken() throws Exception {
        var ends = connect(ANA, BRUNO, EnumSet.of(Protocol.FIRST), ALL);
        assertThat(ends.dialled().protocol()).isEqualTo(Protocol.FIRST);
        assertThat(ends.accepted().protocol()).isEqualTo(Protocol.FIRST);
        ends.close();
        assertThatIOException()
                .isThrownBy(() -> connect(ANA, BRUNO, EnumSet.of(Protocol.FIRST), EnumSet.of(Protocol.CONTROL)));
    }

    @Test
    void whoSpeaksBothDialectsSpeaksOursWithOneOfOurs() throws Exception {
        var ends = connect(ANA, BRUNO, EnumSet.of(Protocol.CONTROL, Protocol.FIRST), ALL);
        assertThat(ends.dialled().protocol()).isEqualTo(Protocol.CONTROL);
        ends.close();
    }

    @Test
    void filesHaveAProtocolOfTheirOwn() throws Exception {
        var ends = connect(ANA, BRUNO, EnumSet.of(Protocol.BULK), EnumSet.of(Protocol.CONTROL, Protocol.BULK));
        assertThat(ends.accepted().protocol()).isEqualTo(Protocol.BULK);
        ends.close();
    }

    @Test
    void whoHasNoCertificateCannotDial() {
        assertThatExceptionOfType(NoCredential.class)
                .isThrownBy(() -> new MutualTls(Optional::empty, Doors.open(), Clock.systemUTC()).goodUntil())
                .withMessageContaining("chimera new");
        var ended = AUTHORITY.person(1001).until(Instant.now().minusSeconds(1)).issue();
        assertThatExceptionOfType(NoCredential.class)
                .isThrownBy(() -> new MutualTls(credentials(ended), Doors.open(), Clock.systemUTC()).goodUntil())
                .withMessageContaining("ended at");
    }

    @Test
    void aNewCredentialIsUsedForTheNextConnection() throws Exception {
        var present = new AtomicReference<>(ANA);
        var tls = new MutualTls(() -> Optional.of(present.get()), Doors.open(), Clock.systemUTC());
        for (var credential : List.of(ANA, AUTHORITY.credential(1005), ANA)) {
            present.set(credential);
            var accepting = accepting(BRUNO, ALL);
            try (var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                    var line = tls.dial(socket, TO_BRUNO, EnumSet.of(Protocol.CONTROL))) {
                assertThat(accepting.get(30, TimeUnit.SECONDS).peer().toString())
                        .isEqualTo(credential
                                .certificate()
                                .getSubjectX500Principal()
                                .getName()
                                .substring(3));
                line.close();
            }
        }
    }

    @Test
    void aResumedSessionIsLookedAtAgain() throws Exception {
        var ends = Instant.now().plusSeconds(3600);
        var bruno = AUTHORITY.person(1002).until(ends).issue();
        var later = new AtomicReference<>(Clock.systemUTC());
        var tls = new MutualTls(credentials(ANA), Doors.open(), new Shifting(later));
        var brunos = new MutualTls(credentials(bruno), Doors.open(), Clock.systemUTC());
        exchange(tls, brunos);
        later.set(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        assertThatExceptionOfType(NotProven.class)
                .isThrownBy(() -> exchange(tls, brunos))
                .withMessageContaining("ended");
    }

    @Test
    void whoDialsDoesNotGoOnWithSomebodyWhoseCertificateWasTakenBack() throws Exception {
        var revocations = new ScriptedRevocations();
        var anas = new MutualTls(credentials(ANA), Doors.kept(revocations), Clock.systemUTC());
        var brunos = new MutualTls(credentials(BRUNO), Doors.open(), Clock.systemUTC());
        revocations.say(BRUNO.certificate(), new Verdict.Revoked("taken back"));
        assertThatExceptionOfType(NotAdmitted.class)
                .isThrownBy(() -> exchange(anas, brunos))
                .satisfies(refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.REVOKED));
        revocations.say(BRUNO.certificate(), new Verdict.Unknown("the list is too old"));
        assertThatExceptionOfType(NotAdmitted.class)
                .isThrownBy(() -> exchange(anas, brunos))
                .satisfies(refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNCERTAIN));
    }

    @Test
    void whoAcceptsDoesNotGoOnWithSomebodyWhoseCertificateWasTakenBack() throws Exception {
        var revocations = new ScriptedRevocations();
        revocations.say(ANA.certificate(), new Verdict.Revoked("taken back"));
        var accepting = accepting(new MutualTls(credentials(BRUNO), Doors.kept(revocations), Clock.systemUTC()), ALL);
        try (var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                var _ = new MutualTls(credentials(ANA), Doors.open(), Clock.systemUTC())
                        .dial(socket, TO_BRUNO, EnumSet.of(Protocol.CONTROL))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> accepting.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(NotAdmitted.class);
        }
    }

    @Test
    void aSessionThatCouldBeResumedHelpsNobodyWhoseCertificateWasTakenBackMeanwhile() throws Exception {
        var revocations = new ScriptedRevocations();
        var anas = new MutualTls(credentials(ANA), Doors.kept(revocations), Clock.systemUTC());
        var brunos = new MutualTls(credentials(BRUNO), Doors.kept(revocations), Clock.systemUTC());
        exchange(anas, brunos);
        exchange(anas, brunos);
        revocations.say(BRUNO.certificate(), new Verdict.Revoked("taken back"));
        assertThatExceptionOfType(NotAdmitted.class).isThrownBy(() -> dialOnly(anas));
        revocations.say(BRUNO.certificate(), new Verdict.Good());
        revocations.say(ANA.certificate(), new Verdict.Revoked("taken back"));
        assertThatExceptionOfType(NoCredential.class)
                .isThrownBy(() -> dialOnly(anas))
                .withMessageContaining("chimera new");
    }

    @Test
    void openLinesEndAtOnceWhenTheOtherSideIsTakenBack() throws Exception {
        var revocations = new ScriptedRevocations();
        var anas = new MutualTls(credentials(ANA), Doors.kept(revocations), Clock.systemUTC());
        var accepting = accepting(BRUNO, ALL);
        try (var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                var line = anas.dial(socket, TO_BRUNO, EnumSet.of(Protocol.CONTROL));
                var theirs = accepting.get(30, TimeUnit.SECONDS)) {
            anas.lookAgain();
            line.out().write(1);
            assertThat(theirs.in().read()).isEqualTo(1);
            revocations.say(BRUNO.certificate(), new Verdict.Revoked("taken back"));
            anas.lookAgain();
            assertThat(line.refusal().orElseThrow().why()).isEqualTo("taken back");
            assertThatIOException().isThrownBy(() -> line.out().write(2));
        }
    }

    /** With nobody who accepts for long: what counts is that it fails. */
    private void dialOnly(MutualTls dialler) throws Exception {
        var accepting = accepting(BRUNO, ALL);
        try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            dialler.dial(socket, TO_BRUNO, EnumSet.of(Protocol.CONTROL)).close();
        } finally {
            accepting.handle((_, _) -> true).get(30, TimeUnit.SECONDS);
        }
    }

    private void exchange(MutualTls dialler, MutualTls acceptor) throws Exception {
        var accepting = accepting(acceptor, ALL);
        try (var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                var line = dialler.dial(socket, TO_BRUNO, EnumSet.of(Protocol.CONTROL))) {
            var accepted = accepting.get(30, TimeUnit.SECONDS);
            accepted.out().write(1);
            assertThat(line.in().read()).isEqualTo(1);
            accepted.close();
        }
    }

    private Ends connect(Credential dialling, Credential answering, Set<Protocol> offered, Set<Protocol> spoken)
            throws Exception {
        var accepting = accepting(answering, spoken);
        var socket = new Socket(server.getInetAddress(), server.getLocalPort());
        try {
            var dialled = new MutualTls(credentials(dialling), Doors.open(), Clock.systemUTC())
                    .dial(socket, TO_BRUNO, offered);
            return new Ends(dialled, accepting.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            socket.close();
            throw (Exception) failed.getCause();
        } catch (Exception failed) {
            socket.close();
            throw failed;
        }
    }

    private CompletableFuture<SecureLine> accepting(Credential credential, Set<Protocol> spoken) {
        return accepting(new MutualTls(credentials(credential), Doors.open(), longAgo()), spoken);
    }

    private CompletableFuture<SecureLine> accepting(MutualTls tls, Set<Protocol> spoken) {
        var accepted = new CompletableFuture<SecureLine>();
        Thread.ofVirtual().start(() -> {
            try {
                accepted.complete(tls.accept(server.accept(), new ByteArrayInputStream(new byte[0]), spoken));
            } catch (IOException | RuntimeException failed) {
                accepted.completeExceptionally(failed);
            }
        });
        return accepted;
    }

    private static Credentials credentials(Credential credential) {
        return () -> Optional.of(credential);
    }

    /** A clock for those who use a certificate that has ended: they must not notice it themselves. */
    private static Clock longAgo() {
        return Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30));
    }

    private record Ends(SecureLine dialled, SecureLine accepted) {
        private void close() throws IOException {
            dialled.close();
            accepted.close();
        }
    }

    private static final class Shifting extends Clock {
        private final AtomicReference<Clock> clock;

        private Shifting(AtomicReference<Clock> clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return clock.get().instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.get().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
