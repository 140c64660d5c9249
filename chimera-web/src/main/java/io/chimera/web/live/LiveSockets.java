package io.chimera.web.live;

import io.chimera.core.account.AccountEvent;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.SignedOut;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.event.DomainEvent;
import io.chimera.web.WebSettings;
import io.chimera.web.sign.SessionEnded;
import io.chimera.web.typing.TypistsChanged;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** Every open page's connection; news rings the bells of those it concerns. */
@Component
class LiveSockets {

    private final int most;
    private final Map<String, LiveSocket> open = new ConcurrentHashMap<>();

    LiveSockets(WebSettings settings) {
        this.most = settings.mostSockets();
    }

    /** Takes a connection in; returns whether there was room. */
    boolean add(String id, LiveSocket socket) {
        synchronized (open) {
            if (open.size() >= most) return false;
            open.put(id, socket);
            return true;
        }
    }

    void remove(String id) {
        var gone = open.remove(id);
        if (gone != null) gone.close(CloseStatus.NORMAL);
    }

    @EventListener
    void on(DomainEvent event) {
        switch (event) {
            case SignedOut out -> close(of(out.account()), CloseStatus.SERVICE_RESTARTED);
            case SomebodyTypes _ -> {} // said again and again; whether it is news, TypistsChanged tells
            case AccountEvent news -> ring(of(news.account()));
            default -> ring(_ -> true); // a fact of this computer: everybody's
        }
    }

    @EventListener
    void on(TypistsChanged news) {
        ring(of(news.account()));
    }

    @EventListener
    void on(SessionEnded ended) {
        close(socket -> socket.session().id().equals(ended.session()), CloseStatus.POLICY_VIOLATION);
    }

    private static Predicate<LiveSocket> of(AccountId account) {
        return socket -> socket.session().account().equals(account);
    }

    private void ring(Predicate<LiveSocket> which) {
        open.values().stream().filter(which).forEach(LiveSocket::ring);
    }

    /** Pages are let go before what they are told from is closed; they connect again when the program is back. */
    @EventListener(ContextClosedEvent.class)
    void programEnds() {
        close(_ -> true, CloseStatus.SERVICE_RESTARTED);
    }

    private void close(Predicate<LiveSocket> which, CloseStatus why) {
        open.values().stream()
                .filter(which)
                .forEach(socket -> Thread.ofVirtual().start(() -> socket.close(why)));
    }
}
