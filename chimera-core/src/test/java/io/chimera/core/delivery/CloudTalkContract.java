package io.chimera.core.delivery;

import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every connection to the cloud does with looks, answers, contacts, and people who are writing. */
public abstract class CloudTalkContract extends CloudScene {

    /** Every style once, with a character of two UTF-16 units before some, and one within another. */
    private static final Body.Text ALL_LOOKS = new Body.Text(
            "\uD83D\uDE80 bold, italic, under, struck, hidden, code, words both\nval x = 1\nquoted",
            List.of(
                    new Span(3, 4, new Style.Bold()),
                    new Span(9, 6, new Style.Italic()),
                    new Span(17, 5, new Style.Underlined()),
                    new Span(24, 6, new Style.Struck()),
                    new Span(32, 6, new Style.Spoiler()),
                    new Span(40, 4, new Style.Code()),
                    new Span(46, 10, new Style.Bold()),
                    new Span(46, 5, new Style.Link("https://chimera.example/a?b=c")),
                    new Span(57, 9, new Style.Block("kotlin")),
                    new Span(67, 6, new Style.Quote())));

    @Test
    void wordsKeepTheirLooksOnTheWayThere() throws Exception {
        write(ALL_LOOKS, Optional.empty());
        await().until(() -> stage.brunoHas().size() == 1);
        assertThat(stage.brunosCopy(ALL_LOOKS.text())).isEqualTo(ALL_LOOKS);
    }

    @Test
    void wordsKeepTheirLooksOnTheWayHere() throws Exception {
        stage.brunoWrites(ALL_LOOKS);
        await().untilAsserted(() ->
                assertThat(messages()).singleElement().extracting(Message::body).isEqualTo(ALL_LOOKS));
        assertThat(ana.before(WITH_BRUNO, Optional.empty(), 10))
                .singleElement()
                .satisfies(past -> assertThat(past.body()).isEqualTo(ALL_LOOKS));
    }

    @Test
    void anEditBringsItsLooks() throws Exception {
        var id = write("plain");
        var bold = new Body.Text("now bold", List.of(new Span(4, 4, new Style.Bold())));
        await().until(() -> stage.brunoHas().size() == 1);
        carry(parcel(new Cargo.Edit(new Target(id, find(id).cloudId()), bold)));
        await().until(() -> stage.brunoHas().contains("now bold"));
        assertThat(stage.brunosCopy("now bold")).isEqualTo(bold);
    }

    @Test
    void ourOwnWordsStayAsTheyWereWritten() throws Exception {
        var id = write(ALL_LOOKS, Optional.empty());
        stage.brunoWrites("behind it");
        await().until(() -> words().contains("behind it"));
        assertThat(find(id).body()).isEqualTo(ALL_LOOKS);
        assertThat(find(id).edited()).isFalse();
    }

    @Test
    void anAnswerNamesWhatItAnswersOnTheWayThere() throws Exception {
        stage.brunoWrites("coffee?");
        await().until(() -> words().contains("coffee?"));
        write(new Body.Text("yes"), Optional.of(message("coffee?")));
        write(new Body.Text("at ten"), Optional.of(message("yes")));
        await().until(() -> stage.brunoHas().size() == 2);
        assertThat(stage.answeredAtBrunos("yes")).contains("coffee?");
        assertThat(stage.answeredAtBrunos("at ten")).contains("yes");
    }

    @Test
    void anAnswerNamesWhatItAnswersOnTheWayHere() throws Exception {
        write("coffee?");
        await().until(() -> stage.brunoHas().size() == 1);
        stage.brunoAnswers("coffee?", "yes");
        await().until(() -> words().contains("yes"));
        stage.brunoAnswers("yes", "at ten");
        await().until(() -> words().contains("at ten"));

        assertThat(answered(message("yes"))).contains(message("coffee?"));
        assertThat(answered(message("at ten"))).contains(message("yes"));
        assertThat(ana.before(WITH_BRUNO, Optional.empty(), 10))
                .filteredOn(past -> past.answers().isPresent())
                .extracting(past -> past.answers().orElseThrow())
                .containsExactly(
                        Reference.forCloud(message("yes")).orElseThrow(),
                        Reference.forCloud(message("coffee?")).orElseThrow());
    }

    private Optional<Message> answered(Message message) {
        return store.read(
                view -> message.answers().flatMap(reference -> view.dialogs().message(WITH_BRUNO, reference)));
    }

    @Test
    void whoeverWritesIsSeenToWrite() throws Exception {
        stage.brunoTypes(true);
        await().untilAsserted(() -> assertThat(events.of(SomebodyTypes.class)).anySatisfy(news -> {
            assertThat(news.dialog()).isEqualTo(WITH_BRUNO);
            assertThat(news.author()).isEqualTo(new Author.Them(BRUNO));
            assertThat(news.on()).isTrue();
        }));
        stage.brunoTypes(false);
        await().untilAsserted(() ->
                assertThat(events.of(SomebodyTypes.class).getLast().on()).isFalse());
    }

    @Test
    void theOtherEndSeesThatAnaWrites() throws Exception {
        ana.types(WITH_BRUNO, true);
        await().until(stage::brunoSeesAnaType);
        ana.types(WITH_BRUNO, false);
        await().until(() -> !stage.brunoSeesAnaType());
    }

    @Test
    void aCloudThatIsDownIsNotToldThatAnaWritesAndNobodyMinds() throws Exception {
        stage.outage(true);
        await().until(() -> !ana.online());
        ana.types(WITH_BRUNO, true);
        stage.outage(false);
        await().until(ana::online);
    }

    @Test
    void somebodyIsPutIntoTheContactsUnderTheNameTheyAreToHave() throws Exception {
        assertThat(ana.add(brunosNumber(), "Bruno from the choir")).hasValueSatisfying(added -> {
            assertThat(added.id()).isEqualTo(BRUNO);
            assertThat(added.name()).isEqualTo("Bruno from the choir");
            assertThat(added.phone()).contains(brunosNumber());
        });
    }

    @Test
    void whoIsNotInTheCloudIsNotPutIntoTheContacts() throws Exception {
        assertThat(ana.add(new PhoneNumber("+5521000000000"), "Nobody")).isEmpty();
    }

    @Test
    void aCloudThatIsDownTakesNoContacts() throws Exception {
        stage.outage(true);
        await().until(() -> !ana.online());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ana.add(brunosNumber(), "Bruno"));
    }
}
