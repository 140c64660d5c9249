package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.Session;
import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes, changes, removes and reads letters, and tells everybody concerned: those who did it by an answer, their other
 * clients and other people by news. Guarded by the {@link World}.
 */
final class Post {

    private final World world;
    private final Wire wire;

    Post(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
    }

    /** Who does something. */
    record Hand(Profile who, Optional<Session> session) {

        /** Somebody without a client of theirs here. */
        static Hand of(Profile who) {
            return new Hand(who, Optional.empty());
        }
    }

    /**
     * Sends a letter.
     *
     * @param random the number the sender chose for it; with the same one nothing is sent again
     * @return what the sender is told
     */
    Sending send(Hand by, Peer to, Letter.Content content, @Nullable Letter answers, OptionalLong random)
            throws RpcFailure {
        var before = random.isPresent() ? by.who().sent.get(random.getAsLong()) : null;
        if (before != null) return before;
        var sending = switch (to) {
            case Peer.OfUser(var id) -> toPerson(by, world.person(id), letter(by, content, answers));
            case Peer.OfGroup(var id) -> toGroup(by, world.group(id), letter(by, content, answers));
            case Peer.OfChannel(var id) -> toChannel(by, world.channel(id), content);
        };
        random.ifPresent(number -> by.who().sent.put(number, sending));
        return sending;
    }

    /** What the sender is answered. */
    Tl answer(Profile sender, Sending sending, OptionalLong random) {
        var updates = new ArrayList<Tl>();
        random.ifPresent(number -> updates.add(Tl.of("updateMessageID", "id", sending.id(), "random_id", number)));
        updates.add(sending.news());
        return new Cast(world, sender).with(sending.to()).with(sending.letter()).updates(updates);
    }

    /** Tells people by a message nobody wrote what happened to a group; some of them may be members no more. */
    Tl announce(Hand by, Group group, Tl action, Collection<Profile> to) {
        var number = OptionalLong.of(world.anyNumber()); // TDLib insists on one, as if somebody had written it
        return answer(by.who(), deliver(by, group, letter(by, Letter.Content.action(action), null), to), number);
    }

    private Letter letter(Hand by, Letter.Content content, @Nullable Letter answers) {
        return new Letter(Optional.of(by.who()), world.now(), content, answers);
    }

    private Sending toPerson(Hand by, Profile to, Letter letter) {
        var sending = put(by, letter, to.peer());
        if (!to.equals(by.who())) deliver(to, letter, by.who().peer());
        return sending;
    }

    private Sending toGroup(Hand by, Group group, Letter letter) throws RpcFailure {
        if (!group.members.contains(by.who())) throw new RpcFailure(400, "CHAT_WRITE_FORBIDDEN");
        return deliver(by, group, letter, group.members);
    }

    private Sending deliver(Hand by, Group group, Letter letter, Collection<Profile> to) {
        var sending = put(by, letter, group.peer());
        for (var one : to) {
            if (!one.equals(by.who())) deliver(one, letter, group.peer());
        }
        return sending;
    }

    private Sending toChannel(Hand by, Channel channel, Letter.Content content) throws RpcFailure {
        if (!channel.creator.equals(by.who())) throw new RpcFailure(403, "CHAT_WRITE_FORBIDDEN");
        var letter = new Letter(Optional.empty(), world.now(), content, null);
        int id = channel.put(letter);
        for (var member : channel.members) {
            var cast = new Cast(world, member).with(channel.peer()).with(letter);
            wire.tell(
                    member,
                    member.equals(by.who()) ? by.session() : Optional.empty(),
                    cast,
                    channel.newsOf(id, member));
        }
        return new Sending(letter, channel.peer(), id, channel.newsOf(id, by.who()));
    }

    private Sending put(Hand by, Letter letter, Peer to) {
        var entry = by.who().box.put(letter, to);
        var news = by.who().box.newsOf(entry);
        wire.tell(by.who(), by.session(), new Cast(world, by.who()).with(entry), news);
        return new Sending(letter, to, entry.id(), news);
    }

    private void deliver(Profile to, Letter letter, Peer from) {
        var entry = to.box.put(letter, from);
        wire.tell(to, Optional.empty(), new Cast(world, to).with(entry), to.box.newsOf(entry));
    }

    /** Gives a letter another content, in every box. */
    Tl edit(Hand by, Box.Entry entry, Letter.Content content) throws RpcFailure {
        var letter = entry.letter();
        if (!entry.out() || letter.content.action().isPresent()) throw new RpcFailure(403, "MESSAGE_AUTHOR_REQUIRED");
        if (letter.content.equals(content)) throw new RpcFailure(400, "MESSAGE_NOT_MODIFIED");
        letter.content = content;
        letter.edited = world.now();
        Tl told = null;
        for (var owner : List.copyOf(letter.ids.keySet())) {
            var copy = owner.box.entry(letter.ids.get(owner)).orElseThrow();
            var update = owner.box.log.changed(1, Tl.of("updateEditMessage", "message", copy.message()));
            var mine = owner.equals(by.who());
            wire.tell(owner, mine ? by.session() : Optional.empty(), new Cast(world, owner).with(copy), update);
            if (mine) told = new Cast(world, owner).with(copy).updates(List.of(update));
        }
        if (told == null) throw new NoSuchElementException("the letter is in its author's box");
        return told;
    }

