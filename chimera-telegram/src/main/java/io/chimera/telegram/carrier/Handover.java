package io.chimera.telegram.carrier;

import io.chimera.core.message.CloudMessageId;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.telegram.carrier.Departures.Fate;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Hands new messages to TDLib, and waits until Telegram has them. What was handed over stays with TDLib, whoever gave up
 * waiting: it sends a message again by a number that Telegram knows it by, so that it is there once, which nobody else
 * can. To take it back would be worse: TDLib deletes it then, also when it learns later that it was there.
 */
final class Handover {

    private static final int NOT_ACCEPTABLE = 400;
    private static final int NOT_FOUND = 404;

    private final Line line;
    private final Departures departures;
    private final Duration patience;

    /** @param patience how long Telegram may take over a message */
    Handover(Line line, Departures departures, Duration patience) {
        this.line = line;
        this.departures = departures;
        this.patience = patience;
    }

    Outcome send(Outgoing message) throws InterruptedException {
        try {
            var ticket = ticket(give(message));
            try (var claim = departures.claim(ticket)) {
                var fate = claim.await(patience);
                if (fate.isEmpty()) return unknown();
                if (!lacksTheAnswered(message, fate.get())) return outcome(ticket, fate.get());
                remove(ticket);
            }
            return send(message.answeringNothing());
        } catch (TdFailure failure) {
            return Refusals.outcome(failure, false);
        } catch (IOException silent) {
            return unknown();
        }
    }

    /** TDLib answers at once, whether there is a network or not. */
    JsonNode give(Outgoing message) throws TdFailure, IOException, InterruptedException {
        var possible = isAnswerable(message) ? message : message.answeringNothing();
        try {
            return line.ask(possible.request());
        } catch (TdFailure failure) {
            var plain = possible.plain();
            if (failure.code() != NOT_ACCEPTABLE || plain.isEmpty()) throw failure;
            return line.ask(plain.get().request());
        }
    }

    /** TDLib answers only what it has; asked for a message, it fetches it. */
    private boolean isAnswerable(Outgoing message) throws InterruptedException {
        if (message.answered().isEmpty()) return true;
        try {
            line.ask(Line.request("getMessage")
                    .put("chat_id", message.dialog().value())
                    .put("message_id", message.answered().getAsLong()));
            return true;
        } catch (TdFailure failure) {
            return failure.code() != NOT_FOUND;
        } catch (IOException silent) {
            return true;
        }
    }

    /** Whether nothing is wrong with a message but that what it answers is gone: it is to be sent without that. */
    static boolean lacksTheAnswered(Outgoing message, Fate fate) {
        return message.answered().isPresent()
                && fate instanceof Fate.Failed(var _, var why)
                && Refusals.isOfTheAnswered(why);
    }

    static Ticket ticket(JsonNode message) {
        return new Ticket(message.path("chat_id").asLong(0), message.path("id").asLong(0));
    }

    static Unconfirmed unknown() {
        return new Unconfirmed("Telegram did not say that it has it", false);
    }

    Outcome outcome(Ticket ticket, Fate fate) {
        return switch (fate) {
            case Fate.Taken(var id, var at) -> new HandedOver(new CloudMessageId(id), at);
            case Fate.Failed(var code, var message) -> {
                remove(ticket);
                yield Refusals.outcome(code, message, false);
            }
        };
    }

    /** Only for what has failed, or has not left whole: TDLib forgets it, and does not send it. */
    void remove(Ticket ticket) {
        var request =
                Line.request("deleteMessages").put("chat_id", ticket.chat()).put("revoke", true);
        request.putArray("message_ids").add(ticket.message());
        line.tell(request);
    }
}
