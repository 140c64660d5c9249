package io.chimera.core.delivery;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.CLARA;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Reference;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.core.testing.People;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptedCloudCarrierTest extends CloudCarrierContract {

    @Override
    protected CloudStage open() {
        var carrier = new ScriptedCloudCarrier(ANA, arrivals, transfers, events, clock);
        carrier.knows(People.bruno());
        return new Scripted(carrier);
    }

    @Test
    void whatIsScriptedIsAnsweredOnceAndInOrder() throws Exception {
        var cloud = new ScriptedCloudCarrier(ANA, arrivals, transfers, events, clock);
        cloud.next(_ -> new Outcome.Refused("first"));
        cloud.next(_ -> new Outcome.Unreachable("second"));
        var outcomes = cloud.carry(List.of(text("a"), text("b"), text("c")));

        assertThat(outcomes.subList(0, 2))
                .containsExactly(new Outcome.Refused("first"), new Outcome.Unreachable("second"));
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Unreachable.class);
        assertThat(cloud.carried()).isEmpty();
        assertThat(cloud.carry(List.of(text("c")))).singleElement().isInstanceOf(Outcome.HandedOver.class);
        assertThat(cloud.carried()).hasSize(1);
    }

    /** Bruno's end of a cloud that exists in one object. */
    private final class Scripted implements CloudStage {

        private final ScriptedCloudCarrier cloud;
        private final Map<String, CloudMessageId> his = new HashMap<>();

        Scripted(ScriptedCloudCarrier cloud) {
            this.cloud = cloud;
        }

        @Override
        public CloudCarrier ana() {
            return cloud;
        }

        @Override
        public void brunoWrites(String text) {
            brings(text, new Body.Text(text));
        }

        @Override
        public void brunoSends(SharedFile file) {
            var distant = new DistantFile(
                    file.name(), file.mediaType(), file.content().size());
            cloud.has(brings(file.name().value(), new Body.Distant(distant, false)), Optional.of(file));
        }

        private CloudMessageId brings(String called, Body body) {
            return brings(called, body, Optional.empty());
        }

        private CloudMessageId brings(String called, Body body, Optional<CloudMessageId> answers) {
            var id = cloud.idFor(WITH_BRUNO);
            his.put(called, id);
            cloud.brings(new Arrival.NewMessage(origin(id), WITH_BRUNO, bruno(), clock.instant(), body)
                    .answering(answers.map(Reference.ByCloudId::new)));
            return id;
        }

        @Override
        public void brunoWrites(Body.Text text) {
            brings(text.text(), text);
        }

        @Override
        public void brunoAnswers(String words, String text) {
            brings(text, new Body.Text(text), message(words).cloudId());
        }

        @Override
        public void brunoTypes(boolean on) {
            arrivals.types(WITH_BRUNO, bruno(), on);
        }

        @Override
        public Body.Text brunosCopy(String words) {
            return cloud.carried().stream()
                    .map(Parcel::cargo)
                    .flatMap(cargo -> switch (cargo) {
                        case Cargo.Text(var body) -> Stream.of(body);
                        case Cargo.Edit(var _, var body) -> Stream.of(body);
                        default -> Stream.of();
                    })
                    .filter(body -> body.text().equals(words))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Optional<String> answeredAtBrunos(String words) {
            var answer = cloud.carried().stream()
                    .filter(parcel -> parcel.cargo() instanceof Cargo.Text(var body)
                            && body.text().equals(words))
                    .findFirst()
                    .orElseThrow();
            return messages().stream()
                    .filter(message -> answer.answers().equals(Reference.forCloud(message)))
                    .map(message -> ((Body.Text) message.body()).text())
                    .findFirst();
        }

        @Override
        public boolean brunoSeesAnaType() {
            return cloud.typing().contains(WITH_BRUNO);
        }

        @Override
        public void brunoDeletesTheFile(String name) {
            cloud.has(his.get(name), Optional.empty());
            brunoDeletes(name);
        }

        @Override
        public void brunoEdits(String was, String is) {
            his.put(is, his.get(was));
            cloud.brings(
                    new Arrival.Edit(origin(his.get(was)), WITH_BRUNO, bruno(), clock.instant(), new Body.Text(is)));
        }

        @Override
        public void brunoDeletes(String text) {
            cloud.brings(new Arrival.Deletion(origin(his.get(text)), WITH_BRUNO, bruno(), clock.instant()));
        }

        @Override
        public void brunoSees(String text) throws Exception {
            var seen = cloud.sentSince(WITH_BRUNO, clock.instant().minus(CLOCKS_APART)).stream()
                    .filter(sent -> sent.content().equals(new CloudCarrier.Content.Words(text)))
                    .findFirst()
                    .orElseThrow();
            cloud.brings(new Arrival.Seen(origin(seen.id()), WITH_BRUNO, bruno(), clock.instant()));
        }

        @Override
        public Crowd foundGroup(String title) {
            return new Told(new Dialog.Group(new DialogId(-5), title));
        }

        @Override
        public Crowd openChannel(String title) {
            cloud.next(_ -> new Outcome.Refused("only Bruno writes here"));
            return new Told(new Dialog.Channel(new DialogId(-1_000_000_000_006L), title));
        }

        /** A group or a channel that was told of. */
        private final class Told implements Crowd {

            private final Dialog dialog;
            private ScriptedSponsor sponsor;

            Told(Dialog dialog) {
                this.dialog = dialog;
                arrivals.found(dialog);
            }

            @Override
            public DialogId id() {
                return dialog.id();
            }

            @Override
            public void brunoWrites(String text) {
                writes(dialog instanceof Dialog.Channel ? new Author.Chat(id()) : bruno(), text);
            }

            @Override
            public void claraWrites(String text) {
                arrivals.named(new Author.Them(CLARA), "Clara Menezes");
                writes(new Author.Them(CLARA), text);
            }

            private void writes(Author author, String text) {
                var id = cloud.idFor(id());
                his.put(text, id);
                cloud.brings(new Arrival.NewMessage(origin(id), id(), author, clock.instant(), new Body.Text(text)));
            }

            @Override
            public void brunoEdits(String was, String is) {
                cloud.brings(new Arrival.Edit(origin(his.get(was)), id(), bruno(), clock.instant(), new Body.Text(is)));
            }

            @Override
            public void brunoDeletes(String text) {
                cloud.brings(new Arrival.Deletion(origin(his.get(text)), id(), new Author.Chat(id()), clock.instant()));
            }

            @Override
            public List<String> brunoHas() throws Exception {
                return hasOf(id());
            }

            @Override
            public void removesAna() {
                arrivals.vanished(id());
            }

            @Override
            public void advertises(String title, String text, String link) {
                sponsor =
                        new ScriptedSponsor(id(), new SponsoredMessage(1, false, title, text, "Open", link, "", true));
                cloud.sponsors(sponsor);
            }

            @Override
            public Advertised advertised() {
                return new Advertised(sponsor.timesSeen(), sponsor.timesClicked(), sponsor.timesReported());
            }
        }

        @Override
        public List<String> brunoHas() throws Exception {
            return hasOf(WITH_BRUNO);
        }

        private List<String> hasOf(DialogId dialog) throws Exception {
            var has = new LinkedHashMap<CloudMessageId, String>();
            for (var sent : cloud.sentSince(dialog, clock.instant().minus(CLOCKS_APART))) {
                has.put(
                        sent.id(),
                        switch (sent.content()) {
                            case CloudCarrier.Content.Words(var text) -> text;
                            case CloudCarrier.Content.Document(var name, var _) -> name;
                        });
            }
            for (var parcel : cloud.carried()) apply(parcel, has);
            return List.copyOf(has.values());
        }

        private void apply(Parcel parcel, Map<CloudMessageId, String> has) {
            switch (parcel.cargo()) {
                case Cargo.Edit(var target, var body) ->
                    has.put(target.cloudId().orElseThrow(), body.text());
                case Cargo.Deletion(var target) -> has.remove(target.cloudId().orElseThrow());
                case Cargo.Text _ -> {}
                case Cargo.File _ -> {}
                case Cargo.Seen _ -> {}
            }
        }

        @Override
        public Optional<String> brunoKnowsSeen() {
            return cloud.carried().stream()
                    .filter(parcel -> parcel.cargo() instanceof Cargo.Seen)
                    .map(parcel ->
                            ((Cargo.Seen) parcel.cargo()).upTo().cloudId().orElseThrow())
                    .reduce((_, later) -> later)
                    .flatMap(id -> his.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(id))
                            .map(Map.Entry::getKey)
                            .findFirst());
        }

        @Override
        public void outage(boolean on) {
            cloud.online(!on);
        }

        @Override
        public void blocked(boolean on) {
            cloud.blocked(on);
        }

        @Override
        public void losesAnswers(boolean on) {
            cloud.losesAnswers(on);
        }

        @Override
        public void close() {
            cloud.close();
        }

        private static Origin origin(CloudMessageId id) {
            return new Origin.Cloud(id);
        }

        private static Author bruno() {
            return new Author.Them(BRUNO);
        }
    }
}
