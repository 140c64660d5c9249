package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody's messages with other people and in groups, numbered as they came. Guarded by the {@link World}. */
final class Box {

    /** A letter as it lies in somebody's box. */
    record Entry(Profile owner, int id, Peer peer, boolean out, Letter letter) {

        Tl message() {
            var answered = Optional.ofNullable(letter.answers)
                    .map(one -> one.ids.get(owner))
                    .map(one -> Tl.of("messageReplyHeader", "reply_to_msg_id", one));
            return letter.message(id, peer, out).with("reply_to", answered.orElse(null));
        }
    }

    final Log log = new Log();

    private final Profile owner;
    private final NavigableMap<Integer, Entry> entries = new TreeMap<>();
    private final Map<Peer, Integer> readByOwner = new HashMap<>();
    private final Map<Peer, Integer> readByOthers = new HashMap<>();
    private int lastId;

    Box(Profile owner) {
        this.owner = owner;
    }

    /** Puts a letter in; it becomes the newest. */
    Entry put(Letter letter, Peer peer) {
        boolean out = letter.author.filter(owner::equals).isPresent();
        var entry = new Entry(owner, ++lastId, peer, out, letter);
        entries.put(entry.id(), entry);
        letter.ids.put(owner, entry.id());
        log.came(entry.id());
        return entry;
    }

    /** News of the letter that was put in last. */
    Tl newsOf(Entry entry) {
        return Tl.of("updateNewMessage", "message", entry.message(), "pts", log.pts(), "pts_count", 1);
    }

    Optional<Entry> entry(int id) {
        return Optional.ofNullable(entries.get(id));
    }

    void remove(Collection<Integer> ids) {
        entries.keySet().removeAll(ids);
    }

    /** A dialog's messages, oldest first. */
    List<Entry> with(Peer peer) {
        return entries.values().stream()
                .filter(entry -> entry.peer().equals(peer))
                .toList();
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Whom there are messages with. */
    List<Peer> peers() {
        return entries.values().stream().map(Entry::peer).distinct().toList();
    }

    int readByOthers(Peer peer) {
        return readByOthers.getOrDefault(peer, 0);
    }

    /** @return whether that is more than before */
    boolean readByOwner(Peer peer, int id) {
        return further(readByOwner, peer, id);
    }

    /** @return whether that is more than before */
    boolean readByOthers(Peer peer, int id) {
        return further(readByOthers, peer, id);
    }

    private static boolean further(Map<Peer, Integer> read, Peer peer, int id) {
        if (read.getOrDefault(peer, 0) >= id) return false;
        read.put(peer, id);
        return true;
    }

    int unread(Peer peer) {
        int read = readByOwner.getOrDefault(peer, 0);
        return (int) with(peer).stream()
                .filter(entry -> !entry.out() && entry.id() > read)
                .count();
    }

    /** A dialog as lists of dialogs have it, whether anything was written in it or not. */
    Tl dialog(Peer peer) {
        return Tl.of(
                "dialog",
                "peer",
                peer.tl(),
                "top_message",
                with(peer).stream().mapToInt(Entry::id).max().orElse(0),
                "read_inbox_max_id",
                readByOwner.getOrDefault(peer, 0),
                "read_outbox_max_id",
                readByOthers(peer),
                "unread_count",
                unread(peer));
    }
}
