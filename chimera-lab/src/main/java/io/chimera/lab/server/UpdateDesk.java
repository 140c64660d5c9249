package io.chimera.lab.server;

import io.chimera.lab.api.No;
import io.chimera.lab.api.Poll;
import io.chimera.lab.api.Updates;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where devices hear what is new. */
final class UpdateDesk {

    private final UpdateQueues queues;
    private final Typists typists;
    private final Waiting waiting;

    UpdateDesk(UpdateQueues queues, Typists typists, Waiting waiting) {
        this.queues = queues;
        this.typists = typists;
        this.waiting = waiting;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/v1/updates", Kind.ASKS, this::poll));
    }

    private Answer poll(Call call) throws IOException, InterruptedException {
        var device = call.device();
        var poll = call.json(Poll.class);
        if (poll.acknowledged() < 0 || poll.waitMillis() < 0 || poll.waitMillis() > Poll.LONGEST_WAIT)
            throw new Refusal(No.MALFORMED, "waitMillis must be 0 to " + Poll.LONGEST_WAIT);
        var reached = new long[] {queues.acknowledge(device, poll.acknowledged())};
        var told = waiting.until(device.person(), poll.waitMillis(), () -> {
            var next = queues.after(device, reached[0]);
            reached[0] = next.upTo();
            return Optional.of(new Updates(next.updates(), typists.after(device), next.upTo()))
                    .filter(updates ->
                            !updates.updates().isEmpty() || !updates.typing().isEmpty());
        });
        return Answer.of(told.orElseGet(() -> new Updates(List.of(), List.of(), reached[0])));
    }
}
