package io.chimera.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.testing.People;
import io.chimera.core.transfer.Progress;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class LiveTest {

    private static final AtomicLong NEXT = new AtomicLong(5_000);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private Messenger ana;
    private Visitor visitor;

    @BeforeEach
    void aFriend() {
        house.knows(People.ANA, new Contact(friend, "Friend " + friend, Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        ana = messengers.find(People.ANA).orElseThrow();
        visitor = Visitor.signedIn(port, People.ANA);
    }

    private DialogId dialog() {
        return DialogId.with(friend);
    }

    private long revision() {
        return ana.read(view -> view.dialogs().revision()).value();
    }

    private Listener listener(long cursor, String... shown) {
        return Listener.toDialog(visitor, port, dialog().value(), cursor, shown);
    }

    private void friendWrites(String words) {
        house.writes(People.ANA, friend, clock.instant(), new Body.Text(words));
    }

    @Test
    void whatComesInIsShownWithoutAReload() {
        try (var page = listener(revision())) {
            friendWrites("good morning");

            page.hears("good morning");
            assertThat(page.entries()).hasSize(1);
            assertThat(page.news()).anyMatch(html -> html.contains("id=\"rows\"") && html.contains("1 unread"));
        }
    }

    @Test
    void aPageThatWasAwayGetsWhatItMissed() {
        long before = revision();
        friendWrites("one");
        friendWrites("two");
        try (var page = listener(before)) {
            page.hears("two");
            assertThat(page.entries()).hasSize(2);
            await().until(() -> page.cursor() == revision());

            friendWrites("three");
            page.hears("three");
        }
        long then = revision();
        friendWrites("four");
        try (var again = listener(then)) {
            again.hears("four");
            assertThat(again.entries()).as("the new one, and the one before it").hasSize(2);
        }
    }

    @Test
    void twoPagesOfOnePersonShowTheSame() {
        try (var one = listener(revision());
                var other = listener(revision())) {
            var sent = ana.correspondence().send(dialog(), new Body.Text("to both"));
            friendWrites("an answer");
            one.hears("an answer");
            other.hears("an answer");
            ana.correspondence().seen(dialog(), newest());

            await().until(() -> one.cursor() == revision() && other.cursor() == revision());
            assertThat(one.entries()).isEqualTo(other.entries()).hasSize(2);
            assertThat(one.entries().get(sent.id().toString())).contains("data-s=\"sent\"");
        }
    }

    private MessageId newest() {
        return ana.read(view -> view.dialogs().page(dialog(), Optional.empty(), 1))
                .messages()
                .getFirst()
                .id();
    }

    @Test
    void aBurstOfMessagesIsNotABurstOfRenderings() {
        try (var page = listener(revision())) {
            page.hears("id=\"rows\"");
            int before = page.news().size();

            for (int i = 0; i < 300; i++) friendWrites("message " + i);

            page.hears("message 299");
            await().until(() -> page.cursor() == revision());
            assertThat(page.news().size() - before).isLessThan(100);
            assertThat(page.entries().values()).anyMatch(entry -> entry.contains("message 150"));
        }
    }

    @Test
    void aPageThatMissedTooMuchIsShownAnew() {
        long before = revision();
        for (int i = 0; i < 1_100; i++) friendWrites("message " + i);

        try (var page = listener(before)) {
            page.hears("message 1099");
            assertThat(page.news()).anyMatch(html -> html.contains("id=\"flow\"") && html.contains("id=\"older\""));
            assertThat(page.entries().size()).isLessThan(60);
            await().until(() -> page.cursor() == revision());
        }
    }

    @Test
    void aDialogThatGrowsAtItsBeginningStaysAsItIsShown() {
        friendWrites("today");
        try (var page = listener(revision())) {
            house.storeOf(People.ANA).alter(change -> {
                change.dialogs().prepend(longAgo(), Instant.EPOCH);
                change.record(new DialogChanged(People.ANA, clock.instant(), dialog()));
            });

            page.hears("long ago");
            assertThat(page.news()).noneMatch(html -> html.contains("id=\"flow\""));
            await().until(() -> page.cursor() == revision());
        }
    }

    private Message longAgo() {
        var travel = new Travel(Way.CLOUD, Optional.empty(), Instant.EPOCH, 1);
        return new Message(
                MessageId.next(clock, new SecureRandom()),
                dialog(),
                new Author.Them(friend),
                Instant.EPOCH,
                new Body.Text("long ago"),
                Fate.arrived(travel),
                false,
                Optional.empty());
    }

    @Test
    void aMessageThatIsTakenBackDisappears() {
        house.cloudOf(People.ANA).online(false);
        try (var page = listener(revision())) {
            var sent = ana.correspondence().send(dialog(), new Body.Text("too early"));
            page.hears("too early");

            assertThat(ana.cancel(sent.id())).isTrue();

            await().until(() -> page.entries().isEmpty());
        }
    }

    @Test
    void aMessageTakenBackWhileThePageWasAwayDisappearsToo() {
        house.cloudOf(People.ANA).online(false);
        var sent = ana.correspondence().send(dialog(), new Body.Text("too early"));
        long before = revision();
        assertThat(ana.cancel(sent.id())).isTrue();

        try (var page = listener(before, sent.id().toString())) {
            page.hears("id=\"m-" + sent.id() + "\" hx-swap-oob=\"delete\"");
        }
    }

    @Test
    void aMessageThatComesByBothWaysStandsThereOnce() {
        var arrivals = house.of(People.ANA).arrivals();
        var theirs = new Author.Them(friend);
        var words = new Body.Text("by both ways");
        var straight = new Origin.Lan(MessageId.next(clock, new SecureRandom()));
        try (var page = listener(revision())) {
            arrivals.arrived(new Arrival.NewMessage(
                    new Origin.Cloud(new CloudMessageId(7)), dialog(), theirs, clock.instant(), words));
            page.hears("by both ways");

            arrivals.arrived(new Arrival.NewMessage(straight, dialog(), theirs, clock.instant(), words)
                    .perhapsInCloud(clock.instant()));

            await().until(() ->
                    page.entries().keySet().equals(Set.of(straight.id().toString())));
        }
    }

    @Test
    void whoIsWritingIsShownUntilTheyStopOrTheirMessageComes() {
        var arrivals = house.of(People.ANA).arrivals();
        try (var page = listener(revision())) {
            page.hears("id=\"rows\"");
            int before = page.news().size();

            for (int i = 0; i < 20; i++) arrivals.types(dialog(), new Author.Them(friend), true);
            page.hears("dir=\"auto\" hx-swap-oob=\"true\">typing…</span>").hears("class=\"typing\"");
            assertThat(page.news().size() - before)
                    .as("said again, it is no news")
                    .isLessThan(3);
            assertThat(page.news().subList(before, page.news().size()))
                    .as("the list stays as it is")
                    .noneMatch(html -> html.contains("id=\"rows\""));

            friendWrites("here it is");
            page.hears("id=\"y-" + friend + "\" dir=\"auto\" hx-swap-oob=\"true\"></span>");

            arrivals.types(dialog(), new Author.Them(friend), true);
            await().until(() -> page.news().getLast().contains("typing…"));
            arrivals.types(dialog(), new Author.Them(friend), false);
            await().until(() -> !page.news().getLast().contains("typing…"));
        }
    }

    @Test
    void whoSaysNothingMoreIsNotWritingForLong() {
        try (var page = listener(revision())) {
            house.of(People.ANA).arrivals().types(dialog(), new Author.Them(friend), true);
            page.hears("typing…");

            await().until(() -> page.news()
                    .getLast()
                    .contains("id=\"y-" + friend + "\" dir=\"auto\" hx-swap-oob=\"true\"></span>"));
        }
    }

    @Test
    void anAnswerSaysWhenWhatItAnswersIsDeleted() {
        friendWrites("who?");
        var question = newest();
        try (var page = listener(revision(), question.toString())) {
            var answer = ana.correspondence().send(dialog(), new Body.Text("me"), Optional.of(question));
            page.hears("data-jump=\"" + question);

            ana.correspondence().delete(question);

            await().until(() ->
                    page.entries().getOrDefault(answer.id().toString(), "").contains("quote gone"));
        }
    }

    @Test
    void theHeaderFollowsWhoIsNear() {
        try (var page = listener(revision())) {
            page.hears("Through the cloud");
            house.comes(friend, 77, true);
            page.hears("On this network, direct");
            house.goes(friend, 77);
            await().until(() -> page.news().getLast().contains("Through the cloud"));
        }
    }

    @Test
    void aFileOnItsWayMovesAndIsGoneWhenItIsOver() throws IOException {
        try (var page = listener(revision());
                var transfer = house.of(People.ANA)
                        .transfers()
                        .begin(
                                MessageId.parse("01900000-0000-7000-8000-000000000001"),
                                dialog(),
                                Progress.Direction.IN,
                                Way.LAN,
                                FileName.from("film.mp4"),
                                1_000)) {
            page.hears("film.mp4");
            transfer.moved(500);
            transfer.close();
            await().until(() -> page.news().getLast().contains("id=\"arriving\"")
                    && !page.news().getLast().contains("film.mp4"));
        }
    }

    @Test
    void otherPagesAreKeptTrueAsWell() {
        var stranger = new ContactId(NEXT.incrementAndGet());
        try (var neighbours = Listener.toPage(visitor, port, "neighbours");
                var transfers = Listener.toPage(visitor, port, "transfers")) {
            neighbours.hears("id=\"nearby\"");
            transfers.hears("id=\"transfers\"");

            house.comes(stranger, 78, false);
            neighbours.hears("Claims to be somebody with the id " + stranger);
            house.goes(stranger, 78);
        }
    }

    @Test
    void newsOfOnePersonIsNotToldToAnother() {
        try (var bruno = Listener.toDialog(Visitor.signedIn(port, TestNode.BRUNO), port, friend.telegramUser(), 0);
                var page = listener(revision())) {
            friendWrites("for Ana only");

            page.hears("for Ana only");
            assertThat(bruno.news()).noneMatch(html -> html.contains("for Ana only"));
        }
    }

    @Test
    void whatAStrangerWroteIsTextInThePage() {
        try (var page = listener(revision())) {
            friendWrites("<script>alert(1)</script><img src=x onerror=alert(1)>");

            page.hears("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
            assertThat(page.news()).noneMatch(html -> html.contains("<script") || html.contains("<img"));
        }
    }

    @Test
    void signingOutClosesWhatTheBrowserHasOpen() {
        try (var page = listener(revision())) {
            page.hears("id=\"rows\"");

            visitor.post("/sign-out", Map.of());

            await().until(() -> page.closed().isPresent());
            assertThat(page.closed()).hasValue(1008);
        }
    }

    @Test
    void nobodyListensWithoutASessionOrFromAnotherSite() {
        var address = URI.create("ws://localhost:" + port + "/live");
        var silent = new WebSocket.Listener() {};

        assertThatThrownBy(() -> new Visitor(port)
                        .http()
                        .newWebSocketBuilder()
                        .header("Origin", "http://localhost:" + port)
                        .buildAsync(address, silent)
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> visitor.http()
                        .newWebSocketBuilder()
                        .header("Cookie", visitor.cookie())
                        .header("Origin", "http://localhost:1")
                        .buildAsync(address, silent)
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void aPageThatTalksNonsenseIsCut() {
        try (var page = listener(revision())) {
            page.says("{\"page\":\"chat\",\"cursor\":-1}");
            await().until(() -> page.closed().isPresent());
        }
        try (var page = Listener.toPage(visitor, port, "nowhere")) {
            await().until(() -> page.closed().isPresent());
        }
    }

    @Test
    void aPageThatDoesNotReadIsCutAndHoldsNothingUp() throws IOException {
        try (var deaf = new Socket();
                var page = listener(revision())) {
            deaf.setReceiveBufferSize(4 * 1024);
            deaf.connect(new InetSocketAddress("127.0.0.1", port));
            deaf.getOutputStream().write(handshake().getBytes(StandardCharsets.US_ASCII));
            deaf.getOutputStream()
                    .write(masked("{\"page\":\"chat\",\"cursor\":" + revision() + ",\"facts\":{\"dialog\":\"" + dialog()
                            + "\",\"tail\":\"1\"},\"shown\":[]}"));
            deaf.getOutputStream().flush();
            var long4k = "x".repeat(4_000);

            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (int i = 0; i < 5; i++) friendWrites(long4k);
                return isCut(deaf);
            });
            friendWrites("still here");
            page.hears("still here");
        }
    }

    /** A byte that cannot be sent any more tells that the other side has gone. */
    private static boolean isCut(Socket socket) {
        try {
            socket.getOutputStream().write(masked("{\"page\":\"chat\",\"cursor\":0,\"facts\":{},\"shown\":[]}"));
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private String handshake() {
        return "GET /live HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://localhost:"
                + port + "\r\nCookie: " + visitor.cookie() + "\r\n\r\n";
    }

    /** A text frame of a client (RFC 6455 §5.2), masked with zeros. */
    private static byte[] masked(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(8 + payload.length);
        frame.put((byte) 0x81)
                .put((byte) (0x80 | 126))
                .putShort((short) payload.length)
                .putInt(0)
                .put(payload);
        return frame.array();
    }
}
