package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The UDP port one scene's nodes announce themselves on, inside this computer; no other scene uses it. */
record Air(int port) {

    private static final String EVERYBODY = "127.255.255.255";
    private static final int EVERY_MILLIS = 500;

    static Air fresh() throws IOException {
        try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new Air(probe.getLocalPort());
        }
    }

    InetSocketAddress everybody() {
        return new InetSocketAddress(EVERYBODY, port);
    }

    /** The settings of a node that is to be here. {@code firstPort}: where first Chimeras take connections in. */
    String[] settings(int firstPort, String... more) {
        var settings = new String[more.length + 5];
        settings[0] = "--chimera.lan.listen-port=" + port;
        settings[1] = "--chimera.lan.announce-to=" + EVERYBODY + ":" + port;
        settings[2] = "--chimera.lan.port=0";
        settings[3] = "--chimera.lan.v1.port=" + firstPort;
        settings[4] = "--chimera.lan.v1.source-port=0";
        System.arraycopy(more, 0, settings, 5, more.length);
        return settings;
    }

    /** Says again and again, in the first dialect and from this address, that somebody is there. */
    Claim claim(long id, InetAddress from) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(from, 0));
        socket.setBroadcast(true);
        var words = ("1:" + id).getBytes(US_ASCII);
        var repeating =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        repeating.scheduleWithFixedDelay(() -> say(socket, words), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return new Claim(socket, repeating);
    }

    private void say(DatagramSocket socket, byte[] words) {
        try {
            socket.send(new DatagramPacket(words, words.length, everybody()));
        } catch (IOException lost) {
            // as any datagram may be
        }
    }

    /** A claim that is repeated until it is closed. */
    record Claim(DatagramSocket socket, ScheduledExecutorService repeating) implements AutoCloseable {
        @Override
        public void close() {
            repeating.shutdownNow();
            socket.close();
        }
    }
}
