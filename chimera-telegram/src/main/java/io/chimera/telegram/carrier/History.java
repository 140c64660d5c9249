package io.chimera.telegram.carrier;

import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Goes back through a chat, page by page. */
final class History {

    /** The most TDLib gives at a time; it may give fewer at any time. */
    private static final int PAGE = 100;

    private final Line line;

    History(Line line) {
        this.line = line;
    }

    /**
     * Shows a chat's messages, newest first.
     *
     * @param most how many at the most, or a few more
     * @param wants takes some messages; whether older ones are wanted, too
     */
    void back(long chat, int most, Predicate<List<TdMessage>> wants)
            throws TdFailure, IOException, InterruptedException {
        back(chat, 0, most, wants);
    }

    /** Shows those before a message, or the newest for {@code before} 0. */
    void back(long chat, long before, int most, Predicate<List<TdMessage>> wants)
            throws TdFailure, IOException, InterruptedException {
        long from = before;
        for (int seen = 0; seen < most; ) {
            var page = page(chat, from);
            if (page.isEmpty() || !wants.test(page)) return;
            seen += page.size();
            from = page.getLast().id();
        }
    }

    private List<TdMessage> page(long chat, long from) throws TdFailure, IOException, InterruptedException {
        return line.ask(Line.request("getChatHistory")
                        .put("chat_id", chat)
                        .put("from_message_id", from)
                        .put("offset", 0)
                        .put("limit", PAGE)
                        .put("only_local", false))
                .path("messages")
                .valueStream()
                .map(Decoding::message)
                .filter(message -> from == 0 || message.id() < from)
                .toList();
    }
}
