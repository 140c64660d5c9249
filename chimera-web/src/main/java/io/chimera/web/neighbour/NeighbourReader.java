package io.chimera.web.neighbour;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the neighbours page. */
@Component
class NeighbourReader {

    private final Nearby nearby;
    private final Clock clock;

    NeighbourReader(Nearby nearby, Clock clock) {
        this.nearby = nearby;
        this.clock = clock;
    }

    /** What the page shows. */
    record View(LanView lan, List<PeerView> peers) {}

    View read(Messenger me, Words words) {
        var now = clock.instant();
        var peers = nearby.allFor(me).stream()
                .map(neighbour -> PeerView.of(
                        neighbour,
                        me.read(view -> view.contacts().find(neighbour.contact())),
                        me.refusal(neighbour.contact()),
                        now,
                        words))
                .toList();
        return new View(LanView.of(me.lan(), words), peers);
    }
}
