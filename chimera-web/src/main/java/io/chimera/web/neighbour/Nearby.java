package io.chimera.web.neighbour;

import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbourhood;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who is near, as one account sees it: not itself, and nobody while it takes no part in the LAN. */
@Component
public class Nearby {

    private final Neighbourhood neighbourhood;

    Nearby(Neighbourhood neighbourhood) {
        this.neighbourhood = neighbourhood;
    }

    /** Everybody near, proven or only heard, the longest first. */
    public List<Neighbour> allFor(Messenger me) {
        if (!(me.lan() instanceof LanState.On)) return List.of();
        return neighbourhood.all().stream()
                .filter(neighbour -> !neighbour.contact().equals(me.account().asContact()))
                .toList();
    }

    /** Those who have proved who they are. */
    public Set<ContactId> provenFor(Messenger me) {
        return allFor(me).stream()
                .filter(Neighbour::proven)
                .map(Neighbour::contact)
                .collect(Collectors.toUnmodifiableSet());
    }
}
