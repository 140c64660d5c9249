package io.chimera.core.store;

import static io.chimera.core.store.Samples.WITH_CLARA;
import static io.chimera.core.store.Samples.file;
import static io.chimera.core.store.Samples.fromAna;
import static io.chimera.core.store.Samples.fromAnaToClara;
import static io.chimera.core.store.Samples.fromBruno;
import static io.chimera.core.store.Samples.numbers;
import static io.chimera.core.store.Samples.withClara;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static io.chimera.core.testing.People.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store promises of search. */
abstract class SearchContract {

    abstract AccountStore store();

    @BeforeEach
    void writeThem() {
        store().alter(change -> {
            change.dialogs().save(withClara());
            change.dialogs().append(fromAna(1, "O coração da máquina"));
            change.dialogs().append(fromBruno(2, "Qual máquina?"));
            change.dialogs().append(fromAna(3, file("Relatório final.pdf")));
            change.dialogs().append(fromAnaToClara(4, "a máquina nova chegou"));
            change.dialogs().append(fromAna(5, "maquinaria pesada, não a outra"));
        });
    }

    @Test
    void aWordIsFoundWhateverItsAccentsAndCapitals() {
        assertThat(search("CORACAO")).containsExactly(1L);
        assertThat(search("coração")).containsExactly(1L);
    }

    @Test
    void wholeWordsComeBeforeBeginningsAndTheNewestFirstOfEach() {
        assertThat(search("maquina")).containsExactly(4L, 2L, 1L, 5L);
        assertThat(search("maqui")).containsExactly(5L, 4L, 2L, 1L);
    }

    @Test
    void allWordsMustBeThereInWhateverOrder() {
        assertThat(search("nova maquina")).containsExactly(4L);
        assertThat(search("maq cor")).containsExactly(1L);
        assertThat(search("maquina relatorio")).isEmpty();
    }

    @Test
    void oneLetterIsABeginningToo() {
        assertThat(search("q")).containsExactly(2L);
    }

    @Test
    void aFileIsFoundByItsName() {
        assertThat(search("relat final")).containsExactly(3L);
        assertThat(search("pdf")).containsExactly(3L);
    }

    @Test
    void aSearchWithinADialogStaysThere() {
        assertThat(searchIn(WITH_CLARA.value(), "maquina")).containsExactly(4L);
        assertThat(searchIn(WITH_BRUNO.value(), "maquina")).containsExactly(2L, 1L, 5L);
        assertThat(searchIn(-WITH_CLARA.value(), "maquina")).isEmpty();
    }

    @Test
    void aDialogsNumberIsNoWordOfItsMessages() {
        assertThat(search(WITH_BRUNO.toString())).isEmpty();
    }

    @Test
    void noMoreAreGivenThanWereAskedFor() {
        assertThat(searched("maquina", Optional.empty(), 2)).containsExactly(4L, 2L);
        assertThat(searched("maquina", Optional.empty(), 0)).containsExactly(4L);
    }

    @Test
    void anEditedMessageIsFoundByItsNewWordsOnly() {
        store().alter(change -> change.dialogs().edit(messageId(1), new Body.Text("O pulmão da fábrica")));
        assertThat(search("coracao")).isEmpty();
        assertThat(search("fabrica")).containsExactly(1L);
    }

    @Test
    void anErasedOrWithdrawnMessageIsNotFound() {
        store().alter(change -> {
            change.dialogs().erase(messageId(1));
            change.dialogs().erase(messageId(3));
            change.dialogs().withdraw(messageId(4));
        });
        assertThat(search("coracao")).isEmpty();
        assertThat(search("relatorio")).isEmpty();
        assertThat(search("nova")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\"", "*", "'", "()", "-", "a\0b\0", "^", "{text}:", "+", "\uD800", "ﷺ", "\"\"\"", "!!! ???",
            })
    void signsAreNeverAnError(String signs) {
        assertThat(search(signs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"maquina\"",
                "maquina*",
                "text:maquina",
                "maquina OR coracao",
                "NOT maquina",
                "maquina) (",
                "NEAR(maquina)",
                "- maquina",
                "^maquina",
                "dialog : maquina",
                "maquina AND",
                "\0maquina",
                "maquina;--",
            })
    void whatASearchLanguageWouldMeanBySomethingIsNotMeant(String words) {
        assertThat(search(words)).isSubsetOf(4L, 2L, 1L, 5L);
    }

    @Test
    void operatorsAreWordsLikeAnyOther() {
        store().alter(change -> change.dialogs().append(fromAna(6, "To be OR not to be")));
        assertThat(search("or")).containsExactly(6L);
        assertThat(search("NOT be")).containsExactly(6L);
        assertThat(search("maquina OR coracao")).isEmpty();
    }

    @Test
    void aVeryLongSearchIsNoError() {
        assertThat(search("maquina ".repeat(5_000))).startsWith(4L);
        assertThat(search("x".repeat(100_000))).isEmpty();
    }

    private List<Long> search(String words) {
        return searched(words, Optional.empty(), 50);
    }

    private List<Long> searchIn(long dialog, String words) {
        return searched(words, Optional.of(dialog), 50);
    }

    private List<Long> searched(String words, Optional<Long> dialog, int limit) {
        return numbers(store().read(view -> view.dialogs().search(words, dialog.map(DialogId::new), limit)));
    }
}
