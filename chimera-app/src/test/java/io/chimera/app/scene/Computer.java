package io.chimera.app.scene;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A network namespace: a computer as far as its networks go. It is gone when this is closed. */
public final class Computer implements AutoCloseable {

    private final String ip;
    private final String name;
    private final ExecutorService inside =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final List<ServerSocket> exits = new CopyOnWriteArrayList<>();
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Door door;

    public Computer(String ip, String name) throws Exception {
        this.ip = ip;
        this.name = name;
        this.door = anotherDoor();
        run(ip, "netns", "add", name);
        ip("link", "set", "lo", "up");
        inside(() -> {
            Kernel.enter(name);
            return name;
        });
    }

    /** Joins two computers by a cable, whose ends have these names and addresses. */
    public static void join(
            Computer one, String oneEnd, String oneAddress, Computer other, String otherEnd, String otherAddress)
            throws Exception {
        run(
                one.ip,
                "link",
                "add",
                oneEnd,
                "netns",
                one.name,
                "type",
                "veth",
                "peer",
                "name",
                otherEnd,
                "netns",
                other.name);
        one.plug(oneEnd, oneAddress);
        other.plug(otherEnd, otherAddress);
    }

    private void plug(String end, String address) throws Exception {
        ip("addr", "add", address + "/24", "broadcast", "+", "dev", end);
        ip("link", "set", end, "up");
    }

    /** Runs {@code ip} on this computer. */
    public void ip(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(ip, "-n", name));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** What a command must begin with to run on this computer. */
    public List<String> prefix() {
        return List.of(ip, "netns", "exec", name);
    }

    /** Does something on this computer's own thread: sockets opened there are on this computer. */
    <T> T inside(Callable<T> errand) throws IOException {
        try {
            return inside.submit(errand).get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** The address of this computer's first door. */
    public String outside() {
        return door.outside();
    }

    /** Opens this computer's first door. */
    public void openDoorTo(int port) {
        door.openTo(port);
    }

    /** One more, closed until it is opened. */
    public Door anotherDoor() throws IOException {
        var another = new Door(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        doors.add(another);
        return another;
    }

    /** By which somebody here, outside, comes in. */
    public final class Door {

        private final ServerSocket socket;
        private volatile int behind;

        private Door(ServerSocket socket) {
            this.socket = socket;
        }

        /** {@code host:port} here, outside, behind which is what {@link #openTo} says. */
        public String outside() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        /** From now on who connects to {@link #outside} is connected with this port of the computer's loopback. */
        public void openTo(int port) {
            boolean first = behind == 0;
            behind = port;
            if (first) Thread.ofVirtual().start(this::letIn);
        }

        private void letIn() {
            while (!socket.isClosed()) {
                try {
                    var outer = socket.accept();
                    try {
                        connect(outer, inside(() -> dial(behind)));
                    } catch (IOException refused) {
                        outer.close();
                    }
                } catch (IOException closed) {
                    // the loop ends with the door
                }
            }
        }
    }

    /** Opens a port on this computer's loopback by which a port of ours, outside, is reached; returns it. */
    public int openWayOutTo(int port) throws IOException {
        var exit = inside(() -> new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        exits.add(exit);
        Thread.ofVirtual().start(() -> letOut(exit, port));
        return exit.getLocalPort();
    }

    private static void letOut(ServerSocket exit, int port) {
        while (!exit.isClosed()) {
            try {
                var inner = exit.accept();
                try {
                    connect(inner, dial(port));
                } catch (IOException refused) {
                    inner.close();
                }
            } catch (IOException closed) {
                // the loop ends with the exit
            }
        }
    }

    private static void connect(Socket one, Socket other) {
        Thread.ofVirtual().start(() -> pass(one, other));
        Thread.ofVirtual().start(() -> pass(other, one));
    }

    private static Socket dial(int port) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return socket;
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // one end hung up, and so does the other
        }
    }

    @Override
    public void close() throws Exception {
        for (var each : doors) each.socket.close();
        for (var exit : exits) exit.close();
        inside.shutdown();
        run(ip, "netns", "del", name);
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IOException(String.join(" ", command) + ": " + said);
    }
}