    /** Gives a channel's letter another content. */
    Tl edit(Hand by, Channel channel, int post, Letter.Content content) throws RpcFailure {
        var letter = channel.posts.get(post);
        if (letter == null) throw new RpcFailure(400, "MESSAGE_ID_INVALID");
        if (!channel.creator.equals(by.who())) throw new RpcFailure(403, "CHAT_ADMIN_REQUIRED");
        letter.content = content;
        letter.edited = world.now();
        var update =
                channel.log.changed(1, Tl.of("updateEditChannelMessage", "message", channel.message(post, by.who())));
        for (var member : channel.members) {
            var seen = update.with("message", channel.message(post, member));
            tell(by, member, new Cast(world, member).with(channel.peer()), seen);
        }
        return new Cast(world, by.who()).with(channel.peer()).updates(List.of(update));
    }

    private void tell(Hand by, Profile who, Cast cast, Tl update) {
        wire.tell(who, who.equals(by.who()) ? by.session() : Optional.empty(), cast, update);
    }

    /**
     * Removes letters.
     *
     * @param everywhere whether from every box, or only from the one of whoever does it
     * @return how many were there
     */
    int delete(Hand by, Collection<Box.Entry> entries, boolean everywhere) {
        var gone = new LinkedHashMap<Profile, List<Integer>>();
        for (var entry : entries) {
            var letter = entry.letter();
            var owners = everywhere ? List.copyOf(letter.ids.keySet()) : List.of(by.who());
            for (var owner : owners)
                gone.computeIfAbsent(owner, _ -> new ArrayList<>()).add(letter.ids.remove(owner));
        }
        for (Map.Entry<Profile, List<Integer>> one : gone.entrySet()) {
            var box = one.getKey().box;
            box.remove(one.getValue());
            var update = box.log.changed(
                    one.getValue().size(), Tl.of("updateDeleteMessages", "messages", List.copyOf(one.getValue())));
            tell(by, one.getKey(), new Cast(world, one.getKey()), update);
        }
        return gone.getOrDefault(by.who(), List.of()).size();
    }

    /** Removes a channel's letters; returns how many were there. */
    int delete(Hand by, Channel channel, Collection<Integer> posts) throws RpcFailure {
        if (!channel.creator.equals(by.who())) throw new RpcFailure(403, "MESSAGE_DELETE_FORBIDDEN");
        var gone = posts.stream()
                .filter(post -> channel.posts.remove(post) != null)
                .toList();
        if (gone.isEmpty()) return 0;
        var update = channel.log.changed(
                gone.size(),
                Tl.of("updateDeleteChannelMessages", "channel_id", channel.id, "messages", List.copyOf(gone)));
        for (var member : channel.members) tell(by, member, new Cast(world, member).with(channel.peer()), update);
        return gone.size();
    }

    /**
     * Somebody has seen everything in a dialog up to a message.
     *
     * @return whether that is news
     */
    boolean read(Hand by, Peer peer, int upTo) {
        var box = by.who().box;
        var seen = box.with(peer).stream()
                .filter(entry -> !entry.out() && entry.id() <= upTo)
                .toList();
        if (seen.isEmpty() || !box.readByOwner(peer, seen.getLast().id())) return false;
        var update = box.log.changed(
                1,
                Tl.of(
                        "updateReadHistoryInbox",
                        "peer",
                        peer.tl(),
                        "max_id",
                        seen.getLast().id(),
                        "still_unread_count",
                        box.unread(peer)));
        tell(by, by.who(), new Cast(world, by.who()).with(peer), update);
        var authors = new LinkedHashMap<Profile, Letter>();
        for (var entry : seen) entry.letter().author.ifPresent(author -> authors.put(author, entry.letter()));
        authors.forEach((author, letter) -> wasRead(by.who(), author, peer, letter));
        return true;
    }

    private void wasRead(Profile reader, Profile author, Peer peer, Letter letter) {
        Peer theirs = peer instanceof Peer.OfUser ? reader.peer() : peer;
        var id = letter.ids.get(author);
        if (id == null || !author.box.readByOthers(theirs, id)) return;
        var update = author.box.log.changed(1, Tl.of("updateReadHistoryOutbox", "peer", theirs.tl(), "max_id", id));
        wire.tell(author, Optional.empty(), new Cast(world, author).with(theirs), update);
    }

    /** Somebody is writing, or does something else that is over in a moment. */
    void acts(Hand by, Peer peer, Tl action) {
        var me = by.who();
        switch (peer) {
            case Peer.OfUser(var id) -> {
                var update = Tl.of("updateUserTyping", "user_id", me.id, "action", action);
                if (id == me.id) return;
                var other = world.person(id);
                if (action.is("sendMessageTypingAction")) other.writing.put(me, world.now());
                else other.writing.remove(me);
                tellOf(me, other, update);
            }
            case Peer.OfGroup(var id) -> {
                var update = Tl.of(
                        "updateChatUserTyping",
                        "chat_id",
                        id,
                        "from_id",
                        me.peer().tl(),
                        "action",
                        action);
                for (var member : world.group(id).members) {
                    if (!member.equals(me)) tellOf(me, member, update);
                }
            }
            case Peer.OfChannel _ -> {} // nobody sees who writes in a channel
        }
    }

    private void tellOf(Profile person, Profile to, Tl update) {
        wire.tell(to, Optional.empty(), new Cast(world, to).with(person), update);
    }
}
