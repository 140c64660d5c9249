package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static io.chimera.lab.testing.LabTown.CLARA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudCarrierContract;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.Gathering;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.NewAd;
import io.chimera.lab.api.NewGathering;
import io.chimera.lab.api.Sending;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What every connection to the cloud does, by the lab's over its real server. Bruno is a second node. */
class LabCloudTest extends CloudCarrierContract {

    @Override
    protected CloudStage open() throws Exception {
        var town = LabTown.open(folder, clock);
        var lines = town.lines("ana");
        var anas = new LabClouds(lines, events, clock).open(ANA, arrivals, transfers);
        var bruno = new LabNode("bruno", BRUNO, town, folder);
        bruno.store.alter(change -> change.dialogs().save(new Dialog.Direct(ANA.asContact(), "Ana")));
        return new Stage(town, anas, lines, bruno);
    }

    private record Stage(LabTown town, CloudCarrier ana, LabLines lines, LabNode bruno) implements CloudStage {

        @Override
        public void brunoWrites(String text) throws Exception {
            bind(bruno.carry(ANA, new Cargo.Text(new Body.Text(text))), new Body.Text(text));
        }

        @Override
        public void brunoWrites(Body.Text text) throws Exception {
            bind(bruno.carry(ANA, new Cargo.Text(text)), text);
        }

        @Override
        public void brunoAnswers(String words, String text) throws Exception {
            await().until(() -> bruno.words(ANA).contains(words));
            var answered = bruno.target(ANA, words).cloudId().<Reference>map(Reference.ByCloudId::new);
            var parcel = bruno.parcel(ANA, new Cargo.Text(new Body.Text(text))).answering(answered);
            bind(bruno.cloud.carry(List.of(parcel)).getFirst(), new Body.Text(text));
        }

        @Override
        public void brunoTypes(boolean on) {
            bruno.cloud.types(DialogId.with(ANA.asContact()), on);
        }

