package io.chimera.telegram.carrier;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.SharedFile;
import io.chimera.core.testing.People;
import io.chimera.telegram.fake.Addressee;
import io.chimera.telegram.fake.Broadcast;
import io.chimera.telegram.fake.Person;
import io.chimera.telegram.fake.WithFakeTelegram;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every connection to the cloud does, by Telegram's over the genuine TDLib. Its other end is on this computer. */
@WithFakeTelegram
class TdlibCarrierTest extends TelegramContract {

    /** TDLib tries to reach Telegram again after pauses of up to sixteen seconds. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(AnasTelegram.PATIENCE);
    }

    @AfterAll
    static void beAsBefore() {
        Awaitility.reset();
    }

    @Override
    protected CloudStage open() throws Exception {
        return new Stage(FakeStage.open(new AnasTelegram(folder, arrivals, transfers, events, clock)));
    }

    @Override
    protected String asTheCloudHas(String words) {
        return AnasTelegram.cleaned(words);
    }

    @Override
    protected boolean takesEmptyFiles() {
        return false;
    }

    @Override
    protected void brunoSends(SharedFile file, String words) throws Exception {
        var telegram = telegram();
        telegram.bruno.sends(
                telegram.ana,
                file.name().value(),
                Files.readAllBytes(file.content().path()),
                words);
    }

    @Override
    protected void theAnsweredIsGone() {
        telegram().fake.refuseNextAnswer(telegram().ana);
    }

    @Override
    protected List<String> brunosNamesAtAnas() {
        return telegram().ana.names(telegram().bruno);
    }

    private FakeStage telegram() {
        return ((Stage) stage).telegram();
    }

    private record Stage(FakeStage telegram) implements CloudStage {

        @Override
        public CloudCarrier ana() {
            return telegram.carrier();
        }

        @Override
        public void brunoWrites(String text) {
            telegram.bruno.writes(telegram.ana, text);
        }

        @Override
        public void brunoWrites(Body.Text text) {
            telegram.bruno.writes(telegram.ana, text.text(), Entities.of(text));
        }

        @Override
        public void brunoAnswers(String words, String text) {
            telegram.bruno.answers(telegram.ana, words, text);
        }

        @Override
        public void brunoTypes(boolean on) {
            if (on) telegram.bruno.types(telegram.ana);
            else telegram.bruno.stopsTyping(telegram.ana);
        }

        @Override
        public void brunoSends(SharedFile file) throws Exception {
            telegram.bruno.sends(
                    telegram.ana,
                    file.name().value(),
                    Files.readAllBytes(file.content().path()));
        }

        @Override
        public void brunoEdits(String was, String is) {
            telegram.bruno.edits(was, is);
        }

        @Override
        public void brunoDeletes(String text) {
            telegram.bruno.deletes(text);
        }

        @Override
        public void brunoDeletesTheFile(String name) {
            telegram.bruno.deletes(name);
        }

        @Override
        public void brunoSees(String text) {
            telegram.bruno.sees(telegram.ana, text);
        }

        @Override
        public Crowd foundGroup(String title) {
            var clara = telegram.fake.addPerson(People.CLARA.telegramUser(), "+5521990001003", "Clara Menezes");
            var group = telegram.fake.addGroup(title, telegram.bruno, telegram.ana, clara);
            var id = new DialogId(-group.id());
            return new There(telegram, id, group, clara, () -> group.removes(telegram.ana));
        }

        @Override
        public Crowd openChannel(String title) {
            var channel = telegram.fake.addChannel(title, telegram.bruno);
            channel.takesIn(telegram.ana);
            var id = new DialogId(channel.chatId());
            return new There(telegram, id, channel, telegram.bruno, () -> channel.removes(telegram.ana));
        }

        @Override
        public List<String> brunoHas() {
            return telegram.bruno.has(telegram.ana);
        }

        @Override
        public Body.Text brunosCopy(String words) {
            return Entities.read(words, telegram.bruno.hasLooks(telegram.ana, words));
        }

        @Override
        public Optional<String> answeredAtBrunos(String words) {
            return telegram.bruno.hasAnswered(telegram.ana, words);
        }

        @Override
        public boolean brunoSeesAnaType() {
            return telegram.bruno.seesTyping(telegram.ana);
        }

        @Override
        public Optional<String> brunoKnowsSeen() {
            return telegram.bruno.knowsSeen(telegram.ana);
        }

        /** TDLib may take a moment to see that nobody is there any more. */
        @Override
        public void outage(boolean on) {
            telegram.fake.outage(on);
            if (on) Awaitility.await().until(() -> !ana().online());
        }

        @Override
        public void blocked(boolean on) {
            telegram.fake.refuse(telegram.ana, telegram.bruno, on);
        }

        @Override
        public void losesAnswers(boolean on) {
            telegram.fake.holdAnswers(on);
        }

        @Override
        public void close() throws Exception {
            telegram.close();
        }
    }

    /** @param other who writes there besides Bruno; nobody in a channel */
    private record There(FakeStage telegram, DialogId id, Addressee place, Person other, Runnable removal)
            implements Crowd {

        @Override
        public void brunoWrites(String text) {
            telegram.bruno.writes(place, text);
        }

        @Override
        public void claraWrites(String text) {
            other.writes(place, text);
        }

        @Override
        public void brunoEdits(String was, String is) {
            telegram.bruno.edits(was, is);
        }

        @Override
        public void brunoDeletes(String text) {
            telegram.bruno.deletes(text);
        }

        @Override
        public List<String> brunoHas() {
            return telegram.bruno.has(place);
        }

        @Override
        public void removesAna() {
            removal.run();
        }

        @Override
        public void advertises(String title, String text, String link) {
            ((Broadcast) place).advertises(title, text, link);
        }

        @Override
        public Advertised advertised() {
            var channel = (Broadcast) place;
            return new Advertised(
                    channel.advertisementsSeen(), channel.advertisementsClicked(), channel.advertisementsReported());
        }
    }
}
