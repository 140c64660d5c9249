package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dialogs and what was written in them. */
final class HistoryCalls {

    private static final int ARCHIVE = 1;

    private final World world;

    HistoryCalls(World world) {
        this.world = world;
    }

    /** A message, wherever it lies. */
    private record Found(int id, int date, Letter letter, Peer peer, Tl message) {

        static Found in(Box.Entry entry) {
            return new Found(entry.id(), entry.letter().date, entry.letter(), entry.peer(), entry.message());
        }
    }

    /** A dialog, and its newest message if there is any. */
    private record Listed(Peer peer, Tl dialog, Optional<Found> newest) {

        int date() {
            return newest.map(Found::date).orElse(0);
        }

        int id() {
            return newest.map(Found::id).orElse(0);
        }
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("messages.getDialogs", this::dialogs)
                .on("messages.getPinnedDialogs", call -> peerDialogs(call, List.of()))
                .on("messages.getPeerDialogs", this::somePeerDialogs)
                .on("messages.getHistory", this::history)
                .on("messages.search", this::search)
                .on("messages.getMessages", this::messages)
                .on("messages.getPeerSettings", call -> new Cast(world, call.me()).in(Tl.of("messages.peerSettings")))
                .always(Tl.of("messages.dialogFilters"), "messages.getDialogFilters")
                .always(List.of(), "messages.getDialogUnreadMarks");
    }

    private Tl dialogs(Call call) throws RpcFailure {
        var me = call.me();
        var query = call.query();
        if (query.integer("folder_id", 0) == ARCHIVE) return Tl.of("messages.dialogs");
        var all = listed(me);
        var rest = all.stream().skip(seenBefore(all, query)).toList();
        var page = rest.subList(0, Math.min(query.integer("limit"), rest.size()));
        var answer = page.size() == all.size()
                ? Tl.of("messages.dialogs")
                : Tl.of("messages.dialogsSlice", "count", all.size());
        return withDialogs(me, answer, page);
    }

    /** All of somebody's dialogs, the one with the newest message first. */
    private List<Listed> listed(Profile me) {
        var listed = new ArrayList<Listed>();
        for (var peer : me.box.peers()) listed.add(listed(me, peer));
        for (var channel : world.channels()) {
            if (channel.members.contains(me) && channel.newest() > 0) listed.add(listed(me, channel.peer()));
        }
        listed.sort(Comparator.comparing(Listed::date).thenComparing(Listed::id).reversed());
        return listed;
    }

    /** A dialog of somebody's, whether anything was written in it or not. */
    private Listed listed(Profile me, Peer peer) {
        var dialog = peer instanceof Peer.OfChannel(var id) ? world.channel(id).dialog(me) : me.box.dialog(peer);
        return new Listed(peer, dialog, newestFirst(peer, me).stream().findFirst());
    }

    private static Found post(Channel channel, int id, Profile viewer) {
        var letter = channel.posts.get(id);
        return new Found(id, letter.date, letter, channel.peer(), channel.message(id, viewer));
    }

    /** How many dialogs a client has had already: it names the last of them, be it one it cannot know any more. */
    private static long seenBefore(List<Listed> all, Tl query) {
        int date = query.integer("offset_date");
        if (date == 0 && query.integer("offset_id") == 0) return 0;
        var last = World.peerNamed(query.tl("offset_peer"));
        for (int i = 0; i < all.size(); i++) {
            if (last.filter(all.get(i).peer()::equals).isPresent()) return i + 1L;
        }
        return all.stream().takeWhile(one -> one.date() >= date).count();
    }

    private Tl withDialogs(Profile me, Tl answer, List<Listed> listed) {
        var cast = new Cast(world, me);
        var newest = listed.stream().flatMap(one -> one.newest().stream()).toList();
        for (var one : listed) cast.with(one.peer());
        for (var one : newest) cast.with(one.letter());
        return cast.in(answer)
                .with("dialogs", listed.stream().map(Listed::dialog).toList())
                .with("messages", newest.stream().map(Found::message).toList());
    }

    private Tl somePeerDialogs(Call call) throws RpcFailure {
        var me = call.me();
        var wanted = new ArrayList<Listed>();
        for (var one : call.query().list("peers")) {
            if (one.has("peer")) wanted.add(listed(me, world.peer(one.tl("peer"), me)));
        }
        return peerDialogs(call, wanted);
    }

