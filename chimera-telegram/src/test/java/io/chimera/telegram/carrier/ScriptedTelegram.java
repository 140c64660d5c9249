package io.chimera.telegram.carrier;

import static io.chimera.telegram.carrier.ScriptedObjects.chat;
import static io.chimera.telegram.carrier.ScriptedObjects.clubId;
import static io.chimera.telegram.carrier.ScriptedObjects.content;
import static io.chimera.telegram.carrier.ScriptedObjects.error;
import static io.chimera.telegram.carrier.ScriptedObjects.file;
import static io.chimera.telegram.carrier.ScriptedObjects.message;
import static io.chimera.telegram.carrier.ScriptedObjects.object;
import static io.chimera.telegram.carrier.ScriptedObjects.sender;
import static io.chimera.telegram.carrier.ScriptedObjects.user;

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
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * TDLib and Telegram played by a script: Ana, who is signed in, and Bruno. It says what the genuine TDLib was seen to say to
 * the requests made here, in the order in which it says it; the same contract is kept with both, so that it cannot lie for
 * long. Everything happens on one thread.
 */
final class ScriptedTelegram implements TdTransport, AutoCloseable {

    private static final long STEP = 1L << 20;
    private static final int PART = 128 << 10;
    private static final String STRANGE_LINK = "Entity Wrong HTTP URL";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;
    private final Path files;
    private final ExecutorService script = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("script").factory());
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicInteger clients = new AtomicInteger();

    private final Person ana;
    private final Person bruno;
    private final List<ScriptedLetter> letters = new ArrayList<>();
    private final Map<Long, ScriptedLetter> queue = new TreeMap<>();
    private final Map<Integer, ScriptedLetter> documents = new TreeMap<>();
    private final ScriptedSponsors sponsors = new ScriptedSponsors();
    private final Map<Long, Room> rooms = new TreeMap<>();
    private final Set<Long> people = new HashSet<>();
    private final Set<Long> unknown = new HashSet<>();
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
    private List<String> brunosNames = List.of();
    private boolean anaTypes;
    private boolean answeredGone;
    private long owner;
    private Optional<ObjectNode> refusal = Optional.empty();
    private Optional<ObjectNode> contactsRefused = Optional.empty();

    /** Somebody at Telegram. */
    record Person(long id, String first, String lastName, String phone) {}

    /** A group or a channel with Ana and Bruno in it. */
    record Room(long id, String title, boolean channel) {}

    ScriptedTelegram(Person ana, Person bruno, Path files, Clock clock) throws IOException {
        this.ana = ana;
        this.bruno = bruno;
        this.files = Files.createDirectories(files);
        this.clock = clock;
        this.owner = ana.id();
    }

    // what Bruno does, and what goes wrong

    void brunoWrites(String text) {
        brunoWrites(ScriptedText.plain(text));
    }

    void brunoWrites(ScriptedText text) {
        does(() -> arrives(letter(false, text)));
    }

    /** He answers the newest message of either with these words. */
    void brunoAnswers(String words, String text) {
        does(() -> {
            var letter = letter(false, text);
            letter.answers = newest(one -> one.called().equals(words)).id;
            arrives(letter);
        });
    }

    void brunoTypes(boolean on) {
        does(() -> acts(bruno.id(), bruno, on ? "chatActionTyping" : "chatActionCancel"));
    }

    /** What somebody does in a group; TDLib says it once. */
    void acts(Room room, Person who, String action) {
        does(() -> acts(room.id(), who, action));
    }

    private void acts(long chat, Person who, String action) {
        whenOnline(() -> {
            tellOf(who);
            if (chat == bruno.id() && !chatKnown) return; // TDLib tells nothing of what it does not have
            var update = update("updateChatAction").put("chat_id", chat);
            update.set("sender_id", sender(who.id()));
            update.putObject("action").put("@type", action);
            tell(update);
        });
    }

    boolean brunoSeesAnaType() {
        return asked(() -> anaTypes);
    }

    /** The message of Ana's with these words, as Bruno has it. */
    ScriptedText brunosCopy(String words) {
        return asked(() -> find(true, words).text);
    }

    Optional<String> answeredAtBrunos(String words) {
        return asked(() -> {
            long answered = find(true, words).answers;
            return letters.stream()
                    .filter(letter -> letter.id == answered)
                    .map(ScriptedLetter::called)
                    .findFirst();
        });
    }

    /** The first name and the last that Bruno has in Ana's contacts. */
    List<String> brunosNames() {
        return asked(() -> brunosNames);
    }

    /** TDLib has this message of Bruno's no more, until it is asked for it. */
    void forgets(String words) {
        does(() -> unknown.add(find(false, words).id));
    }

    /** What Ana answers next is gone at Telegram, and TDLib does not know that yet. */
    void losesTheAnswered() {
        does(() -> answeredGone = true);
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
        does(() -> sponsors.show(title, text, link));
    }

    /** How often it was said of that: {@code seen}, {@code clicked}, {@code reported}. */
    int timesTold(String what) {
        return asked(() -> sponsors.timesTold(what));
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

    void brunoSends(String name, byte[] content, String words) {
        does(() -> {
            var letter = document(false, name, content);
            letter.text = ScriptedText.plain(words);
            arrives(letter);
        });
    }

    void brunoEdits(String was, String is) {
        does(() -> {
            var letter = find(false, was);
            letter.text = ScriptedText.plain(is);
            letter.edited = true;
            edited(letter);
        });
    }

    void brunoDeletes(String text) {
        does(() -> deleted(find(false, text)));
    }

    void brunoDeletesTheFile(String name) {
        does(() -> deleted(newest(letter -> !letter.anas && letter.name.equals(name))));
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
                .map(ScriptedLetter::called)
                .toList());
    }

    Optional<String> brunoKnowsSeen() {
        return asked(() -> letters.reversed().stream()
                .filter(letter -> !letter.anas && letter.id <= seenByAna)
                .map(letter -> letter.text.words())
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

    /** Nobody is taken into the contacts from now on. */
    void refusesContacts(int code, String message) {
        does(() -> contactsRefused = Optional.of(error(code, message)));
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
            case "importContacts" -> importContact(asked.path("contacts").path(0), extra);
            case "sendChatAction" -> {
                anaTypes = asked.at("/action/@type").asString("").equals("chatActionTyping");
                ok(extra);
            }
            case "createPrivateChat" -> makeChat(asked, extra);
            case "sendMessage" -> take(asked, extra);
            case "editMessageText" -> edit(asked, extra);
            case "deleteMessages" -> delete(asked, extra);
            case "getMessage" -> {
                unknown.remove(asked.path("message_id").asLong());
                meant(asked)
                        .ifPresentOrElse(letter -> say(message(letter), extra), () -> fail(404, "Not Found", extra));
            }
            case "viewMessages" -> view(asked, extra);
            case "getChatSponsoredMessages" -> say(sponsors.all(), extra);
            case "clickChatSponsoredMessage" -> say(sponsors.clicked(), extra);
            case "reportChatSponsoredMessage" -> say(sponsors.reported(asked), extra);
            case "getChatHistory" -> history(asked, extra);
            case "downloadFile" -> download(asked, extra);
            case "deleteFile", "cancelDownloadFile", "openChat", "closeChat" -> ok(extra);
            default -> fail(400, "the script does not know this request", extra);
        }
    }

    private void tellOfChat(long id, String extra) {
        var room = rooms.get(id);
        if (room != null) say(chat(room), extra);
        else if (id == bruno.id()) say(chatWithBruno(), extra);
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

    private void importContact(JsonNode contact, String extra) {
        if (contactsRefused.isPresent()) {
            say(contactsRefused.get().deepCopy(), extra);
            return;
        }
        boolean known = contact.path("phone_number").asString("").equals("+" + bruno.phone());
        if (known) {
            brunosNames = List.of(
                    contact.path("first_name").asString(),
                    contact.path("last_name").asString());
            tellOf(bruno);
        }
        var imported = answer("importedContacts");
        imported.putArray("user_ids").add(known ? bruno.id() : 0);
        imported.putArray("importer_count").add(0);
        say(imported, extra);
    }

    private void makeChat(JsonNode asked, String extra) {
        if (asked.path("user_id").asLong() != bruno.id() || !people.contains(bruno.id())) {
            fail(400, "Chat info not found", extra);
            return;
        }
        tellOfChat();
        say(chatWithBruno(), extra);
    }

    private void take(JsonNode asked, String extra) {
        var content = asked.path("input_message_content");
        if (hasAStrangeLink(content.path("text"))) {
            fail(400, STRANGE_LINK, extra);
            return;
        }
        try {
            var letter = content.path("@type").asString("").equals("inputMessageText")
                    ? letter(true, ScriptedText.cleaned(content.path("text")))
                    : document(content.path("document"));
            if (letter.content.isEmpty() && letter.text.words().isEmpty()) {
                fail(400, "Message text is empty", extra);
                return;
            }
            letter.chat = chatId(asked);
            letter.answers = answered(asked);
            var room = rooms.get(letter.chat);
            if (room != null && room.channel()) {
                fail(400, "Have no write access to the chat", extra);
                return;
            }
            enqueue(letter);
            tellNewMessage(letter);
            say(message(letter), extra);
            whenOnline(() -> upload(letter));
        } catch (IOException gone) {
            fail(400, "InputFile is not specified", extra);
        }
    }

    /** TDLib takes no address without a dot, and none with such a port. */
    private static boolean hasAStrangeLink(JsonNode formatted) {
        return formatted
                .path("entities")
                .valueStream()
                .map(entity -> entity.at("/type/url").asString(""))
                .anyMatch(url -> !url.isEmpty() && (!url.contains(".") || url.endsWith(":99999")));
    }

    /** TDLib passes over what it does not have. */
    private long answered(JsonNode asked) {
        long id = asked.at("/reply_to/message_id").asLong();
        boolean has = letters.stream().anyMatch(letter -> letter.id == id && letter.chat == chatId(asked));
        return has && !unknown.contains(id) ? id : 0;
    }

    private ScriptedLetter document(JsonNode document) throws IOException {
        var path = Path.of(document.path("path")
                .asString(document.path("document").path("path").asString("")));
        return document(true, path.getFileName().toString(), Files.readAllBytes(path));
    }

    private void enqueue(ScriptedLetter letter) {
        lastTemporary = Math.max(lastTemporary + 8, last + 1);
        letter.id = lastTemporary;
        letter.pending = true;
        queue.put(letter.id, letter);
    }

    /** A part at a time, so that what is asked meanwhile is dealt with in between. */
    private void upload(ScriptedLetter letter) {
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

    private void leave(ScriptedLetter letter) {
        if (blocked || (answeredGone && letter.answers != 0)) {
            answeredGone = false;
            var why = blocked ? "YOU_BLOCKED_USER" : "REPLY_MESSAGE_ID_INVALID";
            script.execute(() -> refused(letter, why));
            return;
        }
        long id = last += STEP;
        var taken = letter(true, letter.text);
        taken.id = id;
        taken.chat = letter.chat;
        taken.name = letter.name;
        taken.content = letter.content;
        taken.file = letter.file;
        taken.answers = letter.answers;
        letters.add(taken);
        if (holding) held.add(() -> taken(letter, taken));
        else taken(letter, taken);
    }

    private void taken(ScriptedLetter letter, ScriptedLetter taken) {
        if (queue.remove(letter.id) == null) {
            deleted(taken); // it was taken back meanwhile
            return;
        }
        var update = update("updateMessageSendSucceeded").put("old_message_id", letter.id);
        update.set("message", message(taken));
        tell(update);
        tellLastMessage(taken);
    }

    private void refused(ScriptedLetter letter, String why) {
        if (queue.remove(letter.id) == null) return;
        long old = letter.id;
        letter.id = old + 1;
        letter.pending = false;
        letter.failed = Optional.of(why);
        var update = update("updateMessageSendFailed").put("old_message_id", old);
        update.set("message", message(letter));
        update.set("error", error(400, why));
        tell(update);
        tellLastMessage(letter);
    }

    private void edit(JsonNode asked, String extra) {
        var found = meant(asked).filter(letter -> letter.anas);
        if (found.isEmpty()) {
            fail(400, "Message not found", extra);
            return;
        }
        var formatted = asked.path("input_message_content").path("text");
        if (hasAStrangeLink(formatted)) {
            fail(400, STRANGE_LINK, extra);
            return;
        }
        var text = ScriptedText.cleaned(formatted);
        if (!found.get().text.equals(text)) {
            found.get().text = text;
            found.get().edited = true;
            edited(found.get());
        }
        say(message(found.get()), extra);
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

    private void view(JsonNode asked, String extra) {
        if (sponsors.seen(asked)) {
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
                .forEach(letter -> messages.add(message(letter)));
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

    private Optional<ScriptedLetter> meant(JsonNode asked) {
        long id = asked.path("message_id").asLong();
        return letters.stream()
                .filter(letter -> letter.id == id && letter.chat == chatId(asked))
                .findFirst();
    }

    // what happens

    private void arrives(ScriptedLetter letter) {
        letter.id = last += STEP;
        letters.add(letter);
        whenOnline(() -> {
            tellOf(bruno);
            tellOfChat();
            tellNewMessage(letter);
        });
    }

    private void edited(ScriptedLetter letter) {
        whenOnline(() -> {
            var update =
                    update("updateMessageContent").put("chat_id", letter.chat).put("message_id", letter.id);
            update.set("new_content", content(letter));
            tell(update);
            tell(update("updateMessageEdited").put("chat_id", letter.chat).put("message_id", letter.id));
        });
    }

    private void deleted(ScriptedLetter letter) {
        letters.remove(letter);
        whenOnline(() -> tellDeleted(letter));
    }

    private ScriptedLetter letter(boolean anas, String text) {
        return letter(anas, ScriptedText.plain(text));
    }

    private ScriptedLetter letter(boolean anas, ScriptedText text) {
        var letter = new ScriptedLetter(anas, clock.instant().getEpochSecond());
        letter.text = text;
        letter.chat = bruno.id();
        letter.sender = anas ? ana.id() : bruno.id();
        return letter;
    }

    private static long chatId(JsonNode asked) {
        return asked.path("chat_id").asLong();
    }

    private ScriptedLetter document(boolean anas, String name, byte[] content) {
        var letter = letter(anas, "");
        letter.name = name;
        letter.content = Optional.of(content);
        letter.file = documents.size() + 1;
        documents.put(letter.file, letter);
        return letter;
    }

    private ScriptedLetter find(boolean anas, String text) {
        return newest(letter -> letter.anas == anas && letter.called().equals(text));
    }

    private ScriptedLetter newest(Predicate<ScriptedLetter> wanted) {
        return letters.reversed().stream().filter(wanted).findFirst().orElseThrow();
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
        update.set("chat", chatWithBruno());
        tell(update);
    }

    private void tellNewMessage(ScriptedLetter letter) {
        var update = update("updateNewMessage");
        update.set("message", message(letter));
        tell(update);
        tellLastMessage(letter);
    }

    private void tellLastMessage(ScriptedLetter letter) {
        var update = update("updateChatLastMessage").put("chat_id", letter.chat);
        update.set("last_message", message(letter));
        tell(update);
    }

    private void tellOfFile(ScriptedLetter letter) {
        var update = update("updateFile");
        update.set("file", file(letter));
        tell(update);
    }

    private void tellDeleted(ScriptedLetter letter) {
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
        return object(type);
    }

    private ObjectNode chatWithBruno() {
        var chat = answer("chat").put("id", bruno.id()).put("title", bruno.first() + " " + bruno.lastName());
        chat.putObject("type").put("@type", "chatTypePrivate").put("user_id", bruno.id());
        chat.put("last_read_outbox_message_id", seenByBruno).put("last_read_inbox_message_id", seenByAna);
        if (!letters.isEmpty()) chat.set("last_message", message(letters.getLast()));
        return chat;
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
}
