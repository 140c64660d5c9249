package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class ChatPageTest {

    private static final AtomicLong NEXT = new AtomicLong(3_000);

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
        house.knows(People.ANA, new Contact(friend, "<b>Friend</b> & " + friend, Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        ana = messengers.find(People.ANA).orElseThrow();
        visitor = Visitor.signedIn(port, People.ANA);
    }

    private String page() {
        return "/c/" + friend;
    }

    private void friendWrites(String words) {
        house.writes(People.ANA, friend, clock.instant(), new Body.Text(words));
    }

    private List<Message> messages() {
        return ana.read(view -> view.dialogs().page(DialogId.with(friend), Optional.empty(), 100))
                .messages();
    }

    @Test
    void namesAndWordsOfOthersAreText() {
        friendWrites("\"><script>alert(1)</script>");

        var html = visitor.get(page()).body();

        assertThat(html)
                .contains("&lt;b&gt;Friend&lt;/b&gt; &amp; ")
                .contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<b>Friend")
                .doesNotContain("<script>");
    }

    @Test
    void noPageHoldsScriptOrStyle() {
        for (var path :
                List.of(page(), "/", "/new", "/neighbours", "/transfers", "/certificate", "/settings", "/sign-in")) {
            assertThat(visitor.get(path).body())
                    .as(path)
                    .contains("</html>")
                    .doesNotContainPattern("<script(?! src=)")
                    .doesNotContain("<style", " style=", " onclick=", " onload=");
        }
    }

    @Test
    void withoutScriptWordsAreSentAndThePageComesBack() {
        var answer = visitor.post(page() + "/messages", Map.of("text", "line one\r\nline two"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith(page() + "#m-" + messages().getFirst().id());
        assertThat(messages().getFirst().body()).isEqualTo(new Body.Text("line one\nline two"));
    }

    @Test
    void withScriptTheAnswerIsTheMessage() {
        var answer = visitor.postPiece(page() + "/messages", Map.of("text", "hello"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("id=\"m-" + messages().getFirst().id() + "\"")
                .contains("hx-swap-oob=\"morph\"")
                .doesNotContain("<html");
    }

    @Test
    void aTextThatIsTooLongStaysInTheComposer() {
        var text = "y".repeat(4_097);

        for (var answer : List.of(
                visitor.post(page() + "/messages", Map.of("text", text)),
                visitor.postPiece(page() + "/messages", Map.of("text", text)))) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains(text)
                    .contains("The text has 4,097 characters; at most 4,096 can be sent.");
        }
        assertThat(messages()).isEmpty();
    }

    @Test
    void aTextLongerThanAnyFormIsRefusedWithWords() {
        var text = "y".repeat(5_000_000);

        var page = visitor.post(page() + "/messages", Map.of("text", text));
        var piece = visitor.postPiece(page() + "/messages", Map.of("text", text));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("<html", "That is too much at once.");
        assertThat(piece.statusCode()).isEqualTo(413);
        assertThat(piece.headers().firstValue("HX-Reswap")).contains("none");
        assertThat(piece.body()).contains("That is too much at once.").doesNotContain("<html");
        assertThat(messages()).isEmpty();
    }

    @Test
    void aDraftIsKeptUntilItIsSent() {
        assertThat(visitor.post(page() + "/draft", Map.of("text", "half a tho")).statusCode())
                .isEqualTo(204);
        assertThat(visitor.get(page()).body()).contains(">half a tho</textarea>");
        assertThat(visitor.get("/").body()).contains("Draft:").contains("half a tho");

        visitor.post(page() + "/messages", Map.of("text", "half a thought"));

        assertThat(visitor.get(page()).body()).doesNotContain(">half a tho</textarea>");
    }

    @Test
    void historyComesInPagesOfFifty() {
        for (int i = 0; i < 120; i++) friendWrites("[" + i + "]");

        var newest = visitor.get(page()).body();
        assertThat(newest).contains("[119]", "[70]").doesNotContain("[69]");
        var older = newest.replaceAll("(?s).*hx-get=\"([^\"]*older[^\"]*)\".*", "$1");
        var before = visitor.get(older).body();
        assertThat(before)
                .contains("[69]", "[20]")
                .doesNotContain("[70]", "[19]")
                .doesNotContain("<html");
        assertThat(visitor.get(page() + "?before=" + older.split("before=")[1]).body())
                .contains("[69]", "To the newest messages");
    }

    @Test
    void aFoundMessageIsShownInItsPlace() {
        for (int i = 0; i < 120; i++) friendWrites("word" + i);
        var wanted = messages().get(90);

        var found = visitor.get("/?q=word29").body();
        assertThat(found).contains("<mark>word29</mark>");
        var there = visitor.get(page() + "?m=" + wanted.id()).body();
        assertThat(there)
                .contains("word29")
                .contains("entry found")
                .doesNotContain("id=\"m-" + messages().getFirst().id());
    }

    @Test
    void aSearchFindsPeopleByTheBeginningOfAnyWord() {
        assertThat(visitor.get("/?q=frie").body()).contains("&lt;b&gt;Friend&lt;/b&gt; &amp; " + friend);
        assertThat(visitor.get("/?q=nobodyiscalledso").body()).contains("Nothing was found.");
    }

    @Test
    void theListShowsWhoIsNearOnlyWhenTheyProvedIt() {
        house.comes(friend, 55, false);
        assertThat(row(visitor.get("/").body())).doesNotContain("near");
        assertThat(visitor.get("/?filter=near").body()).doesNotContain("&lt;b&gt;Friend&lt;/b&gt; &amp; " + friend);

        house.comes(friend, 55, true);
        assertThat(row(visitor.get("/").body())).contains(" near").contains("on this network");
        assertThat(visitor.get("/?filter=near").body()).contains("&lt;b&gt;Friend&lt;/b&gt; &amp; " + friend);
        house.goes(friend, 55);
    }

    private String row(String html) {
        return html.replaceAll("(?s).*<li id=\"d-" + friend + "\">(.*?)</li>.*", "$1");
    }

    @Test
    void unreadMessagesAreCountedUntilTheyAreSeen() {
        friendWrites("one");
        friendWrites("two");
        assertThat(row(visitor.get("/?filter=unread").body())).contains("2 unread");
        assertThat(visitor.get(page()).body()).contains("2 new messages");

        visitor.post(page() + "/seen", Map.of("upTo", messages().getFirst().id().toString()));

        assertThat(visitor.get("/?filter=unread").body()).doesNotContain("id=\"d-" + friend + "\"");
        assertThat(visitor.get(page()).body()).doesNotContain("new messages");
    }

    @Test
    void aMessageIsEditedInTheComposer() {
        visitor.post(page() + "/messages", Map.of("text", "helo"));
        await().until(() -> messages().getFirst().cloudId().isPresent());
        var id = messages().getFirst().id();

        assertThat(visitor.get(page() + "?edit=" + id).body()).contains(">helo</textarea>", "Editing a message");
        var answer = visitor.postPiece(page() + "/m/" + id + "/text", Map.of("text", "hello"));

        assertThat(answer.body()).contains("hello").contains("id=\"composer\"").contains("edited");
        assertThat(messages().getFirst().body()).isEqualTo(new Body.Text("hello"));
    }

    @Test
    void aMessageIsDeletedAndOneThatWaitsIsTakenBack() {
        friendWrites("theirs");
        var theirs = messages().getFirst().id();
        assertThat(visitor.postPiece(page() + "/m/" + theirs + "/deletion", Map.of())
                        .body())
                .contains("Message deleted");

        house.cloudOf(People.ANA).online(false);
        visitor.post(page() + "/messages", Map.of("text", "too early"));
        var mine = messages().getFirst().id();
        assertThat(visitor.postPiece(page() + "/m/" + mine + "/cancellation", Map.of())
                        .body())
                .contains("id=\"m-" + mine + "\"")
                .contains("hx-swap-oob=\"delete\"");
        assertThat(visitor.postPiece(page() + "/m/" + mine + "/cancellation", Map.of())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whyAMessageWaitsIsToldWhenSomebodyLooks() {
        house.cloudOf(People.ANA).online(false);
        visitor.post(page() + "/messages", Map.of("text", "later"));

        assertThat(visitor.get(page() + "/m/" + messages().getFirst().id() + "/badge")
                        .body())
                .contains("The cloud cannot be reached");
    }

    private Message fileFrom(String name, String type, byte[] bytes) throws IOException {
        try (var incoming = house.shelfOf(People.ANA).begin(FileName.from(name))) {
            incoming.write(ByteBuffer.wrap(bytes));
            house.writes(
                    People.ANA,
                    friend,
                    clock.instant(),
                    new Body.File(new SharedFile(FileName.from(name), type, incoming.seal())));
        }
        return messages().getFirst();
    }

    private static byte[] png() {
        return "\u0089PNG\r\n\u001a\nrest".getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPictureIsShownAndWhateverElseIsSaved() throws IOException {
        var picture = fileFrom("photo.png", "image/png", png());

        assertThat(visitor.get(page()).body()).contains("src=\"/files/" + picture.id() + "/picture\"");
        var shown = visitor.get("/files/" + picture.id() + "/picture").headers();
        assertThat(shown.firstValue("Content-Type")).hasValue("image/png");
        assertThat(shown.firstValue("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(shown.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        var saved = visitor.get("/files/" + picture.id()).headers();
        assertThat(saved.firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(saved.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "text/html", "image/png", "application/pdf"})
    void whatOnlySaysToBeAPictureIsNotShown(String type) throws IOException {
        var file = fileFrom("fake.png", type, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.US_ASCII));

        assertThat(visitor.get(page()).body()).doesNotContain("/files/" + file.id() + "/picture");
        assertThat(visitor.get("/files/" + file.id() + "/picture").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/files/" + file.id()).headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");
    }

    @Test
    void aFileOfSomebodyElseIsNotThere() throws IOException {
        var file = fileFrom("secret.txt", "text/plain", new byte[3]);

        assertThat(Visitor.signedIn(port, TestNode.BRUNO)
                        .get("/files/" + file.id())
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/files/..%2F..%2Fetc%2Fpasswd").statusCode()).isIn(400, 404);
    }

    @Test
    void partOfAFileCanBeAskedFor() throws IOException {
        var file = fileFrom("digits.txt", "text/plain", "0123456789".getBytes(StandardCharsets.US_ASCII));

        var part = visitor.send(visitor.from("/files/" + file.id()).header("Range", "bytes=3-5"));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/424242", "/c/0", "/c/nonsense", "/files/nonsense", "/nowhere", "/c/1002?m=nonsense"})
    void whatIsNotThereIsAPageThatHelps(String path) {
        var answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("There is nothing here.", "To the first page")
                .doesNotContain("Exception");
    }

    @Test
    void pagesSpeakTheReadersLanguage() {
        assertThat(visitor.speaking("pt-BR").get(page()).body())
                .contains("lang=\"pt-BR\"", "Enter envia, Shift+Enter quebra a linha");

        visitor.post("/settings", Map.of("theme", "dark", "language", "en"));
        assertThat(visitor.get(page()).body()).contains("lang=\"en\"", "data-theme=\"dark\"", "Enter sends");

        visitor.post("/settings", Map.of("theme", "auto", "language", "auto"));
        assertThat(visitor.get(page()).body()).contains("lang=\"pt-BR\"", "data-theme=\"auto\"");
    }

    @Test
    void aDialogIsBegunWithANumberOrRefusedInWords() {
        assertThat(visitor.post("/new", Map.of("phone", "+55 21 99000-1002"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/c/1002");
        assertThat(visitor.post("/new", Map.of("phone", "+5521990001001")).body())
                .contains("your own number");
        assertThat(visitor.post("/new", Map.of("phone", "+5521990000000")).body())
                .contains("Nobody who can be written to");
        assertThat(visitor.post("/new", Map.of("phone", "hello")).body())
                .contains("not an international telephone number");
        house.cloudOf(People.ANA).online(false);
        assertThat(visitor.post("/new", Map.of("phone", "+5521990001002")).body())
                .contains("The cloud cannot be reached");
    }

    @Test
    void ourOwnFilesAreCheckedByWhatIsInThem() {
        var first = visitor.get("/script/live.js");
        var tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(visitor.send(visitor.from("/script/live.js").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(visitor.get("/chimera.css").headers().firstValue("ETag")).isNotEqualTo(Optional.of(tag));
    }
}
