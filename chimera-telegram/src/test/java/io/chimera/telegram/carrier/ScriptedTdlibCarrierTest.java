package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.file.SharedFile;
import io.chimera.core.testing.People;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every connection to the cloud does, by Telegram's over a TDLib that plays a script. */
@Timeout(60)
class ScriptedTdlibCarrierTest extends TelegramContract {

    @Override
    protected CloudStage open() throws Exception {
        var script = new ScriptedTelegram(
                new ScriptedTelegram.Person(
                        People.ANA.telegramUser(),
                        "Ana",
                        "Figueira",
                        digits(People.ana().phone().orElseThrow().e164())),
                new ScriptedTelegram.Person(
                        People.BRUNO.telegramUser(),
                        "Bruno",
                        "Tavares",
                        digits(brunosNumber().e164())),
                folder.resolve("tdlib-files"),
                clock);
        var sessions = new TdSessions(
                () -> TdEngine.start(script, folder.resolve("tdlib.log"), () -> {}), new Wire.Direct(), "test");
        var hers = new AnasTelegram(folder, arrivals, transfers, events, clock);
        hers.database(); // she has signed in
        var carrier = hers.connect(sessions);
        Awaitility.await().until(carrier::online);
        carrier.lookUp(brunosNumber());
        return new Stage(script, sessions, carrier);
    }

    @Override
    protected String asTheCloudHas(String words) {
        return AnasTelegram.cleaned(words);
    }

    @Override
    protected boolean takesEmptyFiles() {
        return false;
    }

    private static String digits(String e164) {
        return e164.substring(1);
    }

    @Override
    protected void brunoSends(SharedFile file, String words) throws Exception {
        script().brunoSends(
                        file.name().value(), Files.readAllBytes(file.content().path()), words);
    }

    @Override
    protected void theAnsweredIsGone() {
        script().losesTheAnswered();
    }

    @Override
    protected List<String> brunosNamesAtAnas() {
        return script().brunosNames();
    }

    @Test
    void whatTdlibDoesNotHaveIsFetchedBeforeItIsAnswered() throws Exception {
        stage.brunoWrites("coffee?");
        await().until(() -> words().contains("coffee?"));
        script().forgets("coffee?");
        write(new Body.Text("yes"), Optional.of(message("coffee?")));
        assertThat(stage.answeredAtBrunos("yes")).contains("coffee?");
    }

    @Test
    void whoWritesInAGroupIsNamed() throws Exception {
        var group = script().found("Choir", false);
        await().until(() -> store.read(view -> view.dialogs().find(new DialogId(group.id())))
                .isPresent());
        var clara = new ScriptedTelegram.Person(People.CLARA.telegramUser(), "Clara", "Menezes", "5521990001003");
        script().acts(group, clara, "chatActionTyping");
        await().untilAsserted(() -> assertThat(events.of(SomebodyTypes.class))
                .extracting(SomebodyTypes::dialog, SomebodyTypes::author, SomebodyTypes::on)
                .containsExactly(tuple(new DialogId(group.id()), new Author.Them(People.CLARA), true)));
        assertThat(store.<Optional<String>>read(view -> view.bylines().find(new Author.Them(People.CLARA))))
                .contains("Clara Menezes");
        script().acts(group, clara, "chatActionUploadingPhoto");
        await().until(() -> !events.of(SomebodyTypes.class).getLast().on());
    }

    @Test
    void whyNobodyIsPutIntoTheContactsIsSaid() {
        script().refusesContacts(429, "Too Many Requests: retry after 100");
        assertRefused("try again in 2 minutes");
        script().refusesContacts(400, "The method is not available to bots");
        assertRefused("a bot has no contacts");
        script().refusesContacts(400, "Something at /home/ana");
        assertRefused("does not take the contact (400)");
        script().refusesContacts(400, "CONTACT_NAME_EMPTY");
        assertRefused("does not take the contact (CONTACT_NAME_EMPTY)");
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ana.add(brunosNumber(), "Bruno"))
                .withMessageContaining(why);
    }

    private ScriptedTelegram script() {
        return ((Stage) stage).script();
    }

    private record Stage(ScriptedTelegram script, TdSessions sessions, TdlibCarrier carrier) implements CloudStage {

        @Override
        public CloudCarrier ana() {
            return carrier;
        }

        @Override
        public void brunoWrites(String text) {
            script.brunoWrites(text);
        }

        @Override
        public void brunoWrites(Body.Text text) {
            script.brunoWrites(ScriptedText.of(text));
        }

        @Override
        public void brunoAnswers(String words, String text) {
            script.brunoAnswers(words, text);
        }

        @Override
        public void brunoTypes(boolean on) {
            script.brunoTypes(on);
        }

        @Override
        public void brunoSends(SharedFile file) throws Exception {
            script.brunoSends(
                    file.name().value(), Files.readAllBytes(file.content().path()), "");
        }

        @Override
        public void brunoEdits(String was, String is) {
            script.brunoEdits(was, is);
        }

        @Override
        public void brunoDeletes(String text) {
            script.brunoDeletes(text);
        }

        @Override
        public void brunoDeletesTheFile(String name) {
            script.brunoDeletesTheFile(name);
        }

        @Override
        public void brunoSees(String text) {
            script.brunoSees(text);
        }

        @Override
        public Crowd foundGroup(String title) {
            return new There(script, script.found(title, false));
        }

        @Override
        public Crowd openChannel(String title) {
            return new There(script, script.found(title, true));
        }

        @Override
        public List<String> brunoHas() {
            return script.brunoHas();
        }

        @Override
        public Body.Text brunosCopy(String words) {
            return script.brunosCopy(words).body();
        }

        @Override
        public Optional<String> answeredAtBrunos(String words) {
            return script.answeredAtBrunos(words);
        }

        @Override
        public boolean brunoSeesAnaType() {
            return script.brunoSeesAnaType();
        }

        @Override
        public Optional<String> brunoKnowsSeen() {
            return script.brunoKnowsSeen();
        }

        @Override
        public void outage(boolean on) {
            script.outage(on);
            if (on) Awaitility.await().until(() -> !carrier.online());
        }

        @Override
        public void blocked(boolean on) {
            script.blocked(on);
        }

        @Override
        public void losesAnswers(boolean on) {
            script.holdAnswers(on);
        }

        @Override
        public void close() {
            carrier.close();
            sessions.close();
            script.close();
        }
    }

    private record There(ScriptedTelegram script, ScriptedTelegram.Room room) implements Crowd {

        @Override
        public DialogId id() {
            return new DialogId(room.id());
        }

        @Override
        public void brunoWrites(String text) {
            script.writes(room, script.bruno(), text);
        }

        @Override
        public void claraWrites(String text) {
            var clara = new ScriptedTelegram.Person(People.CLARA.telegramUser(), "Clara", "Menezes", "5521990001003");
            script.writes(room, clara, text);
        }

        @Override
        public void brunoEdits(String was, String is) {
            script.brunoEdits(was, is);
        }

        @Override
        public void brunoDeletes(String text) {
            script.brunoDeletes(text);
        }

        @Override
        public List<String> brunoHas() {
            return script.brunoHas(room);
        }

        @Override
        public void removesAna() {
            script.removesAna(room);
        }

        @Override
        public void advertises(String title, String text, String link) {
            script.advertises(title, text, link);
        }

        @Override
        public Advertised advertised() {
            return new Advertised(script.timesTold("seen"), script.timesTold("clicked"), script.timesTold("reported"));
        }
    }
}
