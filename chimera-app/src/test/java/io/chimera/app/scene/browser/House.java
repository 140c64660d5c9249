package io.chimera.app.scene.browser;

import io.chimera.app.scene.Node;
import io.chimera.app.scene.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One running program with the lab's people, and a browser in front of it.
 *
 * @param folder everything lies in it; gone afterwards
 */
record House(Path folder, Node node, Chromium chromium, LabTable table) implements AutoCloseable {

    static House open() {
        var chromium = Chromium.launch();
        try {
            var folder = Files.createTempDirectory("house");
            var home = folder.resolve("home");
            var arguments = new ArrayList<>(List.of("--chimera.home=" + home, "--server.port=" + freePort()));
            arguments.addAll(ownNetwork());
            int cloud = freePort();
            arguments.add("--chimera.lab.port=" + cloud);
            arguments.add("--chimera.janus.proxy.port=0");
            var node = Node.start("lab", home, List.of(), Program.ready().command(arguments));
            return new House(folder, node, chromium, new LabTable(home, cloud));
        } catch (IOException failed) {
            chromium.close();
            throw new UncheckedIOException(failed);
        }
    }

    /** The same after a restart, as a browser's tab expects. */
    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Other programs on this computer hear nothing of it, nor it of them. */
    private static List<String> ownNetwork() throws IOException {
        try (var free = new DatagramSocket()) {
            var port = free.getLocalPort();
            return List.of(
                    "--chimera.lan.listen-port=" + port,
                    "--chimera.lan.announce-to=127.255.255.255:" + port,
                    "--chimera.lan.announce-every=5s",
                    "--chimera.lan.port=0",
                    "--chimera.lan.v1.on=false");
        }
    }

    @Override
    public void close() throws IOException {
        node.close();
        chromium.close();
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
