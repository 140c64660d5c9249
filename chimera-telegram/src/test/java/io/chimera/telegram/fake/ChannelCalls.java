package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.DiffieHellman;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Channels, and the sponsored messages in them. */
final class ChannelCalls {

    private final World world;
    private final Post post;
    private final Wire wire;

    ChannelCalls(World world, Post post, Wire wire) {
        this.world = world;
        this.post = post;
        this.wire = wire;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("channels.createChannel", this::create)
                .on("channels.getChannels", this::channels)
                .on("channels.getFullChannel", this::full)
                .on("channels.getMessages", this::messages)
                .on("channels.readHistory", this::read)
                .on("channels.deleteMessages", this::delete)
                .on("channels.getParticipant", this::participant)
                .on("channels.joinChannel", this::join)
                .on("channels.leaveChannel", this::leave)
                .on("messages.getSponsoredMessages", this::advertisements)
                .on("messages.viewSponsoredMessage", call -> {
                    advertisement(call).seen++;
                    return true;
                })
                .on("messages.clickSponsoredMessage", call -> {
                    advertisement(call).clicked++;
                    return true;
                })
                .on("messages.reportSponsoredMessage", this::report);
    }

    private Tl create(Call call) throws RpcFailure {
        return begin(call.hand(), world.addChannel(call.query().text("title"), call.me()));
    }

    /** Puts the first message into a channel, without which no list has it; returns what its creator is told. */
    Tl begin(Post.Hand by, Channel channel) throws RpcFailure {
        var action = Letter.Content.action(Tl.of("messageActionChannelCreate", "title", channel.title));
        var number = OptionalLong.of(world.anyNumber());
        return post.answer(by.who(), post.send(by, channel.peer(), action, null, number), number);
    }

    private Tl channels(Call call) throws RpcFailure {
        var cast = new Cast(world, call.me());
        for (var input : call.query().list("id")) cast.with(world.channel(input).peer());
        return Tl.of("messages.chats", "chats", cast.chats());
    }

    private Tl full(Call call) throws RpcFailure {
        var channel = world.channelOf(call.query().tl("channel"), call.me());
        return new Cast(world, call.me())
                .with(channel.peer())
                .in(Tl.of("messages.chatFull", "full_chat", channel.full(call.me())));
    }

    private Tl messages(Call call) throws RpcFailure {
        var me = call.me();
        var channel = world.channelOf(call.query().tl("channel"), me);
        var messages = new ArrayList<Tl>();
        for (var wanted : call.query().list("id")) {
            int id = wanted.integer("id");
            messages.add(channel.posts.containsKey(id) ? channel.message(id, me) : Tl.of("messageEmpty", "id", id));
        }
        return new Cast(world, me)
                .with(channel.peer())
                .in(Tl.of("messages.channelMessages", "pts", channel.log.pts(), "count", messages.size())
                        .with("messages", messages));
    }

    private Object read(Call call) throws RpcFailure {
        var channel = world.channelOf(call.query().tl("channel"), call.me());
        channel.readBy(call.me(), call.query().integer("max_id"));
        return true;
    }

    private Tl delete(Call call) throws RpcFailure {
        var channel = world.channelOf(call.query().tl("channel"), call.me());
        var posts = call.query().numbers("id").stream().map(Math::toIntExact).toList();
        int count = post.delete(call.hand(), channel, posts);
        return Tl.of("messages.affectedMessages", "pts", channel.log.pts(), "pts_count", count);
    }

    private Tl participant(Call call) throws RpcFailure {
        var me = call.me();
        var channel = world.channelOf(call.query().tl("channel"), me);
        if (!(world.peer(call.query().tl("participant"), me) instanceof Peer.OfUser(var id)))
            throw new RpcFailure(400, "PARTICIPANT_ID_INVALID");
        var who = world.person(id);
        if (!channel.members.contains(who)) throw new RpcFailure(400, "USER_NOT_PARTICIPANT");
        return new Cast(world, me)
                .with(who)
                .with(channel.peer())
                .in(Tl.of("channels.channelParticipant", "participant", participant(channel, who, me)));
    }

    private static Tl participant(Channel channel, Profile who, Profile viewer) {
        if (who.equals(channel.creator))
            return Tl.of("channelParticipantCreator", "user_id", who.id, "admin_rights", Channel.rights());
        return who.equals(viewer)
                ? Tl.of(
                        "channelParticipantSelf",
                        "user_id",
                        who.id,
                        "inviter_id",
                        channel.creator.id,
                        "date",
                        channel.date)
                : Tl.of("channelParticipant", "user_id", who.id, "date", channel.date);
    }

    private Tl join(Call call) throws RpcFailure {
        var channel = world.channel(call.query().tl("channel"));
        channel.members.add(call.me());
        return told(call.hand(), channel);
    }

    private Tl leave(Call call) throws RpcFailure {
        var channel = world.channelOf(call.query().tl("channel"), call.me());
        channel.members.remove(call.me());
        return told(call.hand(), channel);
    }

    /** Somebody is a member now, or is not any more: their clients learn it. */
    Tl told(Post.Hand who, Channel channel) {
        var update = Tl.of("updateChannel", "channel_id", channel.id);
        var cast = new Cast(world, who.who()).with(channel.peer());
        wire.tell(who.who(), who.session(), cast, update);
        return cast.updates(List.of(update));
    }

    /** Puts a sponsored message into a channel. */
    static void advertise(Channel channel, String title, String text, String link) {
        var id = DiffieHellman.noise(8);
        var message = Tl.of("sponsoredMessage", "random_id", id, "url", link, "title", title, "message", text)
                .with("button_text", "Open")
                .with("can_report", true);
        channel.advertisements.add(new Channel.Advertisement(id, message));
    }

    private Tl advertisements(Call call) throws RpcFailure {
        if (!(world.peer(call.query().tl("peer"), call.me()) instanceof Peer.OfChannel(var id)))
            return Tl.of("messages.sponsoredMessagesEmpty");
        var shown = world.channel(id).advertisements;
        if (shown.isEmpty()) return Tl.of("messages.sponsoredMessagesEmpty");
        return Tl.of(
                "messages.sponsoredMessages",
                "messages",
                shown.stream().map(one -> one.message).toList());
    }

    /** Wants a reason before it takes a complaint. */
    private Tl report(Call call) throws RpcFailure {
        var advertisement = advertisement(call);
        if (call.query().bytes("option").length == 0)
            return Tl.of(
                    "channels.sponsoredMessageReportResultChooseOption",
                    "title",
                    "What is wrong with it?",
                    "options",
                    List.of(Tl.of(
                            "sponsoredMessageReportOption", "text", "It is boring", "option", new byte[] {1, 2})));
        advertisement.reported++;
        return Tl.of("channels.sponsoredMessageReportResultReported");
    }

    private Channel.Advertisement advertisement(Call call) throws RpcFailure {
        var wanted = call.query().bytes("random_id");
        Optional<Channel.Advertisement> found = world.channels().stream()
                .flatMap(channel -> channel.advertisements.stream())
                .filter(one -> Arrays.equals(one.id, wanted))
                .findFirst();
        return found.orElseThrow(() -> new RpcFailure(400, "RANDOM_ID_INVALID"));
    }
}
