package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The groups and channels TDLib told of. It tells also of some that the account is not in; those that are in one of the
 * account's lists are brought here. Safe for use by many threads.
 */
final class Rooms {

    /** The lists every chat of an account is in one of. Folders show the same chats again. */
    private static final Set<String> LISTS = Set.of("chatListMain", "chatListArchive");

    private final Map<Long, Room> rooms = new HashMap<>();
    private final Map<Club, Standing> standings = new HashMap<>();

    /** What is behind a chat: a small group, or one of those that Telegram keeps in one place for all. */
    private record Club(boolean large, long id) {}

    /**
     * How the account stands to one.
     *
     * @param movedOn whether a larger group took its place
     */
    private record Standing(Role role, boolean movedOn) {

        private static final Standing UNKNOWN = new Standing(Role.OUTSIDER, false);
    }

    private enum Role {
        OUTSIDER,
        READER,
        MEMBER,
        WRITER
    }

    private static final class Room {
        final Club club;
        final boolean channel;
        final Set<String> lists = new HashSet<>();
        String title = "";
        boolean everybodyWrites;
        long seenByMe;
        long seenByThem;

        @Nullable
        TdMessage latest;

        Room(Club club, boolean channel) {
            this.club = club;
            this.channel = channel;
        }
    }

    /** What an update changed. */
    enum Change {
        /** Nothing that is shown. */
        NONE,
        /** It is in a list now, or different. */
        SHOWN,
        /** It is in no list any more. */
        UNLISTED
    }

    /** Keeps a chat, if it is one of these. */
    synchronized Change toldOfChat(JsonNode chat) {
        var type = chat.path("type");
        boolean large = Decoding.type(type).equals("chatTypeSupergroup");
        if (!large && !Decoding.type(type).equals("chatTypeBasicGroup")) return Change.NONE;
        var club = new Club(
                large, type.path(large ? "supergroup_id" : "basic_group_id").asLong(0));
        var room = rooms.computeIfAbsent(
                chat.path("id").asLong(0),
                _ -> new Room(club, type.path("is_channel").asBoolean(false)));
        room.title = chat.path("title").asString("");
        room.everybodyWrites = mayWrite(chat.path("permissions"));
        room.seenByMe = chat.path("last_read_inbox_message_id").asLong(0);
        room.seenByThem = chat.path("last_read_outbox_message_id").asLong(0);
        return placed(room, chat.path("positions"));
    }

    synchronized Change toldOfTitle(long chat, String title) {
        return changed(chat, room -> room.title = title);
    }

    synchronized Change toldOfPermissions(long chat, JsonNode permissions) {
        return changed(chat, room -> room.everybodyWrites = mayWrite(permissions));
    }

    /** Where a chat stands in some lists. */
    synchronized Change toldOfPositions(long chat, JsonNode positions) {
        var room = rooms.get(chat);
        return room == null ? Change.NONE : placed(room, positions);
    }

    synchronized Change toldOfPosition(long chat, JsonNode position) {
        var room = rooms.get(chat);
        if (room == null) return Change.NONE;
        boolean before = !room.lists.isEmpty();
        place(room, position);
        return change(before, room);
    }

    synchronized Change toldOfRemoval(long chat, String list) {
        var room = rooms.get(chat);
        if (room == null) return Change.NONE;
        boolean before = !room.lists.isEmpty();
        room.lists.remove(list);
        return change(before, room);
    }

    private static Change placed(Room room, JsonNode positions) {
        boolean before = !room.lists.isEmpty();
        positions.valueStream().forEach(position -> place(room, position));
        return change(before, room);
    }

    private static void place(Room room, JsonNode position) {
        var list = Decoding.type(position.path("list"));
        if (!LISTS.contains(list)) return;
        if (position.path("order").asString("0").equals("0")) room.lists.remove(list);
        else room.lists.add(list);
    }

    private static Change change(boolean before, Room room) {
        boolean now = !room.lists.isEmpty();
        if (before && !now) return Change.UNLISTED;
        return now && !before ? Change.SHOWN : Change.NONE;
    }

