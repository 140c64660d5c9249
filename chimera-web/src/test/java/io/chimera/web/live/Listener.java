package io.chimera.web.live;

import static org.awaitility.Awaitility.await;

import io.chimera.web.testing.Visitor;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** An open page, as far as a socket can tell: it puts what it is sent in the place of what has the same id. */
final class Listener implements WebSocket.Listener, AutoCloseable {

    private static final Pattern ENTRY =
            Pattern.compile("<article class=\"entry\" id=\"m-([0-9a-f-]{36})\"(.*?)</article>", Pattern.DOTALL);
    private static final Pattern CURSOR = Pattern.compile("id=\"cursor\"[^>]*data-at=\"([0-9]+)\"");

    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final Map<String, String> entries = Collections.synchronizedMap(new TreeMap<>());
    private volatile long cursor = -1;
    private volatile OptionalInt closed = OptionalInt.empty();

    private Listener(Visitor visitor, int port) {
        this.socket = visitor.http()
                .newWebSocketBuilder()
                .header("Cookie", visitor.cookie())
                .header("Origin", "http://localhost:" + port)
                .buildAsync(URI.create("ws://localhost:" + port + "/live"), this)
                .join();
    }

    /** A page of a dialog that shows everything up to a revision. */
    static Listener toDialog(Visitor visitor, int port, long dialog, long cursor, String... shown) {
        var listener = new Listener(visitor, port);
        listener.says("{\"page\":\"chat\",\"cursor\":" + cursor + ",\"facts\":{\"dialog\":\"" + dialog
                + "\",\"tail\":\"1\"},\"shown\":[" + quoted(shown) + "]}");
        return listener;
    }

    static Listener toPage(Visitor visitor, int port, String page) {
        var listener = new Listener(visitor, port);
        listener.says("{\"page\":\"" + page + "\",\"cursor\":0,\"facts\":{},\"shown\":[]}");
        return listener;
    }

    private static String quoted(String... ids) {
        var quoted = new ArrayList<String>();
        for (var id : ids) quoted.add("\"" + id + "\"");
        return String.join(",", quoted);
    }

    void says(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String html) {
        var found = ENTRY.matcher(html);
        while (found.find()) {
            if (found.group(2).contains("hx-swap-oob=\"delete\"")) entries.remove(found.group(1));
            else entries.put(found.group(1), found.group());
        }
        var at = CURSOR.matcher(html);
        if (at.find()) cursor = Long.parseLong(at.group(1));
        news.add(html);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String why) {
        closed = OptionalInt.of(code);
        return null;
    }

    List<String> news() {
        return List.copyOf(news);
    }

    /** What the page shows of its dialog, by the messages' ids. */
    Map<String, String> entries() {
        return Map.copyOf(entries);
    }

    long cursor() {
        return cursor;
    }

    OptionalInt closed() {
        return closed;
    }

    Listener hears(String words) {
        await().until(() -> news.stream().anyMatch(html -> html.contains(words)));
        return this;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
