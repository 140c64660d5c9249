package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writing, changing, removing and having seen messages. */
final class MessageCalls {

    private static final int LONGEST = 4_096;
    private static final int EVERYTHING = Integer.MAX_VALUE;

    private final World world;
    private final Post post;
    private final Shelf shelf;
    private final Faults faults;

    MessageCalls(World world, Post post, Shelf shelf, Faults faults) {
        this.world = world;
        this.post = post;
        this.shelf = shelf;
        this.faults = faults;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("messages.sendMessage", this::sendMessage)
                .on("messages.sendMedia", this::sendMedia)
                .on("messages.uploadMedia", call -> media(call, call.query().tl("media")))
                .on("messages.editMessage", this::edit)
                .on("messages.deleteMessages", this::delete)
                .on("messages.deleteHistory", this::deleteHistory)
                .on("messages.readHistory", this::read)
                .on("messages.readMessageContents", call -> affected(call.me(), 0))
                .on("messages.setTyping", this::acts)
                .always(List.of(), "messages.receivedMessages")
                .always(true, "messages.saveDraft", "messages.markDialogUnread");
    }

    private Tl sendMessage(Call call) throws RpcFailure {
        var text = call.query().text("message");
        if (text.isEmpty()) throw new RpcFailure(400, "MESSAGE_EMPTY");
        if (text.length() > LONGEST) throw new RpcFailure(400, "MESSAGE_TOO_LONG");
        return send(call, new Letter.Content(text, call.query().list("entities"), Optional.empty(), Optional.empty()));
    }

    private Tl sendMedia(Call call) throws RpcFailure {
        var me = call.me();
        faults.mayWrite(me, world.peer(call.query().tl("peer"), me)); // before the file is taken off the shelf
        var random = call.query().number("random_id");
        if (me.sent.containsKey(random)) return send(call, me.sent.get(random).letter().content);
        var media = media(call, call.query().tl("media"));
        return send(
                call,
                new Letter.Content(
                        call.query().text("message"),
                        call.query().list("entities"),
                        Optional.of(media),
                        Optional.empty()));
    }

    private Tl send(Call call, Letter.Content content) throws RpcFailure {
        var me = call.me();
        var query = call.query();
        var to = world.peer(query.tl("peer"), me);
        faults.mayWrite(me, to);
        var random = OptionalLong.of(query.number("random_id"));
        if (query.has("reply_to")) faults.mayAnswer(me);
        var answers = query.has("reply_to") ? answered(me, query.tl("reply_to")) : null;
        var sending = post.send(call.hand(), to, content, answers, random);
        return post.answer(me, sending, random);
    }

    private static @Nullable Letter answered(Profile me, Tl replyTo) {
        if (!replyTo.has("reply_to_msg_id")) return null;
        return me.box
                .entry(replyTo.integer("reply_to_msg_id"))
                .map(Box.Entry::letter)
                .orElse(null);
    }

    /** What a client uploaded, or has already, as messages carry it. */
    private Tl media(Call call, Tl input) throws RpcFailure {
        return switch (input.name()) {
            case "inputMediaUploadedDocument" -> {
                var content = shelf.whole(call.me(), input.tl("file"));
                var name = input.tl("file").text("name");
                yield shelf.document(name, input.text("mime_type"), input.list("attributes"), content);
            }
            case "inputMediaUploadedPhoto" -> shelf.photo(shelf.whole(call.me(), input.tl("file")));
            case "inputMediaDocument", "inputMediaPhoto" -> again(call.me(), input.tl("id"));
            default -> throw new RpcFailure(400, "MEDIA_INVALID");
        };
    }

    /** Media of a message that somebody has. */
    private static Tl again(Profile me, Tl wanted) throws RpcFailure {
        return me.box.all().stream()
                .flatMap(entry -> entry.letter().content.media().stream())
                .filter(media -> media.fields().values().stream()
                        .anyMatch(held ->
                                held instanceof Tl file && file.has("id") && file.number("id") == wanted.number("id")))
                .findFirst()
                .orElseThrow(() -> new RpcFailure(400, "MEDIA_EMPTY"));
    }

    private Tl edit(Call call) throws RpcFailure {
        var me = call.me();
        var query = call.query();
        var peer = world.peer(query.tl("peer"), me);
        int id = query.integer("id");
        if (peer instanceof Peer.OfChannel(var channel)) {
            var posted = world.channel(channel).posts.get(id);
            if (posted == null) throw new RpcFailure(400, "MESSAGE_ID_INVALID");
            return post.edit(call.hand(), world.channel(channel), id, changed(call, posted.content));
        }
        var entry = me.box
                .entry(id)
                .filter(one -> one.peer().equals(peer))
                .orElseThrow(() -> new RpcFailure(400, "MESSAGE_ID_INVALID"));
        return post.edit(call.hand(), entry, changed(call, entry.letter().content));
    }

    private Letter.Content changed(Call call, Letter.Content before) throws RpcFailure {
        var query = call.query();
        var media = query.has("media") ? Optional.of(media(call, query.tl("media"))) : before.media();
        boolean words = query.has("message");
        return new Letter.Content(
                words ? query.text("message") : before.text(),
                words ? query.list("entities") : before.entities(),
                media,
                Optional.empty());
    }

    private Tl delete(Call call) throws RpcFailure {
        var me = call.me();
        var entries = call.query().numbers("id").stream()
                .map(id -> me.box.entry(Math.toIntExact(id)))
                .flatMap(Optional::stream)
                .toList();
        return affected(me, post.delete(call.hand(), entries, call.query().flag("revoke")));
    }

    private Tl deleteHistory(Call call) throws RpcFailure {
        var me = call.me();
        int upTo = call.query().integer("max_id");
        var entries = me.box.with(world.peer(call.query().tl("peer"), me)).stream()
                .filter(entry -> entry.id() <= (upTo == 0 ? EVERYTHING : upTo))
                .toList();
        int count = post.delete(call.hand(), entries, call.query().flag("revoke"));
        return Tl.of("messages.affectedHistory", "pts", me.box.log.pts(), "pts_count", count, "offset", 0);
    }

    private Tl read(Call call) throws RpcFailure {
        var me = call.me();
        boolean news = post.read(
                call.hand(),
                world.peer(call.query().tl("peer"), me),
                call.query().integer("max_id"));
        return affected(me, news ? 1 : 0);
    }

    private static Tl affected(Profile me, int count) {
        return Tl.of("messages.affectedMessages", "pts", me.box.log.pts(), "pts_count", count);
    }

    private Object acts(Call call) throws RpcFailure {
        post.acts(
                call.hand(),
                world.peer(call.query().tl("peer"), call.me()),
                call.query().tl("action"));
        return true;
    }
}