        @Override
        public Body.Text brunosCopy(String words) {
            return bruno.dialog(ANA).stream()
                    .map(Message::body)
                    .filter(Body.Text.class::isInstance)
                    .map(Body.Text.class::cast)
                    .filter(body -> body.text().equals(words))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Optional<String> answeredAtBrunos(String words) {
            var answer = bruno.dialog(ANA).stream()
                    .filter(message -> message.body().equals(new Body.Text(words)))
                    .findFirst()
                    .orElseThrow();
            return bruno.store
                    .<Optional<Message>>read(view ->
                            answer.answers().flatMap(reference -> view.dialogs().message(answer.dialog(), reference)))
                    .map(message -> ((Body.Text) message.body()).text());
        }

        @Override
        public boolean brunoSeesAnaType() {
            var told = bruno.events.of(SomebodyTypes.class);
            return !told.isEmpty() && told.getLast().on();
        }

        @Override
        public void brunoSends(SharedFile file) throws Exception {
            bind(bruno.sends(ANA, file), new Body.File(file));
        }

        /** As Bruno's courier would: what he sent is in his store, under the cloud's id. */
        private void bind(Object outcome, Body body) {
            assertThat(outcome).isInstanceOf(HandedOver.class);
            var taken = (HandedOver) outcome;
            bruno.store.alter(change -> {
                var dialog = DialogId.with(ANA.asContact());
                change.dialogs()
                        .append(new Message(
                                new MessageId(UUID.randomUUID()),
                                dialog,
                                new Author.Me(),
                                taken.at(),
                                body,
                                Fate.queued().with(Tick.SENT),
                                false,
                                Optional.of(taken.message())));
            });
        }

        @Override
        public void brunoEdits(String was, String is) throws Exception {
            done(new Cargo.Edit(bruno.target(ANA, was), new Body.Text(is)));
        }

        @Override
        public void brunoDeletesTheFile(String name) throws Exception {
            var target = bruno.dialog(ANA).stream()
                    .filter(message -> message.body() instanceof Body.File(var file)
                            && file.name().value().equals(name))
                    .map(message -> new Target(message.id(), message.cloudId()))
                    .findFirst();
            done(new Cargo.Deletion(target.orElseThrow()));
        }

        @Override
        public void brunoDeletes(String text) throws Exception {
            done(new Cargo.Deletion(bruno.target(ANA, text)));
        }

        @Override
        public void brunoSees(String text) throws Exception {
            await().until(() -> bruno.words(ANA).contains(text));
            done(new Cargo.Seen(bruno.target(ANA, text)));
        }

        private void done(Cargo errand) throws Exception {
            assertThat(bruno.carry(ANA, errand)).isInstanceOf(HandedOver.class);
        }

        @Override
        public Crowd foundGroup(String title) throws Exception {
            return found(Gathering.Kind.GROUP, title);
        }

        @Override
        public Crowd openChannel(String title) throws Exception {
            return found(Gathering.Kind.CHANNEL, title);
        }

        private Crowd found(Gathering.Kind kind, String title) throws Exception {
            var founded = lines.of(BRUNO.telegramUser())
                    .found(new NewGathering(kind, title, List.of(ANA.telegramUser(), CLARA.telegramUser())));
            return new Founded(lines, new DialogId(founded.id()), new HashMap<>());
        }

        @Override
        public List<String> brunoHas() {
            return bruno.dialog(ANA).stream()
                    .filter(message -> !message.mine() && !message.deleted())
                    .map(message -> switch (message.body()) {
                        case Body.Text(var text, var _) -> text;
                        case Body.File(var file) -> file.name().value();
                        case Body.Distant distant -> distant.file().name().value();
                        case Body.Erased() -> "";
                    })
                    .toList();
        }

        @Override
        public Optional<String> brunoKnowsSeen() {
            return bruno.dialog(ANA).stream()
                    .filter(message -> message.mine() && message.tick() == Tick.READ)
                    .map(message -> ((Body.Text) message.body()).text())
                    .reduce((_, later) -> later);
        }

        @Override
        public void outage(boolean on) throws Exception {
            town.weather(ANA, LabWeather.fair().withOutage(on));
        }

        @Override
        public void blocked(boolean on) throws Exception {
            town.weather(ANA, LabWeather.fair().withBlock(on));
        }

        @Override
        public void losesAnswers(boolean on) throws Exception {
            town.weather(ANA, LabWeather.fair().withLostAnswers(on));
        }

        @Override
        public void close() {
            ana.close();
            lines.close();
            bruno.close();
            town.close();
        }
    }

    private record Founded(LabLines lines, DialogId id, Map<String, Long> his) implements Crowd {

        private LabLine bruno() throws IOException {
            return lines.of(BRUNO.telegramUser());
        }

        @Override
        public void brunoWrites(String text) throws Exception {
            his.put(text, bruno().send(id.value(), Sending.Words.plain(text)).message());
        }

        @Override
        public void claraWrites(String text) throws Exception {
            lines.of(CLARA.telegramUser()).send(id.value(), Sending.Words.plain(text));
        }

        @Override
        public void brunoEdits(String was, String is) throws Exception {
            bruno().edit(id.value(), Objects.requireNonNull(his.get(was)), new Body.Text(is));
        }

        @Override
        public void brunoDeletes(String text) throws Exception {
            bruno().erase(id.value(), Objects.requireNonNull(his.get(text)));
        }

        @Override
        public List<String> brunoHas() throws Exception {
            return bruno().history(id.value(), "after=0", Duration.ZERO).messages().stream()
                    .filter(entry -> entry.by() != BRUNO.telegramUser())
                    .map(entry -> ((Content.Words) entry.content()).text())
                    .toList();
        }

        @Override
        public void removesAna() throws Exception {
            bruno().remove(id.value(), ANA.telegramUser());
        }

        @Override
        public void advertises(String title, String text, String link) throws Exception {
            bruno().advertise(id.value(), new NewAd(title, text, "Open", link, "Bruno pays"));
        }

        @Override
        public Advertised advertised() throws Exception {
            var ad = bruno().sponsored(id.value()).messages().getFirst();
            return new Advertised(ad.seen(), ad.clicked(), ad.reported());
        }
    }
}
