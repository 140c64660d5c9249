package io.chimera.telegram.carrier;

import io.chimera.core.delivery.CloudCarrier.Content;
import io.chimera.core.delivery.CloudCarrier.Sent;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.message.CloudMessageId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through what this account has sent. */
final class SentBefore {

    /** The most messages that are looked through. */
    private static final int MOST = 5_000;

    private final Reach reach;
    private final Chats chats;
    private final Departures departures;
    private final History history;
    private final Duration patience;

    /** @param patience how long TDLib may take over what still lies in its queue */
    SentBefore(Reach reach, Chats chats, Departures departures, History history, Duration patience) {
        this.departures = departures;
        this.reach = reach;
        this.chats = chats;
        this.history = history;
        this.patience = patience;
    }

    /**
     * What was sent into a dialog since a moment, oldest first.
     *
     * @throws IOException also while something lies in TDLib's queue that nobody waits for: it will be sent, and is not yet
     */
    List<Sent> since(DialogId dialog, Instant moment) throws IOException, InterruptedException {
        try {
            if (!reach.online()) throw new IOException("Telegram cannot be reached");
            chats.make(dialog);
            if (!departures.settle(dialog.value(), patience))
                throw new IOException("what was handed to Telegram before is on its way still");
            var from = moment.truncatedTo(ChronoUnit.SECONDS); // Telegram's dates are whole seconds
            var sent = new ArrayList<Sent>();
            history.back(dialog.value(), MOST, page -> {
                for (var message : page) {
                    if (message.date().isBefore(from)) return false;
                    if (message.outgoing() && message.isThere()) sent(message).ifPresent(sent::add);
                }
                return true;
            });
            return List.copyOf(sent.reversed());
        } catch (TdFailure failure) {
            throw new IOException("Telegram does not show the dialog (" + failure.code() + ")", failure);
        }
    }

    private static Optional<Sent> sent(TdMessage message) {
        return content(message.said())
                .map(content -> new Sent(new CloudMessageId(message.id()), message.date(), content));
    }

    private static Optional<Content> content(Said said) {
        return switch (said) {
            case Said.Words(var text, var _) -> Optional.of(new Content.Words(text));
            case Said.Document document ->
                Optional.of(new Content.Document(FileName.from(document.name()).value(), document.size()));
            case Said.Notice() -> Optional.empty();
        };
    }
}
