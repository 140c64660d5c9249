package io.chimera.telegram.carrier;

import io.chimera.telegram.tdlib.TdTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * TDLib and Telegram played by a script: Ana, who is signed in, and Bruno. It says what the genuine TDLib was seen to say to
 * the requests made here, in the order in which it says it; the same contract is kept with both, so that it cannot lie for
 * long. Everything happens on one thread.
 */
final class ScriptedTelegram implements TdTransport, AutoCloseable {

    private static final long STEP = 1L << 20;
    /** TDLib's ids of sponsored messages are no multiples of a step. */
    private static final long SPONSORED = STEP + 7;

    private static final int PART = 128 << 10;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;
    private final Path files;
    private final ExecutorService script = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("script").factory());
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicInteger clients = new AtomicInteger();

    private final Person ana;
    private final Person bruno;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<Long, Letter> queue = new TreeMap<>();
    private final Map<Integer, Letter> documents = new TreeMap<>();
    private final Map<String, Integer> toldOfAdvertisement = new TreeMap<>();
    private final Map<Long, Room> rooms = new TreeMap<>();
    private final Set<Long> people = new HashSet<>();
    private final List<Runnable> whenBack = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();

    private int client;
    private boolean chatKnown;
    private boolean chatLoaded;
    private long last;
    private long lastTemporary;
    private long seenByBruno;
    private long seenByAna;
    private boolean outage;
    private boolean blocked;
    private boolean holding;
    private long owner;
    private Optional<ObjectNode> advertisement = Optional.empty();
    private Optional<ObjectNode> refusal = Optional.empty();

    /** Somebody at Telegram. */
    record Person(long id, String first, String lastName, String phone) {}

    /** A group or a channel with Ana and Bruno in it. */
    record Room(long id, String title, boolean channel) {}

    /** A message, at both ends. */
    private static final class Letter {
        long id;
        long chat;
        long sender;
        final boolean anas;
        final long date;
        String text = "";
        String name = "";
        boolean edited;
        Optional<byte[]> content = Optional.empty();
        int file;
        int went;
        Optional<Path> here = Optional.empty();
        Optional<String> failed = Optional.empty();
        boolean pending;

        Letter(boolean anas, long date) {
            this.anas = anas;
            this.date = date;
        }
    }

    ScriptedTelegram(Person ana, Person bruno, Path files, Clock clock) throws IOException {
        this.ana = ana;
        this.bruno = bruno;
        this.files = Files.createDirectories(files);
        this.clock = clock;
        this.owner = ana.id();
    }

    // what Bruno does, and what goes wrong

    void brunoWrites(String text) {
        does(() -> arrives(letter(false, text)));
    }

    Person bruno() {
        return bruno;
    }

    /** Bruno founds a group or a channel, and Ana is in it. */
    Room found(String title, boolean channel) {
        return asked(() -> {
            long number = rooms.size() + 7_000L;
            var room = new Room(channel ? -1_000_000_000_000L - number : -number, title, channel);
            rooms.put(room.id(), room);
            whenOnline(() -> {
                tellOfStanding(room, "chatMemberStatusMember");
                var update = update("updateNewChat");
                update.set("chat", chat(room));
                tell(update);
                tellOfPlace(room, "1");
            });
            return room;
        });
    }

    /** In a channel nobody's name is told. */
    void writes(Room room, Person who, String text) {
        does(() -> {
            var letter = letter(false, text);
            letter.chat = room.id();
            letter.sender = room.channel() ? room.id() : who.id();
            letter.id = last += STEP;
            letters.add(letter);
            whenOnline(() -> {
                tellOf(who);
                tellNewMessage(letter);
            });
        });
    }

    List<String> brunoHas(Room room) {
        return brunoHas(room.id());
    }

    /** From now on this is shown in every channel. */
    void advertises(String title, String text, String link) {
        does(() -> {
            var message = answer("sponsoredMessage")
                    .put("message_id", SPONSORED)
                    .put("title", title)
                    .put("button_text", "Open")
                    .put("can_be_reported", true);
            formatted(message.putObject("content").put("@type", "messageText").putObject("text"), text);
            message.putObject("sponsor")
                    .put("@type", "advertisementSponsor")
                    .put("url", link)
                    .put("info", "");
            advertisement = Optional.of(message);
        });
    }

    /** How often it was said of that: {@code seen}, {@code clicked}, {@code reported}. */
    int timesTold(String what) {
        return asked(() -> toldOfAdvertisement.getOrDefault(what, 0));
    }

    void removesAna(Room room) {
        does(() -> {
            rooms.remove(room.id());
            whenOnline(() -> {
                tellOfStanding(room, "chatMemberStatusLeft");
                tellOfPlace(room, "0");
                var update = update("updateChatRemovedFromList").put("chat_id", room.id());
                update.putObject("chat_list").put("@type", "chatListMain");
                tell(update);
            });
        });
    }

    void brunoSends(String name, byte[] content) {
        does(() -> arrives(document(false, name, content)));
    }

    void brunoEdits(String was, String is) {
        does(() -> {
            var letter = find(false, was);
            letter.text = is;
            letter.edited = true;
            edited(letter);
        });
    }

    void brunoDeletes(String text) {
        does(() -> deleted(find(false, text)));
    }

    void brunoDeletesTheFile(String name) {
        does(() -> deleted(letters.reversed().stream()
                .filter(letter -> !letter.anas && letter.name.equals(name))
                .findFirst()
                .orElseThrow()));
    }

    void brunoSees(String text) {
        does(() -> {
            seenByBruno = find(true, text).id;
            whenOnline(() -> tell(update("updateChatReadOutbox")
                    .put("chat_id", bruno.id())
                    .put("last_read_outbox_message_id", seenByBruno)));
        });
    }

    List<String> brunoHas() {
        return brunoHas(bruno.id());
    }

    private List<String> brunoHas(long chat) {
        return asked(() -> letters.stream()
                .filter(letter -> letter.anas && letter.chat == chat)
                .map(letter -> letter.content.isPresent() ? letter.name : letter.text)
                .toList());
    }

    Optional<String> brunoKnowsSeen() {
        return asked(() -> letters.reversed().stream()
                .filter(letter -> !letter.anas && letter.id <= seenByAna)
                .map(letter -> letter.text)
                .findFirst());
    }

    void outage(boolean on) {
        does(() -> {
            outage = on;
            if (on) {
                connection("connectionStateConnecting");
            } else {
                connection("connectionStateUpdating");
                run(whenBack);
                connection("connectionStateReady");
            }
        });
    }

    void blocked(boolean on) {
        does(() -> blocked = on);
    }

    /** Nobody's database opens from now on. */
    void refuses(int code, String message) {
        does(() -> refusal = Optional.of(error(code, message)));
    }

    /** The database is somebody's. */
    void belongsTo(long user) {
        does(() -> owner = user);
    }

    void holdAnswers(boolean on) {
        does(() -> {
            holding = on;
            if (!on) run(held);
        });
    }

    // the four functions

    @Override
    public int create() {
        return clients.incrementAndGet();
    }

    @Override
    public void send(int client, String request) {
        script.execute(() -> {
            this.client = client;
            var asked = json.readTree(request);
            answer(asked, asked.path("@extra").asString(""));
        });
    }

    @Override
    public Optional<String> receive(Duration patience) {
        try {
            return Optional.ofNullable(told.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> execute(String request) {
        return json.readTree(request).path("@type").asString("").equals("getOption")
                ? Optional.of("{\"@type\":\"optionValueString\",\"value\":\"1.8.67\"}")
                : Optional.of("{\"@type\":\"ok\"}");
    }

    @Override
    public void close() {
        script.shutdownNow();
    }

    // requests

    private void answer(JsonNode asked, String extra) {
        switch (asked.path("@type").asString("")) {
            case "setTdlibParameters" -> open(extra);
            case "close" -> end();
            case "loadChats" -> loadChats(extra);
            case "searchUserByPhoneNumber" -> lookUp(asked, extra);
            case "getChat" -> tellOfChat(chatId(asked), extra);
            case "createPrivateChat" -> makeChat(asked, extra);
            case "sendMessage" -> take(asked, extra);
            case "editMessageText" -> edit(asked, extra);
            case "deleteMessages" -> delete(asked, extra);
            case "getMessage" ->
                message(asked).ifPresentOrElse(letter -> say(node(letter), extra), () -> fail(404, "Not Found", extra));
            case "viewMessages" -> view(asked, extra);
            case "getChatSponsoredMessages" -> {
                var shown = answer("sponsoredMessages");
                var messages = shown.putArray("messages");
                advertisement.ifPresent(message -> messages.add(message.deepCopy()));
                say(shown, extra);
            }
            case "clickChatSponsoredMessage" -> {
                toldOfAdvertisement.merge("clicked", 1, Integer::sum);
                ok(extra);
            }
            case "reportChatSponsoredMessage" -> report(asked, extra);
            case "getChatHistory" -> history(asked, extra);
            case "downloadFile" -> download(asked, extra);
            case "deleteFile", "cancelDownloadFile", "openChat", "closeChat" -> ok(extra);
            default -> fail(400, "the script does not know this request", extra);
        }
    }

    private void tellOfChat(long id, String extra) {
        var room = rooms.get(id);
        if (room != null) say(chat(room), extra);
        else if (id == bruno.id()) say(chat(), extra);
        else fail(404, "Chat not found", extra);
    }

    private void open(String extra) {
        authorization("authorizationStateWaitTdlibParameters");
        if (refusal.isPresent()) {
            say(refusal.get(), extra);
            return;
        }
        var option = update("updateOption").put("name", "my_id");
        option.putObject("value").put("@type", "optionValueInteger").put("value", Long.toString(owner));
        tell(option);
        authorization("authorizationStateReady");
        tellOf(ana);
        ok(extra);
        connection("connectionStateConnecting");
        if (outage) return;
        connection("connectionStateUpdating");
        connection("connectionStateReady");
    }

    private void end() {
        authorization("authorizationStateClosing");
        authorization("authorizationStateClosed");
        client = 0;
    }

    private void loadChats(String extra) {
        if (chatLoaded || letters.isEmpty()) {
            fail(404, "Not Found", extra);
            return;
        }
        chatLoaded = true;
        tellOfChat();
        ok(extra);
    }

    private void lookUp(JsonNode asked, String extra) {
        if (!asked.path("phone_number").asString("").equals("+" + bruno.phone())) {
            fail(404, "Not Found", extra);
            return;
        }
        tellOf(bruno);
        say(user(bruno), extra);
    }

    private void makeChat(JsonNode asked, String extra) {
        if (asked.path("user_id").asLong() != bruno.id() || !people.contains(bruno.id())) {
            fail(400, "Chat info not found", extra);
            return;
        }
        tellOfChat();
        say(chat(), extra);
    }

    private void take(JsonNode asked, String extra) {
        var content = asked.path("input_message_content");
        try {
            var letter = content.path("@type").asString("").equals("inputMessageText")
                    ? letter(true, clean(content.path("text").path("text").asString("")))
                    : document(content.path("document"));
            if (letter.content.isEmpty() && letter.text.isEmpty()) {
                fail(400, "Message text is empty", extra);
                return;
            }
            letter.chat = chatId(asked);
            var room = rooms.get(letter.chat);
            if (room != null && room.channel()) {
                fail(400, "Have no write access to the chat", extra);
                return;
            }
            enqueue(letter);
            tellNewMessage(letter);
            say(node(letter), extra);
            whenOnline(() -> upload(letter));
        } catch (IOException gone) {
            fail(400, "InputFile is not specified", extra);
        }
    }

    private Letter document(JsonNode document) throws IOException {
        var path = Path.of(document.path("path")
                .asString(document.path("document").path("path").asString("")));
        return document(true, path.getFileName().toString(), Files.readAllBytes(path));
    }

    private void enqueue(Letter letter) {
        lastTemporary = Math.max(lastTemporary + 8, last + 1);
        letter.id = lastTemporary;
        letter.pending = true;
        queue.put(letter.id, letter);
    }

    /** A part at a time, so that what is asked meanwhile is dealt with in between. */
    private void upload(Letter letter) {
        if (!queue.containsKey(letter.id)) return;
        int size = letter.content.map(content -> content.length).orElse(0);
        if (letter.went == size) {
            leave(letter);
            return;
        }
        letter.went = Math.min(size, letter.went + PART);
        tellOfFile(letter);
        script.execute(() -> whenOnline(() -> upload(letter)));
    }

    private void leave(Letter letter) {
        if (blocked) {
            script.execute(() -> refused(letter));
            return;
        }
        long id = last += STEP;
        var taken = letter(true, letter.text);
        taken.id = id;
        taken.chat = letter.chat;
        taken.name = letter.name;
        taken.content = letter.content;
        taken.file = letter.file;
        letters.add(taken);
        if (holding) held.add(() -> taken(letter, taken));
        else taken(letter, taken);
    }

    private void taken(Letter letter, Letter taken) {
        if (queue.remove(letter.id) == null) {
            deleted(taken); // it was taken back meanwhile
            return;
        }
        var update = update("updateMessageSendSucceeded").put("old_message_id", letter.id);
        update.set("message", node(taken));
        tell(update);
        tellLastMessage(taken);
    }

    private void refused(Letter letter) {
        if (queue.remove(letter.id) == null) return;
        long old = letter.id;
        letter.id = old + 1;
        letter.pending = false;
        letter.failed = Optional.of("YOU_BLOCKED_USER");
        var update = update("updateMessageSendFailed").put("old_message_id", old);
        update.set("message", node(letter));
        update.set("error", error(400, "YOU_BLOCKED_USER"));
        tell(update);
        tellLastMessage(letter);
    }

    private void edit(JsonNode asked, String extra) {
        var found = message(asked).filter(letter -> letter.anas);
        if (found.isEmpty()) {
            fail(400, "Message not found", extra);
            return;
        }
        var text = clean(
                asked.path("input_message_content").path("text").path("text").asString(""));
        if (!found.get().text.equals(text)) {
            found.get().text = text;
            found.get().edited = true;
            edited(found.get());
        }
        say(node(found.get()), extra);
    }

    private void delete(JsonNode asked, String extra) {
        for (var id : asked.path("message_ids")) {
            var waiting = queue.remove(id.asLong());
            if (waiting != null) tellDeleted(waiting);
            letters.stream()
                    .filter(letter -> letter.id == id.asLong())
                    .findFirst()
                    .ifPresent(this::deleted);
        }
        ok(extra);
    }

    private void report(JsonNode asked, String extra) {
        if (!asked.path("option_id").asString("").isEmpty()) {
            toldOfAdvertisement.merge("reported", 1, Integer::sum);
            say(answer("reportSponsoredResultOk"), extra);
            return;
        }
        var choose = answer("reportSponsoredResultOptionRequired").put("title", "What is wrong with it?");
        choose.putArray("options").addObject().put("id", "AQI=").put("text", "It is boring");
        say(choose, extra);
    }

    private void view(JsonNode asked, String extra) {
        if (asked.path("message_ids").path(0).asLong() == SPONSORED) {
            toldOfAdvertisement.merge("seen", 1, Integer::sum);
            ok(extra);
            return;
        }
        for (var id : asked.path("message_ids")) seenByAna = Math.max(seenByAna, id.asLong());
        tell(update("updateChatReadInbox")
                .put("chat_id", chatId(asked))
                .put("last_read_inbox_message_id", seenByAna)
                .put("unread_count", 0));
        ok(extra);
    }

    private void history(JsonNode asked, String extra) {
        long from = asked.path("from_message_id").asLong();
        var answer = answer("messages").put("total_count", letters.size());
        var messages = answer.putArray("messages");
        var all = new ArrayList<>(letters);
        all.addAll(queue.values());
        all.stream()
                .filter(letter -> letter.chat == chatId(asked) && (from == 0 || letter.id < from))
                .sorted((one, other) -> Long.compare(other.id, one.id))
                .limit(asked.path("limit").asLong())
                .forEach(letter -> messages.add(node(letter)));
        say(answer, extra);
    }

    private void download(JsonNode asked, String extra) {
        var letter = documents.get(asked.path("file_id").asInt());
        if (letter == null) {
            fail(400, "Invalid file identifier", extra);
            return;
        }
        say(file(letter), extra);
        try {
            var path = Files.createTempDirectory(files, "came").resolve(letter.name);
            Files.write(path, letter.content.orElseThrow());
            letter.here = Optional.of(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        tellOfFile(letter);
    }

    private Optional<Letter> message(JsonNode asked) {
        long id = asked.path("message_id").asLong();
        return letters.stream()
                .filter(letter -> letter.id == id && letter.chat == chatId(asked))
                .findFirst();
    }

    // what happens

    private void arrives(Letter letter) {
        letter.id = last += STEP;
        letters.add(letter);
        whenOnline(() -> {
            tellOf(bruno);
            tellOfChat();
            tellNewMessage(letter);
        });
    }

    private void edited(Letter letter) {
        whenOnline(() -> {
            var update =
                    update("updateMessageContent").put("chat_id", letter.chat).put("message_id", letter.id);
            update.set("new_content", content(letter));
            tell(update);
            tell(update("updateMessageEdited").put("chat_id", letter.chat).put("message_id", letter.id));
        });
    }

    private void deleted(Letter letter) {
        letters.remove(letter);
        whenOnline(() -> tellDeleted(letter));
    }

    private Letter letter(boolean anas, String text) {
        var letter = new Letter(anas, clock.instant().getEpochSecond());
        letter.text = text;
        letter.chat = bruno.id();
        letter.sender = anas ? ana.id() : bruno.id();
        return letter;
    }

    private static long chatId(JsonNode asked) {
        return asked.path("chat_id").asLong();
    }

    private Letter document(boolean anas, String name, byte[] content) {
        var letter = letter(anas, "");
        letter.name = name;
        letter.content = Optional.of(content);
        letter.file = documents.size() + 1;
        documents.put(letter.file, letter);
        return letter;
    }

    private Letter find(boolean anas, String text) {
        return letters.reversed().stream()
                .filter(letter -> letter.anas == anas && letter.text.equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String clean(String text) {
        return text.replace("\r", "").replace('\t', ' ').replace("\u2028", "").strip();
    }

    private void whenOnline(Runnable happening) {
        if (outage) whenBack.add(happening);
        else happening.run();
    }

    private static void run(List<Runnable> happenings) {
        var all = List.copyOf(happenings);
        happenings.clear();
        all.forEach(Runnable::run);
    }

    private void does(Runnable something) {
        asked(() -> {
            something.run();
            return true;
        });
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return script.submit(question::get).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // what is told

    private void tellOf(Person person) {
        people.add(person.id());
        var update = update("updateUser");
        update.set("user", user(person));
        tell(update);
    }

    private void tellOfChat() {
        if (chatKnown) return;
        chatKnown = true;
        var update = update("updateNewChat");
        update.set("chat", chat());
        tell(update);
    }

    private void tellNewMessage(Letter letter) {
        var update = update("updateNewMessage");
        update.set("message", node(letter));
        tell(update);
        tellLastMessage(letter);
    }

    private void tellLastMessage(Letter letter) {
        var update = update("updateChatLastMessage").put("chat_id", letter.chat);
        update.set("last_message", node(letter));
        tell(update);
    }

    private void tellOfFile(Letter letter) {
        var update = update("updateFile");
        update.set("file", file(letter));
        tell(update);
    }

    private void tellDeleted(Letter letter) {
        var update = update("updateDeleteMessages")
                .put("chat_id", letter.chat)
                .put("is_permanent", true)
                .put("from_cache", false);
        update.putArray("message_ids").add(letter.id);
        tell(update);
    }

    private void authorization(String state) {
        var update = update("updateAuthorizationState");
        update.putObject("authorization_state").put("@type", state);
        tell(update);
    }

    private void connection(String state) {
        var update = update("updateConnectionState");
        update.putObject("state").put("@type", state);
        tell(update);
    }

    private void tell(ObjectNode update) {
        if (client != 0) told.add(json.writeValueAsString(update.put("@client_id", client)));
    }

    private void say(ObjectNode answer, String extra) {
        tell(answer.put("@extra", extra));
    }

    private void ok(String extra) {
        say(answer("ok"), extra);
    }

    private void fail(int code, String message, String extra) {
        say(error(code, message), extra);
    }

    // objects

    private ObjectNode update(String type) {
        return answer(type);
    }

    private ObjectNode answer(String type) {
        return json.createObjectNode().put("@type", type);
    }

    private ObjectNode error(int code, String message) {
        return answer("error").put("code", code).put("message", message);
    }

    private ObjectNode user(Person person) {
        return answer("user")
                .put("id", person.id())
                .put("first_name", person.first())
                .put("last_name", person.lastName())
                .put("phone_number", person.phone())
                .put("is_contact", false);
    }

    private ObjectNode chat() {
        var chat = answer("chat").put("id", bruno.id()).put("title", bruno.first() + " " + bruno.lastName());
        chat.putObject("type").put("@type", "chatTypePrivate").put("user_id", bruno.id());
        chat.put("last_read_outbox_message_id", seenByBruno).put("last_read_inbox_message_id", seenByAna);
        if (!letters.isEmpty()) chat.set("last_message", node(letters.getLast()));
        return chat;
    }

    private ObjectNode chat(Room room) {
        var chat = answer("chat").put("id", room.id()).put("title", room.title());
        var type = chat.putObject("type").put("@type", room.channel() ? "chatTypeSupergroup" : "chatTypeBasicGroup");
        type.put(room.channel() ? "supergroup_id" : "basic_group_id", clubId(room));
        type.put("is_channel", room.channel());
        chat.putObject("permissions").put("@type", "chatPermissions").put("can_send_basic_messages", !room.channel());
        chat.putArray("positions");
        return chat;
    }

    private static long clubId(Room room) {
        return room.channel() ? -1_000_000_000_000L - room.id() : -room.id();
    }

    private void tellOfStanding(Room room, String status) {
        var update = update(room.channel() ? "updateSupergroup" : "updateBasicGroup");
        var club =
                update.putObject(room.channel() ? "supergroup" : "basic_group").put("id", clubId(room));
        club.putObject("status").put("@type", status);
        tell(update);
    }

    private void tellOfPlace(Room room, String order) {
        var update = update("updateChatPosition").put("chat_id", room.id());
        var position = update.putObject("position").put("@type", "chatPosition").put("order", order);
        position.putObject("list").put("@type", "chatListMain");
        tell(update);
    }

    private ObjectNode node(Letter letter) {
        var message = answer("message")
                .put("id", letter.id)
                .put("chat_id", letter.chat)
                .put("is_outgoing", letter.anas)
                .put("date", letter.date)
                .put("edit_date", letter.edited ? letter.date : 0);
        var sender = message.putObject("sender_id");
        if (letter.sender > 0) sender.put("@type", "messageSenderUser").put("user_id", letter.sender);
        else sender.put("@type", "messageSenderChat").put("chat_id", letter.sender);
        if (letter.pending) message.putObject("sending_state").put("@type", "messageSendingStatePending");
        letter.failed.ifPresent(why -> message.putObject("sending_state")
                .put("@type", "messageSendingStateFailed")
                .set("error", error(400, why)));
        message.set("content", content(letter));
        return message;
    }

    private ObjectNode content(Letter letter) {
        if (letter.content.isEmpty()) {
            var text = answer("messageText");
            formatted(text.putObject("text"), letter.text);
            return text;
        }
        var content = answer("messageDocument");
        var document = content.putObject("document")
                .put("@type", "document")
                .put("file_name", letter.name)
                .put("mime_type", "application/octet-stream");
        document.set("document", file(letter));
        formatted(content.putObject("caption"), "");
        return content;
    }

    private static ArrayNode formatted(ObjectNode into, String text) {
        return into.put("@type", "formattedText").put("text", text).putArray("entities");
    }

    private ObjectNode file(Letter letter) {
        long size = letter.content.orElseThrow().length;
        var file = answer("file").put("id", letter.file).put("size", size).put("expected_size", size);
        file.putObject("local")
                .put("@type", "localFile")
                .put("path", letter.here.map(Path::toString).orElse(""))
                .put("is_downloading_completed", letter.here.isPresent())
                .put("downloaded_size", letter.here.isPresent() ? size : 0);
        file.putObject("remote")
                .put("@type", "remoteFile")
                .put("is_uploading_active", letter.pending)
                .put("uploaded_size", letter.went);
        return file;
    }
}
