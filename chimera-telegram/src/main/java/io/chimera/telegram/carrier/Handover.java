package io.chimera.telegram.carrier;

import io.chimera.core.dialog.DialogId;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands new messages to TDLib, and waits until Telegram has them. What was handed over stays with TDLib, whoever gave up
 * waiting: it sends a message again by a number that Telegram knows it by, so that it is there once, which nobody else
 * can. To take it back would be worse: TDLib deletes it then, also when it learns later that it was there.
 */
final class Handover {

    private final Line line;
    private final Departures departures;
    private final Duration patience;

    /** @param patience how long Telegram may take over a message */
    Handover(Line line, Departures departures, Duration patience) {
        this.line = line;
        this.departures = departures;
        this.patience = patience;
    }

    Outcome send(DialogId dialog, ObjectNode content) throws InterruptedException {
        try {
            var ticket = ticket(give(dialog, content));
            try (var claim = departures.claim(ticket)) {
                var fate = claim.await(patience);
                return fate.isPresent() ? outcome(ticket, fate.get()) : unknown();
            }
        } catch (TdFailure failure) {
            return Refusals.outcome(failure, false);
        } catch (IOException silent) {
            return unknown();
        }
    }

    /** TDLib answers at once, whether there is a network or not. */
    JsonNode give(DialogId dialog, ObjectNode content) throws TdFailure, IOException, InterruptedException {
        var request = Line.request("sendMessage").put("chat_id", dialog.value());
        request.set("input_message_content", content);
        return line.ask(request);
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
