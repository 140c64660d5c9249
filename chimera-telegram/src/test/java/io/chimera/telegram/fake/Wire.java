package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.MtprotoServer;
import io.chimera.telegram.fake.mtproto.Session;
import io.chimera.telegram.fake.tl.Tl;
import java.util.List;
import java.util.Optional;

/** Brings news to everybody's clients. */
final class Wire {

    private final MtprotoServer server;
    private final Logins logins;
    private final World world;

    Wire(MtprotoServer server, Logins logins, World world) {
        this.server = server;
        this.logins = logins;
        this.world = world;
    }

    /** Tells all of somebody's clients, but for the one that knows already. */
    void tell(Profile who, Optional<Session> except, Cast cast, Tl... updates) {
        var news = cast.updates(List.of(updates));
        for (var session : sessionsOf(who)) {
            if (except.filter(session::equals).isEmpty()) session.push(news);
        }
    }

    /** Has all of somebody's clients ask what they have missed. */
    void wake(Profile who) {
        for (var session : sessionsOf(who)) session.push(Tl.of("updatesTooLong"));
    }

    /** Tells a computer, whoever is signed in there or nobody. */
    void tell(long key, Tl update) {
        var news = Tl.of("updateShort", "update", update, "date", world.now());
        server.sessions().stream()
                .filter(session -> session.wantsNews() && logins.computer(session) == key)
                .forEach(session -> session.push(news));
    }

    List<Session> sessionsOf(Profile who) {
        return server.sessions().stream()
                .filter(Session::wantsNews)
                .filter(session -> logins.at(session).filter(who::equals).isPresent())
                .toList();
    }
}
