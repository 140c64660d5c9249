package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.List;
import java.util.Optional;

/** What a client has missed. */
final class UpdateCalls {

    /** At once; more comes in slices. */
    private static final int MOST = 100;

    private final World world;
    private final Logins logins;

    UpdateCalls(World world, Logins logins) {
        this.world = world;
        this.logins = logins;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("updates.getState", this::state)
                .on("updates.getDifference", this::difference)
                .on("updates.getChannelDifference", this::channelDifference);
    }

    private Tl state(Call call) throws RpcFailure {
        logins.listens(call.session());
        return state(world, call.me(), call.me().box.log.pts());
    }

    static Tl state(World world, Profile who, int pts) {
        return Tl.of("updates.state", "pts", pts, "date", world.now(), "seq", 1);
    }

    private Tl difference(Call call) throws RpcFailure {
        var me = call.me();
        logins.listens(call.session());
        var missed = me.box.log.since(call.query().integer("pts"), MOST);
        if (missed.came().isEmpty() && missed.changed().isEmpty())
            return Tl.of("updates.differenceEmpty", "date", world.now(), "seq", 1);
        var cast = new Cast(world, me);
        var came = missed.came().stream()
                .map(me.box::entry)
                .flatMap(Optional::stream)
                .map(entry -> {
                    cast.with(entry);
                    return entry.message();
                })
                .toList();
        for (var peer : me.box.peers()) cast.with(peer);
        var answer = Tl.of(
                missed.more() ? "updates.differenceSlice" : "updates.difference",
                "new_messages",
                came,
                "other_updates",
                missed.changed(),
                missed.more() ? "intermediate_state" : "state",
                state(world, me, missed.pts()));
        return cast.in(answer);
    }

    private Tl channelDifference(Call call) throws RpcFailure {
        var me = call.me();
        var channel = world.channelOf(call.query().tl("channel"), me);
        var missed = channel.log.since(call.query().integer("pts"), MOST);
        if (missed.came().isEmpty() && missed.changed().isEmpty())
            return Tl.of("updates.channelDifferenceEmpty", "final", true, "pts", channel.log.pts());
        List<Tl> came = missed.came().stream()
                .filter(channel.posts::containsKey)
                .map(post -> channel.message(post, me))
                .toList();
        var answer = Tl.of(
                "updates.channelDifference",
                "final",
                !missed.more(),
                "pts",
                missed.pts(),
                "new_messages",
                came,
                "other_updates",
                missed.changed());
        return new Cast(world, me).with(channel.peer()).with(channel.members).in(answer);
    }
}
