package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.CloudCarrierContract;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome.HandedOver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection to Telegram does besides what every connection to the cloud does. */
abstract class TelegramContract extends CloudCarrierContract {

    /** Bruno sends a file, and words with it. */
    protected abstract void brunoSends(SharedFile file, String words) throws Exception;

    /** What the next message of Ana's answers is gone at Telegram, and TDLib does not know that yet. */
    protected abstract void theAnsweredIsGone();

    /** The first name and the last that Bruno has in Ana's contacts at Telegram. */
    protected abstract List<String> brunosNamesAtAnas();

    @Test
    void looksStayWithTheirWordsWhenThoseAreTrimmed() throws Exception {
        write(new Body.Text(" \r\n\tnow  bold ", List.of(new Span(9, 5, new Style.Bold()))), Optional.empty());
        await().until(() -> stage.brunoHas().size() == 1);
        assertThat(stage.brunosCopy("now  bold"))
                .isEqualTo(new Body.Text("now  bold", List.of(new Span(5, 4, new Style.Bold()))));
    }

    @Test
    void ourOwnOtherWordsStayAsTheyWereWritten() throws Exception {
        var id = write("plain");
        var other = new Body.Text(
                " \tnow  bold ", List.of(new Span(2, 3, new Style.Bold()), new Span(5, 7, new Style.Bold())));
        store.alter(change -> change.dialogs().edit(id, other));
        carry(parcel(new Cargo.Edit(new Target(id, find(id).cloudId()), other)));
        stage.brunoWrites("behind it");
        await().until(() -> words().contains("behind it"));
        assertThat(find(id).body()).isEqualTo(other);
    }

    /** TDLib refuses an address without a dot, and would make a false one of the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/",
                "http://chimera.example:99999",
                "mailto:ana@chimera.example",
                "tel:+5521990001001"
            })
    void aLinkThatTelegramDoesNotTakeMakesWayForItsWords(String address) throws Exception {
        var id = write(linked("write to me", address), Optional.empty());
        await().until(() -> stage.brunoHas().contains("write to me"));
        assertThat(stage.brunosCopy("write to me").spans()).containsExactly(new Span(0, 5, new Style.Bold()));

        var other = linked("Write to me", address);
        store.alter(change -> change.dialogs().edit(id, other));
        assertThat(carry(parcel(new Cargo.Edit(new Target(id, find(id).cloudId()), other))))
                .isInstanceOf(HandedOver.class);
        await().until(() -> stage.brunoHas().contains("Write to me"));
        assertThat(stage.brunosCopy("Write to me").spans()).containsExactly(new Span(0, 5, new Style.Bold()));
        stage.brunoWrites("behind it");
        await().until(() -> words().contains("behind it"));
        assertThat(find(id).body()).isEqualTo(other);
    }

    private static Body.Text linked(String words, String address) {
        return new Body.Text(words, List.of(new Span(0, 5, new Style.Bold()), new Span(9, 2, new Style.Link(address))));
    }

    @Test
    void aFileMayBeAnAnswer() throws Exception {
        var question = question();
        var photo = parcel(new Cargo.File(file("window.jpg", 300_000)));
        assertThat(carry(photo.answering(Reference.forCloud(question)))).isInstanceOf(HandedOver.class);
        await().until(() -> stage.brunoHas().contains("window.jpg"));
        assertThat(stage.answeredAtBrunos("window.jpg")).contains("which one?");
    }

    @Test
    void whoAnswersTheWordsOfAFileAnswersTheFile() throws Exception {
        brunoSends(file("estimate.pdf", 1_000), "is it too much?");
        await().until(() -> words().contains("is it too much?"));
        write(new Body.Text("not at all"), Optional.of(message("is it too much?")));
        await().until(() -> stage.brunoHas().contains("not at all"));
        assertThat(stage.answeredAtBrunos("not at all")).contains("estimate.pdf");
    }

    @Test
    void whatAnswersADeletedMessageIsSentAllTheSame() throws Exception {
        var question = question();
        stage.brunoDeletes("which one?");
        await().until(() -> find(question.id()).deleted());
        write(new Body.Text("the left one"), Optional.of(question));
        await().until(() -> stage.brunoHas().contains("the left one"));
        assertThat(stage.answeredAtBrunos("the left one")).isEmpty();
    }

    @Test
    void whatAnswersAMessageThatTelegramHasNoMoreIsSentAllTheSame() throws Exception {
        var question = question();
        theAnsweredIsGone();
        write(new Body.Text("the left one"), Optional.of(question));
        theAnsweredIsGone();
        var photo = parcel(new Cargo.File(file("window.jpg", 300_000)));
        assertThat(carry(photo.answering(Reference.forCloud(question)))).isInstanceOf(HandedOver.class);
        await().untilAsserted(() -> assertThat(stage.brunoHas()).containsExactly("the left one", "window.jpg"));
        assertThat(stage.answeredAtBrunos("the left one")).isEmpty();
        assertThat(stage.answeredAtBrunos("window.jpg")).isEmpty();
        assertThat(ana.sentSince(WITH_BRUNO, aMinuteAgo())).hasSize(2);
    }

    @Test
    void theLastWordOfANameIsTheSecondName() throws Exception {
        ana.add(brunosNumber(), " Bruno from the choir");
        assertThat(brunosNamesAtAnas()).containsExactly("Bruno from the", "choir");
        ana.add(brunosNumber(), "Bruno");
        assertThat(brunosNamesAtAnas()).containsExactly("Bruno", "");
    }

    @Test
    void nobodyIsToldThatAnaWritesWhereSheIsNot() {
        ana.types(new DialogId(-4_711), true);
        ana.types(new DialogId(4_711), true);
        assertThat(ana.online()).isTrue();
    }

    /** Bruno's, as Ana has it. */
    private Message question() throws Exception {
        stage.brunoWrites("which one?");
        await().until(() -> words().contains("which one?"));
        return message("which one?");
    }
}
