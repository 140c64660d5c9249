package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.telegram.carrier.Departures.Fate;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.tdlib.TdListener;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Hears what TDLib tells, and passes each thing to whom it concerns. Nothing here takes long. */
final class Ear implements TdListener {

    private final AccountId account;
    private final Reach reach;
    private final Chats chats;
    private final Rooms rooms;
    private final Departures departures;
    private final Moves moves;
    private final CatchUp catchUp;
    private final Handover handover;
    private final Lane lane;
    private final Writers writers;
    private final Consumer<String> authorization;

    /** @param authorization told how TDLib's authorization is, and {@code "foreign"} when it is somebody else's */
    Ear(
            AccountId account,
            Reach reach,
            Chats chats,
            Rooms rooms,
            Departures departures,
            Moves moves,
            CatchUp catchUp,
            Handover handover,
            Lane lane,
            Writers writers,
            Consumer<String> authorization) {
        this.account = account;
        this.reach = reach;
        this.chats = chats;
        this.rooms = rooms;
        this.departures = departures;
        this.moves = moves;
        this.catchUp = catchUp;
        this.handover = handover;
        this.lane = lane;
        this.writers = writers;
        this.authorization = authorization;
    }

    @Override
    public void updated(JsonNode update) {
        switch (Decoding.type(update)) {
            case "updateAuthorizationState" -> authorization.accept(Decoding.type(update.path("authorization_state")));
            case "updateOption" -> option(update);
            case "updateConnectionState" -> connection(Decoding.type(update.path("state")));
            case "updateUser" -> chats.toldOfUser(update.path("user"));
            case "updateNewChat" -> chat(update.path("chat"));
            case "updateChatLastMessage" -> {
                room(chatId(update), rooms.toldOfPositions(chatId(update), update.path("positions")));
                latest(update.path("last_message"));
            }
            case "updateChatPosition" ->
                room(chatId(update), rooms.toldOfPosition(chatId(update), update.path("position")));
            case "updateChatDraftMessage" ->
                room(chatId(update), rooms.toldOfPositions(chatId(update), update.path("positions")));
            case "updateChatRemovedFromList" ->
                room(chatId(update), rooms.toldOfRemoval(chatId(update), Decoding.type(update.path("chat_list"))));
            case "updateChatTitle" ->
                room(
                        chatId(update),
                        rooms.toldOfTitle(chatId(update), update.path("title").asString("")));
            case "updateChatPermissions" ->
                room(chatId(update), rooms.toldOfPermissions(chatId(update), update.path("permissions")));
            case "updateBasicGroup" -> rooms(rooms.toldOfClub(false, update.path("basic_group")));
            case "updateSupergroup" -> rooms(rooms.toldOfClub(true, update.path("supergroup")));
            case "updateNewMessage" -> message(update.path("message"));
            case "updateMessageSendSucceeded" -> taken(update);
            case "updateMessageSendFailed" -> failed(update);
            case "updateMessageContent" -> lane.tell(new News.Edited(chatId(update), messageId(update)));
            case "updateDeleteMessages" -> deleted(update);
            case "updateChatReadOutbox" -> seenByThem(chatId(update), update);
            case "updateChatReadInbox" -> seenByMe(chatId(update), update);
            case "updateChatAction" -> writers.told(chatId(update), Decoding.sender(update), isWriting(update));
            case "updateFile" -> moves.told(FileState.of(update.path("file")));
            default -> {} // TDLib tells much that nobody here asks for
        }
    }

    private void option(JsonNode update) {
        if (!update.path("name").asString("").equals("my_id")) return;
        long me = update.path("value").path("value").asLong(0);
        if (me != 0 && me != account.telegramUser()) authorization.accept("foreign");
    }

    private void connection(String state) {
        boolean before = reach.online();
        reach.connection(state);
        if (!before && reach.online()) lane.tell(new News.Reached());
    }

    private void chat(JsonNode chat) {
        chats.toldOfChat(chat);
        room(chat.path("id").asLong(0), rooms.toldOfChat(chat));
        latest(chat.path("last_message"));
    }

    private void rooms(Set<Long> changed) {
        changed.forEach(chat -> lane.tell(new News.Shown(chat)));
    }

    /** What was told of it before it was in a list counts from now on. */
    private void room(long chat, Rooms.Change change) {
        switch (change) {
            case NONE -> {}
            case SHOWN -> {
                lane.tell(new News.Shown(chat));
                rooms.latest(chat).ifPresent(latest -> lane.tell(new News.Latest(latest)));
            }
            case UNLISTED -> lane.tell(new News.Unlisted(chat));
        }
    }

    private void seenByThem(long chat, JsonNode update) {
        long upTo = update.path("last_read_outbox_message_id").asLong(0);
        rooms.seenByThem(chat, upTo);
        lane.tell(new News.SeenByThem(chat, upTo));
    }

    private void seenByMe(long chat, JsonNode update) {
        long upTo = update.path("last_read_inbox_message_id").asLong(0);
        rooms.seenByMe(chat, upTo);
        lane.tell(new News.SeenByMe(chat, upTo));
    }

    private void latest(JsonNode told) {
        if (chatId(told) == 0) return; // there is none
        var message = Decoding.message(told);
        rooms.latest(message);
        if (concerns(told)) lane.tell(new News.Latest(message));
    }

    private boolean concerns(JsonNode message) {
        return chats.dialog(chatId(message)).isPresent();
    }

    private void message(JsonNode told) {
        var message = Decoding.message(told);
        if (message.state() == TdMessage.State.PENDING)
            departures.queued(new Ticket(message.chat(), message.id()), message.date());
        else if (concerns(told) && message.isThere()) lane.tell(new News.Message(message));
    }

    private void taken(JsonNode update) {
        var message = Decoding.message(update.path("message"));
        catchUp.sent(message.chat(), message.id());
        departures.left(ticket(update), new Fate.Taken(message.id(), message.date()));
    }

    /** What nobody waits for any more would stay in the dialog as failed. */
    private void failed(JsonNode update) {
        var error = update.path("error");
        var fate = new Fate.Failed(
                error.path("code").asInt(0), error.path("message").asString(""));
        if (!departures.left(ticket(update), fate)) handover.remove(ticket(update));
    }

    private static Ticket ticket(JsonNode update) {
        return new Ticket(
                chatId(update.path("message")), update.path("old_message_id").asLong(0));
    }

    private void deleted(JsonNode update) {
        boolean forGood = update.path("is_permanent").asBoolean(false)
                && !update.path("from_cache").asBoolean(false);
        if (!forGood) return; // TDLib only does not keep it in its memory
        var ids =
                update.path("message_ids").valueStream().map(id -> id.asLong(0)).toList();
        for (long id : ids) departures.removed(new Ticket(chatId(update), id));
        var theirs = ids.stream().filter(TdMessage::isTelegrams).toList();
        if (!theirs.isEmpty()) lane.tell(new News.Deleted(chatId(update), theirs));
    }

    /** Who records or uploads something does not write; that they no longer do, TDLib says by the same news. */
    private static boolean isWriting(JsonNode update) {
        return Decoding.type(update.path("action")).equals("chatActionTyping");
    }

    private static long chatId(JsonNode about) {
        return about.path("chat_id").asLong(0);
    }

    private static long messageId(JsonNode about) {
        return about.path("message_id").asLong(0);
    }
}
