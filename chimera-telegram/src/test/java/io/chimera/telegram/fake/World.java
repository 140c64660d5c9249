package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Everybody and everything there is. Whoever reads or changes any of it holds this object's monitor meanwhile. */
final class World {

    private static final long FIRST_GROUP = 5_000;
    private static final long FIRST_CHANNEL = 7_000;
    private static final long FIRST_STRANGER = 900_000;

    private final Clock clock;
    private final Random random = new Random();
    private final Map<Long, Profile> people = new LinkedHashMap<>();
    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private final Map<Long, Channel> channels = new LinkedHashMap<>();

    World(Clock clock) {
        this.clock = clock;
    }

    int now() {
        return Math.toIntExact(clock.instant().getEpochSecond());
    }

    long anyNumber() {
        return random.nextLong();
    }

    /** Numbers as people write them have spaces and a plus sign; here they have digits. */
    static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    Profile addPerson(long id, String phone, Profile.Name name) {
        var digits = digits(phone);
        if (people.containsKey(id) || byPhone(digits).isPresent())
            throw new IllegalArgumentException("there is somebody with this id or number already: " + id);
        var person = new Profile(id, anyNumber(), digits, name);
        people.put(id, person);
        return person;
    }

    /** Somebody who came by themselves. */
    Profile addStranger(String phone, Profile.Name name) {
        return addPerson(FIRST_STRANGER + people.size(), phone, name);
    }

    Group addGroup(String title, Profile creator) {
        var group = new Group(FIRST_GROUP + groups.size(), title, creator, now());
        groups.put(group.id, group);
        return group;
    }

    Channel addChannel(String title, Profile creator) {
        var channel = new Channel(FIRST_CHANNEL + channels.size(), anyNumber(), title, creator, now());
        channels.put(channel.id, channel);
        return channel;
    }

    Collection<Profile> people() {
        return List.copyOf(people.values());
    }

    Collection<Channel> channels() {
        return List.copyOf(channels.values());
    }

    Optional<Profile> byPhone(String phone) {
        var digits = digits(phone);
        return people.values().stream()
                .filter(person -> !digits.isEmpty() && person.phone.equals(digits))
                .findFirst();
    }

    Profile person(long id) {
        return Optional.ofNullable(people.get(id)).orElseThrow(() -> nobody(id));
    }

    Group group(long id) {
        return Optional.ofNullable(groups.get(id)).orElseThrow(() -> nobody(id));
    }

    Channel channel(long id) {
        return Optional.ofNullable(channels.get(id)).orElseThrow(() -> nobody(id));
    }

    private static IllegalArgumentException nobody(long id) {
        return new IllegalArgumentException("there is nobody with the id " + id);
    }

    /** Whom a client means. */
    Peer peer(Tl input, Profile me) throws RpcFailure {
        return switch (input.name()) {
            case "inputPeerSelf" -> me.peer();
            case "inputPeerUser" -> user(input, me).peer();
            case "inputPeerChat" -> groupOf(input.number("chat_id"), me).peer();
            case "inputPeerChannel" -> channel(input).peer();
            default -> throw new RpcFailure(400, "PEER_ID_INVALID");
        };
    }

    /** Whom a client names, whether it may know them or not. */
    static Optional<Peer> peerNamed(Tl input) {
        return switch (input.name()) {
            case "inputPeerUser" -> Optional.of(new Peer.OfUser(input.number("user_id")));
            case "inputPeerChat" -> Optional.of(new Peer.OfGroup(input.number("chat_id")));
            case "inputPeerChannel" -> Optional.of(new Peer.OfChannel(input.number("channel_id")));
            default -> Optional.empty();
        };
    }

    Profile user(Tl input, Profile me) throws RpcFailure {
        if (input.is("inputUserSelf")) return me;
        var person = input.has("user_id") ? people.get(input.number("user_id")) : null;
        if (person == null || input.has("access_hash") && input.number("access_hash") != person.accessHash)
            throw new RpcFailure(400, "USER_ID_INVALID");
        return person;
    }

    /** A group of which whoever asks is a member. */
    Group groupOf(long id, Profile me) throws RpcFailure {
        var group = groups.get(id);
        if (group == null || !group.members.contains(me)) throw new RpcFailure(400, "CHAT_ID_INVALID");
        return group;
    }

    Channel channel(Tl input) throws RpcFailure {
        var channel = input.has("channel_id") ? channels.get(input.number("channel_id")) : null;
        if (channel == null || channel.accessHash != input.number("access_hash"))
            throw new RpcFailure(400, "CHANNEL_INVALID");
        return channel;
    }

    /** As {@link #channel(Tl)}, but only for its members. */
    Channel channelOf(Tl input, Profile me) throws RpcFailure {
        var channel = channel(input);
        if (!channel.members.contains(me)) throw new RpcFailure(400, "CHANNEL_PRIVATE");
        return channel;
    }
}
