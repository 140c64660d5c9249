package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Looks, answers and contacts on the page, as it is without script. */
@Served
class TalkTest {

    private static final AtomicLong NEXT = new AtomicLong(23_000);

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

    private String page() {
        return "/c/" + friend;
    }

    private String html() {
        return visitor.get(page()).body();
    }

    private Message friendWrites(String written) {
        house.writes(People.ANA, friend, clock.instant(), Markup.read(written));
        return newest();
    }

    private Message newest() {
        return messages().getFirst();
    }

    private List<Message> messages() {
        return ana.read(view -> view.dialogs().page(DialogId.with(friend), Optional.empty(), 100))
                .messages();
    }

    private void friendAnswers(Reference what, String words) {
        house.of(People.ANA)
                .arrivals()
                .arrived(new Arrival.NewMessage(
                                new Origin.Lan(MessageId.next(clock, new SecureRandom())),
                                DialogId.with(friend),
                                new Author.Them(friend),
                                clock.instant(),
                                new Body.Text(words))
                        .answering(Optional.of(what)));
    }

    @Test
    void whatIsWrittenWithMarksIsSentWithLooks() {
        visitor.post(page() + "/messages", Map.of("text", "a **bold** word"));

        assertThat(newest().body()).isEqualTo(Markup.read("a **bold** word"));
        assertThat(html()).contains("a <strong>bold</strong> word");
    }

    @Test
    void looksOfOthersAreShownAndTheListHasPlainWords() {
        friendWrites("__he__ ||dies||");

        assertThat(html()).contains("<em>he</em> <details class=\"spoiler\">").contains("he ▒▒▒");
    }

    @Test
    void editingShowsTheMarksAndReadsThemAgain() {
        visitor.post(page() + "/messages", Map.of("text", "**bold** and __not__"));
        await().until(() -> newest().cloudId().isPresent());
        assertThat(visitor.get(page() + "?edit=" + newest().id()).body()).contains(">**bold** and __not__</textarea>");

        visitor.post(page() + "/m/" + newest().id() + "/text", Map.of("text", "**bold** and ~~not~~"));

        assertThat(html()).contains("<strong>bold</strong> and <s>not</s>");
    }

    @Test
    void whatMarksCannotSayStaysAsItIsUnlessItIsTouched() {
        var text = new Body.Text(
                "one\ntwo", List.of(new Span(0, 7, new Style.Spoiler()), new Span(2, 3, new Style.Bold())));
        var sent = ana.correspondence().send(DialogId.with(friend), text);
        await().until(() -> newest().cloudId().isPresent());
        visitor.post(page() + "/m/" + sent.id() + "/text", Map.of("text", Markup.write(text)));
        assertThat(newest().body()).isEqualTo(text);
        assertThat(newest().edited()).isFalse();
    }

    @Test
    void aDraftStaysAsItWasTyped() {
        visitor.post(page() + "/draft", Map.of("text", "**half"));

        assertThat(html()).contains(">**half</textarea>");
        var marked = "**bold** ".repeat(500);
        visitor.post(page() + "/draft", Map.of("text", marked));
        assertThat(html()).contains(">" + marked + "</textarea>");
    }

    @Test
    void anAnswerSaysWhatItAnswersAndLeadsThere() {
        var question = friendWrites("who brings the **key**?");
        var asked = visitor.get(page() + "?answer=" + question.id()).body();
        assertThat(asked)
                .contains("name=\"answers\" form=\"write\" id=\"answers\" value=\"" + question.id() + "\"")
                .contains("Answer to");

        assertThat(visitor.get(page() + "/answering?to=" + question.id()).body())
                .contains("who brings the key?")
                .doesNotContain("<html", "<textarea");

        visitor.post(
                page() + "/messages",
                Map.of("text", "I do", "answers", question.id().toString()));

        assertThat(newest().answers()).isPresent();
        assertThat(html())
                .contains("href=\"" + page() + "?m=" + question.id() + "#m-" + question.id() + "\"")
                .contains("who brings the key?");
    }

