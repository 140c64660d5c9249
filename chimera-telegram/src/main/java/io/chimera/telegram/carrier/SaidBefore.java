package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Past;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through what was said in a chat. */
final class SaidBefore {

    private final Line line;
    private final Reach reach;
    private final Chats chats;
    private final History history;

    SaidBefore(Line line, Reach reach, Chats chats, History history) {
        this.line = line;
        this.reach = reach;
        this.chats = chats;
        this.history = history;
    }

    /** How far both sides have seen a chat. */
    private record Marks(long theirs, long mine) {

        boolean passed(TdMessage message) {
            return message.id() <= (message.outgoing() ? theirs : mine);
        }
    }

    /**
     * What was said before a message, or last, newest first. TDLib may give fewer than it is asked for at any time; here
     * there are fewer only where the chat begins.
     */
    List<Past> before(DialogId dialog, Optional<CloudMessageId> message, int limit)
            throws IOException, InterruptedException {
        if (!reach.online()) throw new IOException("Telegram cannot be reached");
        try {
            chats.make(dialog);
            if (chats.dialog(dialog.value()).isEmpty()) throw new IOException("TDLib has not told of this chat yet");
            var marks = marks(dialog);
            var past = new ArrayList<Past>();
            history.back(dialog.value(), message.map(TdMessage::behind).orElse(0L), Integer.MAX_VALUE, page -> {
                for (var one : page) if (one.isThere()) tell(one, marks.passed(one), past);
                return past.size() < limit;
            });
            return List.copyOf(past);
        } catch (TdFailure failure) {
            throw new IOException("Telegram does not show the dialog (" + failure.code() + ")", failure);
        }
    }

    private Marks marks(DialogId dialog) throws TdFailure, IOException, InterruptedException {
        var chat = line.ask(Line.request("getChat").put("chat_id", dialog.value()));
        return new Marks(
                chat.path("last_read_outbox_message_id").asLong(0),
                chat.path("last_read_inbox_message_id").asLong(0));
    }

    private static void tell(TdMessage message, boolean seen, List<Past> past) {
        switch (message.said()) {
            case Said.Words words ->
                Decoding.body(words)
                        .ifPresent(body ->
                                past.add(past(message, message.id(), body, seen).answering(message.reference())));
            case Said.Document document -> {
                Decoding.body(document.caption())
                        .ifPresent(words -> past.add(past(message, TdMessage.captionOf(message.id()), words, seen)));
                past.add(past(message, message.id(), Decoding.body(document), seen)
                        .answering(message.reference()));
            }
            case Said.Notice() -> {}
        }
    }

    private static Past past(TdMessage message, long id, Body body, boolean seen) {
        return new Past(new CloudMessageId(id), message.author(), message.date(), body, message.edited(), seen);
    }
}
