package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/** Where one writes and many read: its messages lie here, with a log of their own. Guarded by the {@link World}. */
final class Channel {

    /** A sponsored message, and how often clients said that it was seen, clicked and reported. */
    static final class Advertisement {

        final byte[] id;
        final Tl message;
        int seen;
        int clicked;
        int reported;

        Advertisement(byte[] id, Tl message) {
            this.id = id;
            this.message = message;
        }
    }

    final long id;
    final long accessHash;
    final String title;
    final Profile creator;
    final int date;
    final SequencedSet<Profile> members = new LinkedHashSet<>();
    final NavigableMap<Integer, Letter> posts = new TreeMap<>();
    final List<Advertisement> advertisements = new ArrayList<>();
    final Log log = new Log();

    private final Map<Profile, Integer> read = new HashMap<>();
    private int lastId;

    Channel(long id, long accessHash, String title, Profile creator, int date) {
        this.id = id;
        this.accessHash = accessHash;
        this.title = title;
        this.creator = creator;
        this.date = date;
        members.add(creator);
    }

    Peer.OfChannel peer() {
        return new Peer.OfChannel(id);
    }

    /** Puts a letter in; it becomes the newest. */
    int put(Letter letter) {
        posts.put(++lastId, letter);
        log.came(lastId);
        return lastId;
    }

    /** News of the letter that was put in last. */
    Tl newsOf(int post, Profile viewer) {
        return Tl.of("updateNewChannelMessage", "message", message(post, viewer), "pts", log.pts(), "pts_count", 1);
    }

    Tl message(int post, Profile viewer) {
        var message = posts.get(post).message(post, peer(), viewer.equals(creator));
        return message.with("views", message.is("message") ? members.size() : null)
                .with("forwards", message.is("message") ? 0 : null);
    }

    int newest() {
        return posts.isEmpty() ? 0 : posts.lastKey();
    }

    int readBy(Profile member) {
        return read.getOrDefault(member, 0);
    }

    void readBy(Profile member, int post) {
        read.merge(member, Math.min(post, newest()), Math::max);
    }

    int unread(Profile member) {
        return posts.tailMap(readBy(member), false).size();
    }

    Tl dialog(Profile member) {
        return Tl.of(
                "dialog",
                "peer",
                peer().tl(),
                "top_message",
                newest(),
                "read_inbox_max_id",
                readBy(member),
                "read_outbox_max_id",
                newest(),
                "unread_count",
                unread(member),
                "pts",
                log.pts());
    }

    Tl seenBy(Profile viewer) {
        if (!members.contains(viewer))
            return Tl.of("channelForbidden", "broadcast", true, "id", id, "access_hash", accessHash, "title", title);
        boolean owner = viewer.equals(creator);
        return Tl.of(
                "channel",
                "creator",
                owner,
                "broadcast",
                true,
                "id",
                id,
                "access_hash",
                accessHash,
                "title",
                title,
                "photo",
                Tl.of("chatPhotoEmpty"),
                "date",
                date,
                "admin_rights",
                owner ? rights() : null);
    }

    static Tl rights() {
        return Tl.of("chatAdminRights", "change_info", true, "post_messages", true, "edit_messages", true)
                .with("delete_messages", true)
                .with("invite_users", true);
    }

    Tl full(Profile viewer) {
        return Tl.of(
                "channelFull",
                "id",
                id,
                "read_inbox_max_id",
                readBy(viewer),
                "read_outbox_max_id",
                newest(),
                "unread_count",
                unread(viewer),
                "participants_count",
                members.size(),
                "chat_photo",
                Tl.of("photoEmpty"),
                "pts",
                log.pts());
    }
}
