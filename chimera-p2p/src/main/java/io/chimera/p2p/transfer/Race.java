package io.chimera.p2p.transfer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of several addresses that answers. The best gets a head start; the others follow one by one, or
 * at once when one has failed, so that a dead network card costs a moment and not a time-out (as in RFC 8305).
 */
final class Race {

    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final Duration patience;
    private final BlockingQueue<Finish> finishes = new LinkedBlockingQueue<>();
    private final List<Socket> runners = new ArrayList<>();
    private @Nullable Socket winner;

    private Race(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param addresses best first, at least one
     * @param patience for each of them
     * @throws NobodyThere if all fail
     */
    static Socket first(List<InetSocketAddress> addresses, Duration patience) throws IOException, InterruptedException {
        return new Race(patience).run(addresses);
    }

    private Socket run(List<InetSocketAddress> addresses) throws IOException, InterruptedException {
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                return awaitWinner(addresses, lanes);
            } finally {
                closeLosers(); // first, or the lanes would wait for them
            }
        }
    }

    private Socket awaitWinner(List<InetSocketAddress> addresses, Executor lanes)
            throws NobodyThere, InterruptedException {
        var failures = new ArrayList<Finish>();
        while (failures.size() < addresses.size()) {
            if (runners.size() < addresses.size()) start(addresses.get(runners.size()), lanes);
            var finish = awaitFinish(runners.size() < addresses.size());
            if (finish == null) continue;
            if (finish.failure() == null) {
                winner = finish.runner();
                return finish.runner();
            }
            failures.add(finish);
        }
        throw new NobodyThere(failures);
    }

    private void start(InetSocketAddress address, Executor lanes) {
        var runner = new Socket();
        runners.add(runner);
        lanes.execute(() -> finishes.add(connect(runner, address)));
    }

    private @Nullable Finish awaitFinish(boolean othersFollow) throws InterruptedException {
        return othersFollow ? finishes.poll(HEAD_START.toNanos(), TimeUnit.NANOSECONDS) : finishes.take();
    }

    private Finish connect(Socket runner, InetSocketAddress address) {
        try {
            runner.setTcpNoDelay(true);
            runner.setKeepAlive(true);
            runner.connect(address, (int) patience.toMillis());
            return new Finish(address, runner, null);
        } catch (IOException failed) {
            return new Finish(address, runner, failed);
        }
    }

    private void closeLosers() throws IOException {
        for (var runner : runners) if (!runner.equals(winner)) runner.close();
    }

    private record Finish(
            InetSocketAddress address,
            Socket runner,
            @Nullable IOException failure) {}

    /** None of the addresses answered. */
    static final class NobodyThere extends IOException {

        private final transient List<InetSocketAddress> refused;

        private NobodyThere(List<Finish> failures) {
            super(failures.isEmpty() ? "there is no address to connect to" : why(failures.getFirst()));
            refused = failures.stream()
                    .filter(finish -> finish.failure() instanceof ConnectException)
                    .map(Finish::address)
                    .toList();
        }

        /** Those where a computer is, and no node. */
        List<InetSocketAddress> refused() {
            return refused;
        }

        private static String why(Finish failure) {
            return failure.failure() instanceof ConnectException
                    ? "nothing takes connections there"
                    : "it does not answer";
        }
    }
}