    private Change changed(long chat, java.util.function.Consumer<Room> how) {
        var room = rooms.get(chat);
        if (room == null) return Change.NONE;
        how.accept(room);
        return room.lists.isEmpty() ? Change.NONE : Change.SHOWN;
    }

    /** How the account stands to what is behind a chat; returns the chats that concerns. */
    synchronized Set<Long> toldOfClub(boolean large, JsonNode group) {
        var club = new Club(large, group.path("id").asLong(0));
        boolean movedOn = group.path("upgraded_to_supergroup_id").asLong(0) != 0;
        standings.put(club, new Standing(role(group.path("status")), movedOn));
        var concerned = new HashSet<Long>();
        rooms.forEach((chat, room) -> {
            if (room.club.equals(club) && !room.lists.isEmpty()) concerned.add(chat);
        });
        return concerned;
    }

    private static Role role(JsonNode status) {
        return switch (Decoding.type(status)) {
            case "chatMemberStatusCreator" -> Role.WRITER;
            case "chatMemberStatusAdministrator" ->
                status.path("rights").path("can_post_messages").asBoolean(false) ? Role.WRITER : Role.MEMBER;
            case "chatMemberStatusMember" -> Role.MEMBER;
            case "chatMemberStatusRestricted" -> mayWrite(status.path("permissions")) ? Role.MEMBER : Role.READER;
            default -> Role.OUTSIDER;
        };
    }

    private static boolean mayWrite(JsonNode permissions) {
        return permissions.path("can_send_basic_messages").asBoolean(false);
    }

    synchronized void seenByMe(long chat, long upTo) {
        changed(chat, room -> room.seenByMe = upTo);
    }

    synchronized void seenByThem(long chat, long upTo) {
        changed(chat, room -> room.seenByThem = upTo);
    }

    /** Up to where this account has seen one; 0 if nowhere. */
    synchronized long seenByMe(long chat) {
        var room = rooms.get(chat);
        return room == null ? 0 : room.seenByMe;
    }

    /** Up to where somebody has seen what this account wrote in one; 0 if nowhere. */
    synchronized long seenByThem(long chat) {
        var room = rooms.get(chat);
        return room == null ? 0 : room.seenByThem;
    }

    synchronized void latest(TdMessage message) {
        changed(message.chat(), room -> room.latest = message);
    }

    synchronized Optional<TdMessage> latest(long chat) {
        var room = rooms.get(chat);
        return room == null ? Optional.empty() : Optional.ofNullable(room.latest);
    }

    /** What one is called, whether it is in a list or not. */
    synchronized Optional<String> title(DialogId chat) {
        var room = rooms.get(chat.value());
        return room == null || room.title.isBlank() ? Optional.empty() : Optional.of(room.title);
    }

    /** Whether a larger group took its place, so that what was said in it is not lost to the account. */
    synchronized boolean movedOn(long chat) {
        var room = rooms.get(chat);
        return room != null
                && standings.getOrDefault(room.club, Standing.UNKNOWN).movedOn();
    }

    /** One that is in a list, as it is shown. */
    synchronized Optional<Dialog> dialog(long chat) {
        var room = rooms.get(chat);
        if (room == null || room.lists.isEmpty()) return Optional.empty();
        var id = new DialogId(chat);
        var title = room.title.isBlank() ? id.toString() : room.title;
        var standing = standings.getOrDefault(room.club, Standing.UNKNOWN);
        return Optional.of(
                room.channel
                        ? new Dialog.Channel(id, title, standing.role() == Role.WRITER)
                        : new Dialog.Group(id, title, mayWrite(room, standing)));
    }

    private static boolean mayWrite(Room room, Standing standing) {
        return !standing.movedOn()
                && switch (standing.role()) {
                    case OUTSIDER, READER -> false;
                    case MEMBER -> room.everybodyWrites;
                    case WRITER -> true;
                };
    }
}