    @Test
    void aFileAnswersAsWell() {
        var question = friendWrites("the plan?");
        var answer = visitor.send(visitor.from(page() + "/files")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-File-Name", "plan.txt")
                .header("X-Answers", question.id().toString())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("walls")));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(newest().answers()).isPresent();

        visitor.post(
                page() + "/files",
                "multipart/form-data; boundary=x",
                BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"answers\"\r\n\r\n" + question.id()
                                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.txt\"\r\n\r\nwalls\r\n--x--\r\n"));
        assertThat(messages())
                .hasSize(3)
                .filteredOn(message -> message.answers().isPresent())
                .hasSize(2);
    }

    @Test
    void whatIsAnsweredMayBeDeletedOrNotHere() {
        var question = friendWrites("who?");
        friendAnswers(new Reference.ById(question.id()), "me");
        assertThat(html()).contains("data-jump=\"" + question.id() + "\"");

        ana.correspondence().delete(question.id());
        friendAnswers(new Reference.ByCloudId(new CloudMessageId(987_654_321)), "me, too");

        assertThat(html())
                .containsPattern("class=\"quote gone\"[^>]*data-jump|data-jump[^>]*class=\"quote gone\"")
                .contains("A message that is not here");
    }

    @Test
    void wordsThatAnswerWhatIsDeletedMeanwhileAreNotLost() {
        var question = friendWrites("who?");
        ana.correspondence().delete(question.id());

        for (var answer : List.of(
                visitor.post(
                        page() + "/messages",
                        Map.of("text", "kept words", "answers", question.id().toString())),
                visitor.postPiece(
                        page() + "/messages",
                        Map.of("text", "kept words", "answers", question.id().toString())))) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains(">kept words</textarea>").contains("was deleted meanwhile");
        }
        assertThat(messages()).hasSize(1);
    }

    @Test
    void whatCannotBeMessageKeepsItsAnswer() {
        var question = friendWrites("who?");

        var refused = visitor.postPiece(
                page() + "/messages",
                Map.of("text", "y".repeat(4_097), "answers", question.id().toString()));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"" + question.id() + "\"");
    }

    @Test
    void theOthersAreToldThatThePersonWrites() {
        var cloud = house.cloudOf(People.ANA);
        assertThat(visitor.post(page() + "/typing", Map.of("on", "true")).statusCode())
                .isEqualTo(204);
        assertThat(cloud.typing()).contains(DialogId.with(friend));

        visitor.post(page() + "/typing", Map.of("on", "false"));
        assertThat(cloud.typing()).doesNotContain(DialogId.with(friend));
    }

    @Test
    void whoIsWritingStandsInTheHeaderAndInTheList() {
        house.of(People.ANA).arrivals().types(DialogId.with(friend), new Author.Them(friend), true);

        assertThat(html())
                .contains("id=\"y-" + friend + "\" dir=\"auto\">typing…</span>")
                .containsPattern("class=\"typing\">.*typing…");

        house.of(People.ANA).arrivals().types(DialogId.with(friend), new Author.Them(friend), false);
        assertThat(html())
                .contains("id=\"y-" + friend + "\" dir=\"auto\"></span>")
                .doesNotContain("class=\"typing\"");
    }

    @Test
    void withANameSomebodyBecomesAContact() {
        var opened = visitor.post("/new", Map.of("phone", "+5521990001002", "name", " Bruno da obra "));
        assertThat(opened.headers().firstValue("Location").orElseThrow()).endsWith("/c/1002");
        assertThat(ana.read(view -> view.contacts().find(People.BRUNO))
                        .orElseThrow()
                        .name())
                .isEqualTo("Bruno da obra");

        visitor.post(
                "/new", Map.of("phone", "+5521990001002", "name", People.bruno().name()));
        var refused = visitor.post("/new", Map.of("phone", "+5521990001002", "name", "x".repeat(65)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("at most 64 characters").contains("x".repeat(65));
    }
}