    private Tl peerDialogs(Call call, List<Listed> listed) throws RpcFailure {
        var me = call.me();
        var answer = Tl.of("messages.peerDialogs", "state", UpdateCalls.state(world, me, me.box.log.pts()));
        return withDialogs(me, answer, listed);
    }

    private Tl history(Call call) throws RpcFailure {
        var me = call.me();
        return page(call, newestFirst(world.peer(call.query().tl("peer"), me), me));
    }

    private Tl search(Call call) throws RpcFailure {
        var me = call.me();
        var query = call.query();
        var words = query.text("q").toLowerCase(Locale.ROOT);
        var filter = query.tl("filter").name();
        var author = query.has("from_id") ? Optional.of(world.peer(query.tl("from_id"), me)) : Optional.<Peer>empty();
        var everywhere = query.tl("peer").is("inputPeerEmpty");
        var all = everywhere
                ? me.box.all().reversed().stream().map(Found::in).toList()
                : newestFirst(world.peer(query.tl("peer"), me), me);
        var found = all.stream()
                .filter(one ->
                        one.letter().content.text().toLowerCase(Locale.ROOT).contains(words))
                .filter(one -> passes(one, filter))
                .filter(one -> author.isEmpty()
                        || one.letter()
                                .author
                                .map(Profile::peer)
                                .filter(author.get()::equals)
                                .isPresent())
                .toList();
        return page(call, found);
    }

    private static boolean passes(Found one, String filter) {
        return switch (filter) {
            case "inputMessagesFilterEmpty" -> true;
            case "inputMessagesFilterDocument" ->
                one.message().has("media") && one.message().tl("media").has("document");
            case "inputMessagesFilterPhotos" ->
                one.message().has("media") && one.message().tl("media").has("photo");
            default -> false;
        };
    }

    private List<Found> newestFirst(Peer peer, Profile me) {
        if (peer instanceof Peer.OfChannel(var id)) {
            var channel = world.channel(id);
            return channel.posts.descendingKeySet().stream()
                    .map(post -> post(channel, post, me))
                    .toList();
        }
        return me.box.with(peer).reversed().stream().map(Found::in).toList();
    }

    /** The part of the messages a client wants: from a message or a moment, so many before it and so many after. */
    private Tl page(Call call, List<Found> newestFirst) throws RpcFailure {
        var query = call.query();
        int fromId = query.integer("offset_id");
        int fromDate = query.integer("offset_date", 0);
        int most = query.integer("max_id");
        int least = query.integer("min_id");
        var all = newestFirst.stream()
                .filter(one -> (most == 0 || one.id() < most) && one.id() > least)
                .toList();
        long newer = all.stream()
                .filter(one -> fromId != 0 ? one.id() >= fromId : fromDate != 0 && one.date() >= fromDate)
                .count();
        int from = Math.toIntExact(newer) + query.integer("add_offset");
        int to = Math.clamp((long) from + query.integer("limit"), 0, all.size());
        return answer(call, all.subList(Math.min(Math.max(from, 0), to), to), all.size());
    }

    private Tl answer(Call call, List<Found> page, int count) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        for (var one : page) cast.with(one.peer()).with(one.letter());
        var messages = page.stream().map(Found::message).toList();
        var ofChannel = page.isEmpty() || !(page.getFirst().peer() instanceof Peer.OfChannel(var id))
                ? Optional.<Channel>empty()
                : Optional.of(world.channel(id));
        var answer = ofChannel
                .map(channel -> Tl.of("messages.channelMessages", "pts", channel.log.pts()))
                .orElse(Tl.of("messages.messagesSlice"));
        return cast.in(answer.with("count", count).with("messages", messages));
    }

    private Tl messages(Call call) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        var messages = new ArrayList<Tl>();
        for (var wanted : call.query().list("id")) {
            int id = wanted.integer("id");
            var entry = me.box.entry(id);
            entry.ifPresent(cast::with);
            messages.add(entry.map(Box.Entry::message).orElse(Tl.of("messageEmpty", "id", id)));
        }
        return cast.in(Tl.of("messages.messages", "messages", messages));
    }
}
