package io.chimera.app.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;

/** A place on which a few nodes hear each other, and no other Chimera of this computer: a UDP port of their own. */
public final class OwnNetwork {

    private final int port;

    private OwnNetwork(int port) {
        this.port = port;
    }

    /** One on a port that is free now. */
    public static OwnNetwork any() {
        try (var socket = new DatagramSocket()) {
            return new OwnNetwork(socket.getLocalPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The settings of a node on it, with further ones. */
    public String[] settings(String... further) {
        var settings = new ArrayList<>(List.of(
                "--chimera.lan.listen-port=" + port,
                "--chimera.lan.announce-to=127.255.255.255:" + port,
                "--chimera.lan.port=0",
                "--chimera.lan.v1.on=false"));
        settings.addAll(List.of(further));
        return settings.toArray(String[]::new);
    }
}
