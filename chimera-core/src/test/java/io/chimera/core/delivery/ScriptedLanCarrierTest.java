package io.chimera.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbour.Endpoint;
import io.chimera.core.route.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedLanCarrierTest extends LanCarrierContract {

    @Override
    protected LanStage open(Resident ana, Resident bruno) {
        return new Scripted(ana, bruno, resident(1003, "Clara Menezes"));
    }

    @Test
    void whatIsScriptedIsAnsweredOnceAndInOrder() throws Exception {
        try (var stage = new Scripted(ana, bruno, resident(1003, "Clara Menezes"))) {
            var lan = stage.lan;
            lan.takePart(true);
            lan.next(_ -> new Outcome.Refused("first"));
            lan.next(_ -> new Outcome.Unreachable("second"));
            var outcomes =
                    lan.carry(List.of(ana.text(bruno, "a"), ana.text(bruno, "b"), ana.text(bruno, "c")), stage.bruno());

            assertThat(outcomes.subList(0, 2))
                    .containsExactly(new Outcome.Refused("first"), new Outcome.Unreachable("second"));
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Unreachable.class);
            assertThat(lan.carried()).hasSize(1);
            assertThat(bruno.wordsWith(ana)).isEmpty();
            assertThat(lan.carry(List.of(ana.text(bruno, "c")), stage.bruno()))
                    .singleElement()
                    .isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void whatIsDownSaysWhy() throws Exception {
        try (var stage = new Scripted(ana, bruno, resident(1003, "Clara Menezes"))) {
            stage.lan.isDown("the port is taken");
            assertThat(stage.lan.state()).isEqualTo(new LanCarrier.LanState.Down("the port is taken"));
            assertThat(stage.lan.carry(List.of(ana.text(bruno, "a")), stage.bruno()))
                    .singleElement()
                    .isInstanceOf(Outcome.Unreachable.class);
        }
    }

    /** A LAN that exists in one object. */
    private final class Scripted implements LanStage {

        private final ScriptedLanCarrier lan;
        private final Resident sender;
        private final Resident bruno;
        private final Resident clara;

        Scripted(Resident sender, Resident bruno, Resident clara) {
            this.sender = sender;
            this.bruno = bruno;
            this.clara = clara;
            lan = new ScriptedLanCarrier(sender.contact(), sender.transfers(), clock);
            lan.lives(bruno.contact(), at(1), bruno.arrivals());
            lan.lives(clara.contact(), at(2), clara.arrivals());
            lan.isSilent(at(3));
        }

        @Override
        public LanCarrier ana() {
            return lan;
        }

        @Override
        public Neighbour bruno() {
            return neighbour(1);
        }

        @Override
        public Neighbour impostor() {
            return neighbour(2);
        }

        @Override
        public List<String> claraHas() {
            return clara.wordsWith(sender);
        }

        @Override
        public Neighbour silent() {
            return neighbour(3);
        }

        @Override
        public Neighbour nobody() {
            return neighbour(4);
        }

        @Override
        public void close() {
            lan.close();
        }

        private Neighbour neighbour(int port) {
            ContactId contact = bruno.contact();
            var place = new Endpoint(at(port), Dialect.V2);
            return new Neighbour(contact, List.of(place), clock.instant(), clock.instant(), false);
        }

        private static InetSocketAddress at(int port) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
    }
}
