package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Groups of a few people: made, read about, grown and left. */
final class GroupCalls {

    private final World world;
    private final Post post;

    GroupCalls(World world, Post post) {
        this.world = world;
        this.post = post;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("messages.createChat", this::create)
                .on("messages.getChats", this::chats)
                .on("messages.getFullChat", this::full)
                .on("messages.addChatUser", this::add)
                .on("messages.deleteChatUser", this::remove)
                .on("messages.editChatTitle", this::rename);
    }

    private Tl create(Call call) throws RpcFailure {
        var me = call.me();
        var others = new ArrayList<Profile>();
        for (var input : call.query().list("users")) others.add(world.user(input, me));
        var group = world.addGroup(call.query().text("title"), me);
        return invited(begin(call.hand(), group, others));
    }

    /** Brings the members together, who learn of it by a message nobody wrote; returns what its creator is told. */
    Tl begin(Post.Hand by, Group group, Collection<Profile> others) {
        group.members.addAll(others);
        var ids = group.members.stream().map(member -> member.id).toList();
        return say(by, group, Tl.of("messageActionChatCreate", "title", group.title, "users", ids));
    }

    private Tl say(Post.Hand by, Group group, Tl action) {
        return post.announce(by, group, action, group.members);
    }

    private static Tl invited(Tl updates) {
        return Tl.of("messages.invitedUsers", "updates", updates);
    }

    private Tl chats(Call call) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        for (var id : call.query().numbers("id"))
            cast.with(world.groupOf(id, me).peer());
        return Tl.of("messages.chats", "chats", cast.chats());
    }

    private Tl full(Call call) throws RpcFailure {
        var me = call.me();
        var group = world.groupOf(call.query().number("chat_id"), me);
        var full = Tl.of("chatFull", "id", group.id, "participants", group.participants());
        return new Cast(world, me)
                .with(group.peer())
                .with(group.members)
                .in(Tl.of("messages.chatFull", "full_chat", full));
    }

    private Tl add(Call call) throws RpcFailure {
        var me = call.me();
        var group = world.groupOf(call.query().number("chat_id"), me);
        var who = world.user(call.query().tl("user_id"), me);
        if (!group.members.add(who)) throw new RpcFailure(400, "USER_ALREADY_PARTICIPANT");
        group.version++;
        return invited(say(call.hand(), group, Tl.of("messageActionChatAddUser", "users", List.of(who.id))));
    }

    private Tl remove(Call call) throws RpcFailure {
        var me = call.me();
        var group = world.groupOf(call.query().number("chat_id"), me);
        var who = world.user(call.query().tl("user_id"), me);
        if (!who.equals(me) && !group.creator.equals(me)) throw new RpcFailure(400, "CHAT_ADMIN_REQUIRED");
        if (!group.members.contains(who)) throw new RpcFailure(400, "USER_NOT_PARTICIPANT");
        return remove(call.hand(), group, who);
    }

    /** Takes somebody out, which they and everybody else learn; returns what whoever did it is told. */
    Tl remove(Post.Hand by, Group group, Profile who) {
        var concerned = List.copyOf(group.members);
        group.members.remove(who);
        group.version++;
        return post.announce(by, group, Tl.of("messageActionChatDeleteUser", "user_id", who.id), concerned);
    }

    private Tl rename(Call call) throws RpcFailure {
        var group = world.groupOf(call.query().number("chat_id"), call.me());
        group.title = call.query().text("title");
        group.version++;
        return say(call.hand(), group, Tl.of("messageActionChatEditTitle", "title", group.title));
    }
}
