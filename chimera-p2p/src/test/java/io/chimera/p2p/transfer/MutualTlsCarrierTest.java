package io.chimera.p2p.transfer;

import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.LanCarrierContract;
import io.chimera.core.delivery.Resident;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The contract over real sockets, real TLS and real announcements. */
class MutualTlsCarrierTest extends LanCarrierContract {

    private final TestAuthority authority = new TestAuthority();

    @Override
    protected LanStage open(Resident ana, Resident bruno) {
        return new Loopback(ana, bruno);
    }

    private final class Loopback implements LanStage {

        private final List<AutoCloseable> open = new ArrayList<>();
        private final Resident sender;
        private final Resident bruno;
        private final Resident clara = resident(1003, "Clara Menezes");
        private final LanNode senders;
        private final LanNode brunos;

        private Loopback(Resident sender, Resident bruno) {
            this.sender = sender;
            this.bruno = bruno;
            senders = node(sender);
            brunos = node(bruno).on();
        }

        private LanNode node(Resident resident) {
            var node = new LanNode(
                    resident,
                    authority.credential(resident.id().telegramUser()),
                    Settings.alone().build());
            open.add(node);
            return node;
        }

        @Override
        public LanCarrier ana() {
            return senders.carrier();
        }

        @Override
        public Neighbour bruno() {
            return brunos.asNeighbour();
        }

        @Override
        public Neighbour nobody() {
            return LanNode.neighbour(bruno, LanNode.at(Settings.freeTcpPort()), Dialect.V2);
        }

        @Override
        public Neighbour impostor() {
            return LanNode.neighbour(bruno, node(clara).on().address(), Dialect.V2);
        }

        @Override
        public List<String> claraHas() {
            return clara.wordsWith(sender);
        }

        @Override
        public Neighbour silent() throws IOException {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            open.add(socket);
            return LanNode.neighbour(bruno, LanNode.at(socket.getLocalPort()), Dialect.V2);
        }

        @Override
        public void close() throws Exception {
            for (var closing : open.reversed()) closing.close();
        }
    }
}
