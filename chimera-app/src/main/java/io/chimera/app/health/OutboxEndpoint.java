package io.chimera.app.health;

import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.route.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/outbox}: what waits at the front of each lane of each open account, what was tried for it, and what
 * the policy would decide this moment and why. Ids and counts only.
 */
@Endpoint(id = "outbox")
public final class OutboxEndpoint {

    private static final int FRONT = 10;

    private final Messengers messengers;

    public OutboxEndpoint(Messengers messengers) {
        this.messengers = messengers;
    }

    /** The front of every lane. */
    @ReadOperation
    public List<AccountOutbox> outboxes() {
        return messengers.all().stream().map(OutboxEndpoint::of).toList();
    }

    private static AccountOutbox of(Messenger messenger) {
        int size = messenger.read(view -> view.outbox().size());
        Map<Lane, List<Dispatch>> heads = messenger.read(view -> view.outbox().heads(FRONT));
        var waiting = heads.entrySet().stream()
                .flatMap(lane -> waiting(messenger, lane.getKey(), lane.getValue()))
                .toList();
        return new AccountOutbox(messenger.account().telegramUser(), size, waiting);
    }

    private static Stream<Waiting> waiting(Messenger messenger, Lane lane, List<Dispatch> dispatches) {
        return dispatches.stream().map(dispatch -> {
            var decision = messenger.explain(dispatch);
            return new Waiting(
                    dispatch.parcel().id().toString(),
                    lane.dialog().value(),
                    lane.kind().name(),
                    dispatch.journey().began(),
                    dispatch.journey().attempts().stream()
                            .map(attempt -> new Tried(
                                    attempt.at(),
                                    attempt.way().name(),
                                    attempt.outcome().why()))
                            .toList(),
                    what(decision),
                    decision.reason().name());
        });
    }

    private static String what(Decision decision) {
        return switch (decision) {
            case Decision.Go go -> go.route().way().name();
            case Decision.Wait wait -> "wait until " + wait.until();
        };
    }

    /** One account's outbox. */
    public record AccountOutbox(long account, int size, List<Waiting> front) {}

    /** One dispatch that waits. */
    public record Waiting(
            String parcel,
            long dialog,
            String lane,
            Instant since,
            List<Tried> tried,
            String decision,
            String reason) {}

    /** One attempt. */
    public record Tried(Instant at, String way, String why) {}
}
