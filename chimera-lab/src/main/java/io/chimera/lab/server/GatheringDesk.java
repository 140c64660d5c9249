package io.chimera.lab.server;

import io.chimera.lab.api.NewGathering;
import io.chimera.lab.api.No;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Where groups and channels are founded, looked up, joined and left. */
final class GatheringDesk {

    private final Registry registry;
    private final Gatherings gatherings;
    private final Clock clock;

    GatheringDesk(Registry registry, Gatherings gatherings, Clock clock) {
        this.registry = registry;
        this.gatherings = gatherings;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/v1/gatherings", Kind.ASKS, this::found),
                Route.of("GET", "/v1/gatherings/{id}", Kind.ASKS, this::show),
                Route.of("PUT", "/v1/gatherings/{id}/members/{id}", Kind.ASKS, this::takeIn),
                Route.of("DELETE", "/v1/gatherings/{id}/members/{id}", Kind.ASKS, this::remove));
    }

    private Answer found(Call call) throws IOException {
        var wanted = call.json(NewGathering.class);
        var title = wanted.title().strip();
        if (title.isEmpty() || title.length() > NewGathering.LARGEST)
            throw new Refusal(No.UNACCEPTABLE, "a title has 1 to " + NewGathering.LARGEST + " characters");
        if (wanted.members().size() > NewGathering.LARGEST)
            throw new Refusal(No.TOO_LARGE, "there are at most " + NewGathering.LARGEST + " members");
        wanted.members().forEach(this::requirePerson);
        long me = call.caller().id();
        return answer(me, gatherings.found(wanted.kind(), title, me, wanted.members(), clock.instant()));
    }

    private Answer show(Call call) {
        return answer(call.caller().id(), call.number(1));
    }

    private Answer answer(long person, long gathering) {
        return gatherings
                .seenBy(person, gathering)
                .map(Answer::of)
                .orElseThrow(() -> new Refusal(No.NO_SUCH_DIALOG, "you are in none with the id " + gathering));
    }

    private Answer takeIn(Call call) {
        requirePerson(call.number(2));
        gatherings.takeIn(call.caller().id(), call.number(1), call.number(2), clock.instant());
        return Answer.done();
    }

    private Answer remove(Call call) {
        gatherings.remove(call.caller().id(), call.number(1), call.number(2), clock.instant());
        return Answer.done();
    }

    private void requirePerson(long id) {
        if (!registry.knows(id)) throw new Refusal(No.NO_SUCH_PERSON, "nobody has the id " + id);
    }
}
