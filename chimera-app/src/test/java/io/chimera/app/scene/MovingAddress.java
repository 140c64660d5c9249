package io.chimera.app.scene;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** One address of which first one server has the use and then another, as when a virtual address moves. */
final class MovingAddress implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile URI server;

    MovingAddress(URI server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::serve);
    }

    /** The address, which stays. */
    String url() {
        return "https://127.0.0.1:" + door.getLocalPort();
    }

    /** From now on another has it. */
    void moveTo(URI other) {
        server = other;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException closed) {
                // the loop ends with the door
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var callee = new Socket(server.getHost(), server.getPort())) {
            var answers = Thread.ofVirtual().start(() -> pass(callee, caller));
            pass(caller, callee);
            answers.join();
        } catch (IOException refused) {
            // nobody is there: the caller's connection is closed
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // one end hung up, and so does the other
        }
    }
}
