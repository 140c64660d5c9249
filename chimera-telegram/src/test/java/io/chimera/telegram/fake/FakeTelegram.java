package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.MtprotoServer;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.ServerKey;
import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.TlSchema;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Telegram on this computer: people who write to each other, with or without a client, and everything that can go wrong.
 * Clients reach it as a SOCKS proxy on 127.0.0.1, and must be {@link PatchedTdLibrary} to believe it. Safe for use by many
 * threads.
 *
 * <p>What a test does to people is named by what they do: {@link Person#writes}, {@link Person#sees}. What it does to
 * Telegram is named as an order: {@link #outage}, {@link #refuse}.
 */
public final class FakeTelegram implements AutoCloseable {

    private final World world;
    private final Logins logins;
    private final Shelf shelf;
    private final Faults faults;
    private final Post post;
    private final AuthCalls auth;
    private final AccountCalls account;
    private final GroupCalls groups;
    private final ChannelCalls channels;
    private final Switchboard switchboard;
    private final MtprotoServer server;

    private FakeTelegram(ServerKey key, TlSchema schema, Clock clock) throws IOException {
        server = new MtprotoServer(key, new TlCodec(schema), clock);
        world = new World(clock);
        logins = new Logins(world);
        shelf = new Shelf(world);
        faults = new Faults(server);
        var wire = new Wire(server, logins, world);
        post = new Post(world, wire);
        auth = new AuthCalls(world, logins, faults, wire);
        account = new AccountCalls(world, logins, wire);
        groups = new GroupCalls(world, post);
        channels = new ChannelCalls(world, post, wire);
        switchboard = new Switchboard(world, logins, faults);
        auth.at(switchboard);
        account.at(switchboard);
        groups.at(switchboard);
        channels.at(switchboard);
        new HelpCalls(world).at(switchboard);
        new UpdateCalls(world, logins).at(switchboard);
        new ContactCalls(world).at(switchboard);
        new FileCalls(world, shelf).at(switchboard);
        new MessageCalls(world, post, shelf, faults).at(switchboard);
        new HistoryCalls(world).at(switchboard);
    }

    /** Starts one that this library takes for Telegram. Nobody is there yet. */
    public static FakeTelegram start(PatchedTdLibrary library) throws IOException {
        return start(library.key(), library.schema());
    }

    static FakeTelegram start(ServerKey key, TlSchema schema) throws IOException {
        var fake = new FakeTelegram(key, schema, Clock.systemUTC());
        fake.server.start(fake.switchboard);
        return fake;
    }

    /** The port of the proxy, SOCKS 5 on 127.0.0.1, through which clients are told to go before all else. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    // who is there

    /** Somebody new. */
    public Person addPerson(long id, String phone, String name) {
        return asked(() -> new Person(this, world.addPerson(id, phone, Profile.Name.of(name))));
    }

    /** A bot, which signs in with its {@link Person#token()}. */
    public Person addBot(long id, String name) {
        return asked(() -> {
            var bot = world.addPerson(id, "0" + id, Profile.Name.of(name));
            bot.bot = true;
            return new Person(this, bot);
        });
    }

    public Person person(long id) {
        return asked(() -> new Person(this, world.person(id)));
    }

    /** Somebody by their number: those who came by themselves as well. */
    public Person person(String phone) {
        return asked(() -> new Person(this, world.byPhone(phone).orElseThrow()));
    }

    /** A new group, which all its members learn of. */
    public Gathering addGroup(String title, Person creator, Person... others) {
        return asked(() -> {
            var group = world.addGroup(title, creator.profile());
            var members = List.of(others).stream().map(Person::profile).toList();
            groups.begin(Post.Hand.of(creator.profile()), group, members);
            return new Gathering(this, group);
        });
    }

    /** A new channel, to which only its creator writes. */
    public Broadcast addChannel(String title, Person creator) {
        return asked(() -> {
            var channel = world.addChannel(title, creator.profile());
            try {
                channels.begin(Post.Hand.of(creator.profile()), channel);
            } catch (RpcFailure refused) {
                throw new IllegalStateException(refused);
            }
            return new Broadcast(this, channel);
        });
    }

    // signing in

    /** The last code that was sent to a number. */
    public String codeOf(String phone) {
        return asked(() -> logins.code(phone)
                .orElseThrow(() -> new NoSuchElementException("no code was sent to " + phone))
                .digits);
    }

    /** The last code that was sent to a number is good no more. */
    public void expireCode(String phone) {
        does(() -> logins.code(phone).orElseThrow().expired = true);
    }

    /** How codes come to a number, and how the next one would so much later. Constructors of {@code auth.SentCodeType}. */
    public void sendsCodes(String phone, String first, String next, Duration after) {
        does(() -> logins.ways(phone, new Logins.Ways(first, next, (int) after.toSeconds(), false)));
    }

    /** Whoever signs in with this number must give an e-mail address first. */
    public void wantsEmail(String phone) {
        var usual = Logins.Ways.usual();
        does(() -> logins.ways(phone, new Logins.Ways(usual.first(), usual.next(), usual.seconds(), true)));
    }

    /** From now on only applications that were given an id may ask for codes. */
    public void giveApplication(int id, String hash) {
        does(() -> logins.giveApplication(id, hash));
    }

    /** Every picture that is shown for another device to read is replaced. */
    public void replaceLinks() {
        does(auth::replaceTokens);
    }

    /** Nobody signs in with this number. */
    public void ban(String phone) {
        does(() -> faults.ban(phone));
    }

    /** The next code is not sent: somebody has asked too often. */
    public void floodNextCode(int seconds) {
        failNext("auth.sendCode", 420, "FLOOD_WAIT_" + seconds);
    }

    /** Ends somebody's sessions everywhere, as they can do with another device. */
    public void revoke(Person who) {
        does(() -> logins.computersOf(who.profile()).forEach(computer -> account.end(who.profile(), computer)));
    }

    // what goes wrong

    /** What somebody sends to somebody, or somewhere, is refused; or is taken again. */
    public void refuse(Person from, Addressee to, boolean so) {
        does(() -> faults.refuse(from.profile(), to.peer(), so));
    }

    /** The next call of a function fails. Calls of this kind queue up, and each is good for one failure. */
    public void failNext(String function, int code, String message) {
        does(() -> faults.failNext(function, new RpcFailure(code, message)));
    }

    /** What somebody answers next is gone. */
    public void refuseNextAnswer(Person who) {
        does(() -> faults.refuseNextAnswer(who.profile()));
    }

    /** Whoever sends the next text is told to wait. */
    public void floodNextText(int seconds) {
        failNext("messages.sendMessage", 420, "FLOOD_WAIT_" + seconds);
    }

    /** What is sent next is taken; but all connections are cut before the answer, and all sessions lost. */
    public void loseNextAnswer() {
        does(faults::loseNextAnswer);
    }

    /** Everything that is sent is taken, and nothing of it is answered, until this ends; then all of it is. */
    public void holdAnswers(boolean so) {
        does(() -> faults.hold(so));
    }

    /** Nobody reaches Telegram, until this ends. The port stays. */
    public void outage(boolean so) {
        server.down(so);
    }

    /** Ends every connection; clients may come back at once. */
    public void cut() {
        server.cut();
    }

    /** Ends every connection and forgets every session, as Telegram's servers do when they are started anew. */
    public void cutAndForget() {
        server.forgetSessions();
        server.cut();
    }

    /** How long everything takes from here to the clients. */
    public void latency(Duration each) {
        server.latency(each);
    }

    /** How long each part of a file takes, up or down. */
    public void fileParts(Duration each) {
        faults.perFilePart(each);
    }

    // what has happened

    /** How often clients have called a function. */
    public int calls(String function) {
        return switchboard.calls().getOrDefault(function, 0);
    }

    /** What clients have called, and how often. */
    public Map<String, Integer> calls() {
        return switchboard.calls();
    }

    /** What clients have called in vain: nobody here answers it, or the schema does not have it and it has only a number. */
    public Map<String, Integer> unknownCalls() {
        var unknown = new TreeMap<>(switchboard.unknown());
        unknown.putAll(server.notInSchema());
        return unknown;
    }

    /** How many connections there have been. */
    public long connections() {
        return server.accepted();
    }

    /** What clients or the fake did wrong. A test that passes leaves nothing here. */
    public List<String> mistakes() {
        return Collections.unmodifiableList(server.mistakes());
    }

    // for those who act in this package

    /** Does something while nobody else does. */
    void does(Runnable something) {
        synchronized (world) {
            something.run();
        }
    }

    /** Asks something while nobody changes anything. */
    <T> T asked(Supplier<T> question) {
        synchronized (world) {
            return question.get();
        }
    }

    Post post() {
        return post;
    }

    int now() {
        return world.now();
    }

    Shelf shelf() {
        return shelf;
    }

    Logins logins() {
        return logins;
    }

    AuthCalls auth() {
        return auth;
    }

    GroupCalls groups() {
        return groups;
    }

    ChannelCalls channels() {
        return channels;
    }

    byte[] content(Tl file) {
        try {
            return shelf.content(file);
        } catch (RpcFailure gone) {
            throw new IllegalStateException(gone);
        }
    }
}
