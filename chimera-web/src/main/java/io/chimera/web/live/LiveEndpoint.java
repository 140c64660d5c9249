package io.chimera.web.live;

import io.chimera.web.WebSettings;
import io.chimera.web.preference.WordsArgument;
import io.chimera.web.sign.BrowserSession;
import io.chimera.web.sign.BrowserSessions;
import io.chimera.web.sign.OpenAccounts;
import io.chimera.web.words.Words;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The WebSocket that open pages connect to: they say what they are, and are told what changes. */
@Component
public class LiveEndpoint extends TextWebSocketHandler implements HandshakeInterceptor {

    /** Tomcat's name for the time one message may take; it cuts the connection then. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private static final String WHO = "chimera.session";
    private static final String WORDS = "chimera.words";

    private final BrowserSessions sessions;
    private final OpenAccounts accounts;
    private final WordsArgument wordsOf;
    private final LiveSockets sockets;
    private final Map<String, LivePages> kinds;
    private final JsonMapper json;
    private final WebSettings settings;
    private final Clock clock;

    LiveEndpoint(
            BrowserSessions sessions,
            OpenAccounts accounts,
            WordsArgument wordsOf,
            LiveSockets sockets,
            List<LivePages> kinds,
            JsonMapper json,
            WebSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.wordsOf = wordsOf;
        this.sockets = sockets;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(LivePages::kind, Function.identity()));
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var servlet = ((ServletServerHttpRequest) request).getServletRequest();
        var session = sessions.of(servlet);
        if (session.isEmpty() || accounts.messenger(session.get().account()).isEmpty()) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            return false;
        }
        attributes.put(WHO, session.get());
        attributes.put(WORDS, wordsOf.of(servlet));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession connection) throws IOException {
        var container = Objects.requireNonNull(((NativeWebSocketSession) connection).getNativeSession(Session.class));
        container.getUserProperties().put(SEND_TIMEOUT, settings.sendWithin().toMillis());
        var socket = new LiveSocket(connection, who(connection), (Words) attribute(connection, WORDS), clock);
        if (sockets.add(connection.getId(), socket)) socket.start();
        else connection.close(CloseStatus.SERVICE_OVERLOAD);
        connection.getAttributes().put(LiveSocket.class.getName(), socket);
    }

    @Override
    protected void handleTextMessage(WebSocketSession connection, TextMessage message) throws IOException {
        try {
            var hello = json.readValue(message.getPayload(), Hello.class);
            var pages = kinds.get(hello.page());
            var me = accounts.messenger(who(connection).account());
            if (pages == null || me.isEmpty()) throw new IllegalArgumentException("there is no such page");
            ((LiveSocket) attribute(connection, LiveSocket.class.getName())).opens(pages, me.get(), hello);
        } catch (JacksonException | IllegalArgumentException _) {
            connection.close(CloseStatus.BAD_DATA);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession connection, CloseStatus status) {
        sockets.remove(connection.getId());
    }

    private static BrowserSession who(WebSocketSession connection) {
        return (BrowserSession) attribute(connection, WHO);
    }

    private static Object attribute(WebSocketSession connection, String name) {
        return Objects.requireNonNull(connection.getAttributes().get(name));
    }
}
