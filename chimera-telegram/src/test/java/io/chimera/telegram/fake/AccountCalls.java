package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.Session;
import io.chimera.telegram.fake.tl.Tl;
import java.util.List;
import java.util.Optional;

/** What a client asks about the account that is signed in, and the settings nobody here uses. */
final class AccountCalls {

    private final World world;
    private final Logins logins;
    private final Wire wire;

    AccountCalls(World world, Logins logins, Wire wire) {
        this.world = world;
        this.logins = logins;
        this.wire = wire;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("users.getUsers", this::users)
                .on("users.getFullUser", this::fullUser)
                .on("account.getAuthorizations", this::authorizations)
                .on("account.resetAuthorization", this::resetAuthorization)
                .on("auth.resetAuthorizations", this::resetOthers)
                .always(true, "account.updateStatus", "account.registerDevice", "account.unregisterDevice")
                .always(Tl.of("peerNotifySettings"), "account.getNotifySettings")
                .always(
                        Tl.of("reactionsNotifySettings", "sound", Tl.of("notificationSoundDefault")),
                        "account.getReactionsNotifySettings")
                .always(Tl.of("account.contentSettings"), "account.getContentSettings")
                .always(Tl.of("account.themes"), "account.getChatThemes")
                .always(true, "account.updateNotifySettings", "account.setContentSettings");
    }

    private Object users(Call call) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        for (var input : call.query().list("id")) cast.with(world.user(input, me));
        return cast.users();
    }

    private Tl fullUser(Call call) throws RpcFailure {
        var me = call.me();
        var who = world.user(call.query().tl("id"), me);
        return new Cast(world, me).with(who).in(Tl.of("users.userFull", "full_user", Tl.of("userFull", "id", who.id)));
    }

    private Tl authorizations(Call call) throws RpcFailure {
        long here = logins.computer(call.session());
        var sessions = wire.sessionsOf(call.me());
        var authorizations = logins.computersOf(call.me()).stream()
                .map(computer -> authorization(computer, introduction(sessions, computer), world.now())
                        .with("current", computer == here)
                        .with("hash", computer == here ? 0 : computer))
                .toList();
        return Tl.of("account.authorizations", "authorizations", authorizations);
    }

    private Optional<Tl> introduction(List<Session> sessions, long computer) {
        return sessions.stream()
                .filter(session -> logins.computer(session) == computer)
                .flatMap(session -> session.introduction().stream())
                .findFirst();
    }

    static Tl authorization(long computer, Optional<Tl> introduction, int now) {
        var client = introduction.orElse(Tl.of("initConnection"));
        return Tl.of("authorization", "hash", computer, "date_created", now, "date_active", now)
                .with("api_id", client.integer("api_id", 0))
                .with("device_model", client.text("device_model", ""))
                .with("system_version", client.text("system_version", ""))
                .with("app_version", client.text("app_version", ""))
                .with("platform", "test")
                .with("app_name", "test")
                .with("ip", "127.0.0.1");
    }

    private Object resetAuthorization(Call call) throws RpcFailure {
        long computer = call.query().number("hash");
        if (!logins.computersOf(call.me()).contains(computer)) throw new RpcFailure(400, "HASH_INVALID");
        end(call.me(), computer);
        return true;
    }

    private Object resetOthers(Call call) throws RpcFailure {
        long here = logins.computer(call.session());
        for (var computer : logins.computersOf(call.me())) {
            if (computer != here) end(call.me(), computer);
        }
        return true;
    }

    /** Signs somebody out of a computer, which hears it when it next asks for something: it is made to. */
    void end(Profile who, long computer) {
        var concerned = wire.sessionsOf(who).stream()
                .filter(session -> logins.computer(session) == computer)
                .toList();
        logins.revoke(computer);
        concerned.forEach(session -> session.push(Tl.of("updatesTooLong")));
    }
}
