package io.chimera.p2p;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.ContactId;
import io.chimera.p2p.announce.Reach;
import io.chimera.p2p.transfer.Timing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The local network: {@code chimera.lan.*}.
 *
 * @param listenPort the UDP port on which announcements are heard and to which they are sent; the same on every computer
 * @param port the TCP port of the account that answers first Chimeras, which know no other one than 50052
 * @param otherPorts the TCP port of every other account; 0 for any that is free, which is announced
 * @param bindAddress the only local address to use, such as 127.0.0.1 to stay on this computer; all by default
 * @param announceEvery how often each account announces itself, on average; 5 s to 5 min
 * @param ignoredInterfaces names of network interfaces not to announce on; a star stands for any ending
 * @param announceTo where to announce instead of on every network, as {@code address:port}; such as
 *     {@code 127.255.255.255:50050} for several accounts on one computer
 * @param neighbours neighbours whom no announcement reaches, as {@code id@address:port}
 * @param v1 the first Chimera's dialect
 * @param timing how long things may take
 */
@ConfigurationProperties("chimera.lan")
public record LanSettings(
        @DefaultValue("50050") int listenPort,
        @DefaultValue("50052") int port,
        @DefaultValue("0") int otherPorts,
        @Nullable InetAddress bindAddress,
        @DefaultValue("30s") Duration announceEvery,

        @DefaultValue({"docker*", "br-*", "veth*", "virbr*", "tun*"})
        List<String> ignoredInterfaces,

        @DefaultValue List<String> announceTo,
        @DefaultValue List<String> neighbours,
        @DefaultValue V1 v1,
        @DefaultValue Times timing) {

    private static final Pattern PLACE = Pattern.compile("\\[?([^\\[\\]]+?)]?:([0-9]{1,5})");
    private static final Pattern NEIGHBOUR = Pattern.compile("([0-9]{1,16})@(.+)");

    public LanSettings {
        requirePort("chimera.lan.listen-port", listenPort, 1);
        requirePort("chimera.lan.port", port, 0);
        requirePort("chimera.lan.other-ports", otherPorts, 0);
        if (announceEvery.compareTo(Duration.ofSeconds(5)) < 0 || announceEvery.compareTo(Duration.ofMinutes(5)) > 0)
            throw new IllegalArgumentException(
                    "chimera.lan.announce-every must be from 5s to 5m, not " + announceEvery);
        ignoredInterfaces = List.copyOf(ignoredInterfaces);
        announceTo = List.copyOf(announceTo);
        neighbours = List.copyOf(neighbours);
        announceTo.forEach(LanSettings::place);
        neighbours.forEach(LanSettings::neighbour);
    }

    /** How far announcements reach. */
    Reach reach() {
        return new Reach(
                listenPort,
                v1.sourcePort(),
                Optional.ofNullable(bindAddress),
                ignoredInterfaces,
                announceTo.stream().map(LanSettings::place).toList());
    }

    /** The neighbours somebody wrote down. */
    List<KnownNeighbour> knownNeighbours() {
        return neighbours.stream().map(LanSettings::neighbour).toList();
    }

    private static KnownNeighbour neighbour(String written) {
        var parts = NEIGHBOUR.matcher(written);
        if (!parts.matches())
            throw new IllegalArgumentException("chimera.lan.neighbours holds \"" + written
                    + "\"; write id@address:port, such as 1002@192.0.2.7:50052");
        return new KnownNeighbour(new ContactId(Long.parseLong(parts.group(1))), place(parts.group(2)));
    }

    private static InetSocketAddress place(String written) {
        var parts = PLACE.matcher(written);
        if (!parts.matches())
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no place; write address:port, such as 192.0.2.7:50052");
        int port = Integer.parseInt(parts.group(2));
        requirePort("the port in \"" + written + "\"", port, 1);
        var address = new InetSocketAddress(parts.group(1), port);
        if (address.isUnresolved())
            throw new IllegalArgumentException("\"" + parts.group(1) + "\" is no address that is known here");
        return address;
    }

    private static void requirePort(String name, int port, int least) {
        if (port < least || port > 65_535)
            throw new IllegalArgumentException(name + " must be from " + least + " to 65535, not " + port);
    }

    /** Somebody who is near, though nobody hears them. */
    record KnownNeighbour(ContactId contact, InetSocketAddress address) {}

    /**
     * The first Chimera's dialect: {@code chimera.lan.v1.*}.
     *
     * @param on whether it is spoken at all
     * @param account which account first Chimeras meet, as there is no room for two; the first that is opened by default
     * @param port the TCP port first Chimeras take connections in at
     * @param sourcePort the UDP port its announcements come from, where it is free
     * @param announceEvery how often the account is announced in it; 1 s to 1 min
     */
    public record V1(
            @DefaultValue("true") boolean on,
            @Nullable Long account,
            @DefaultValue("50052") int port,
            @DefaultValue("50051") int sourcePort,
            @DefaultValue("5s") Duration announceEvery) {

        public V1 {
            requirePort("chimera.lan.v1.port", port, 1);
            requirePort("chimera.lan.v1.source-port", sourcePort, 0);
            if (account != null) ContactId.requireTelegramUser(account);
            if (announceEvery.compareTo(Duration.ofSeconds(1)) < 0
                    || announceEvery.compareTo(Duration.ofMinutes(1)) > 0)
                throw new IllegalArgumentException(
                        "chimera.lan.v1.announce-every must be from 1s to 1m, not " + announceEvery);
        }

        /** The account somebody chose for it. */
        Optional<AccountId> chosen() {
            return Optional.ofNullable(account).map(AccountId::new);
        }
    }

    /**
     * How long things may take: {@code chimera.lan.timing.*}; all longer than nothing.
     *
     * @param connect for a TCP connection to stand
     * @param handshake from there until the other side has proved itself and said hello
     * @param acknowledgement for the answer to a batch of messages
     * @param idle silence after which a connection is asked whether it is still there
     * @param silence how long it may take to answer that
     * @param write for one write to be taken by the network
     * @param offer for the answer to an offered file, which may be hashed as far as it is there
     * @param sealing for a file that has arrived to be made durable
     */
    public record Times(
            @DefaultValue("3s") Duration connect,
            @DefaultValue("5s") Duration handshake,
            @DefaultValue("10s") Duration acknowledgement,
            @DefaultValue("25s") Duration idle,
            @DefaultValue("10s") Duration silence,
            @DefaultValue("10s") Duration write,
            @DefaultValue("10m") Duration offer,
            @DefaultValue("10m") Duration sealing) {

        public Times {
            var _ = new Timing(connect, handshake, acknowledgement, idle, silence, write, offer, sealing);
        }

        Timing asTiming() {
            return new Timing(connect, handshake, acknowledgement, idle, silence, write, offer, sealing);
        }
    }
}
