package io.chimera.p2p.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A bad cable: stands between two nodes, listens in, and breaks when a test wants it to. */
public final class Relay implements Closeable {

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream overheard = new ByteArrayOutputStream();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong there = new AtomicLong();
    private final AtomicLong perSecond = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean swallowing;
    private volatile boolean deafBackwards;
    private volatile int connections;

    public Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay").start(this::run);
    }

    public InetSocketAddress address() {
        return LanNode.at(server.getLocalPort());
    }

    /** How many connections went through it. */
    public int connections() {
        return connections;
    }

    /** How many bytes went towards its target. */
    public long forwarded() {
        return there.get();
    }

    /** Cuts every connection once so many more bytes have gone towards the target. */
    public void cutAfter(long bytes) {
        left.set(bytes);
    }

    /** Lets about so many bytes a second through each connection towards the target. */
    public void throttle(long bytesPerSecond) {
        perSecond.set(bytesPerSecond);
    }

    /** Cuts every connection now. */
    public void cut() throws IOException {
        for (var end : ends) end.close();
        ends.clear();
    }

    /** From now on, everything is swallowed and nothing is said about it: a computer that lost its power. */
    public void swallow(boolean on) {
        swallowing = on;
    }

    /** From now on, nothing comes back from the target. */
    public void swallowAnswers(boolean on) {
        deafBackwards = on;
    }

    /** Every byte that went through it, in both directions. */
    public byte[] overheard() {
        synchronized (overheard) {
            return overheard.toByteArray();
        }
    }

    private void run() {
        while (!server.isClosed()) {
            try {
                var from = server.accept();
                var to = new Socket(target.getAddress(), target.getPort());
                from.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
                connections++;
                ends.add(from);
                ends.add(to);
                Thread.ofVirtual().start(() -> pump(from, to, true));
                Thread.ofVirtual().start(() -> pump(to, from, false));
            } catch (IOException _) {
                // closed, or nobody at the other end: the next one may have more luck
            }
        }
    }

    private void pump(Socket from, Socket to, boolean forth) {
        var piece = new byte[64 * 1024];
        try (from;
                to) {
            for (int count = from.getInputStream().read(piece);
                    count >= 0;
                    count = from.getInputStream().read(piece)) {
                listen(piece, count);
                if (swallowing || (deafBackwards && !forth)) continue;
                if (forth) slowDown(count);
                to.getOutputStream().write(piece, 0, count);
                if (!forth) continue;
                there.addAndGet(count);
                if (left.addAndGet(-count) <= 0) {
                    left.set(Long.MAX_VALUE);
                    cut();
                }
            }
        } catch (IOException _) {
            // cut
        }
    }

    /** As a thin cable does: this is what is tested, not a wait for something. */
    private void slowDown(int count) {
        LockSupport.parkNanos(count * TimeUnit.SECONDS.toNanos(1) / perSecond.get());
    }

    private void listen(byte[] piece, int count) {
        synchronized (overheard) {
            if (overheard.size() < 8 * 1024 * 1024) overheard.write(piece, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
