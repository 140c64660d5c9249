package io.chimera.app.bench;

import static io.chimera.app.bench.Town.ANA;
import static io.chimera.app.bench.Town.BRUNO;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a text takes over the LAN: from before Ana's program calls her node's REST API until the row is committed in
 * Bruno's database, which is read by its file, as quickly as it can be asked. Beside it, on the same machine in the same
 * minutes: the call alone, which ends when the message is durable at Ana's. Whoever calls and looks does so on one thread
 * and over one connection, because it shares two processors with the nodes it measures.
 */
final class Latency implements Bench.Measurement {

    private static final int WARM_UP = 3_000;
    private static final long SAMPLES = 3_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS = 1e6;
    private static final long BETWEEN_LOOKS_NANOS = 200_000;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        int samples = Math.toIntExact(amount.orElse(SAMPLES));
        var there = new double[samples];
        var called = new double[samples];
        int round = 0;
        try (var town = Town.settle(folder);
                var rows = DriverManager.getConnection("jdbc:sqlite:file:"
                        + folder.resolve("b/accounts/1002/account.db").toUri().getRawPath() + "?mode=ro");
                var row = rows.prepareStatement("select count(*) from message where id = ?")) {
            var caller = Caller.of(town);
            for (int i = -WARM_UP; i < samples; i++) {
                long began = System.nanoTime();
                var answer = caller.send("text " + i);
                long answered = System.nanoTime();
                var id = JSON.readTree(answer).path("id").asString();
                long arrived = awaitRow(row, id, began);
                if (i < 0) continue;
                called[i] = (answered - began) / NANOS;
                there[i] = (arrived - began) / NANOS;
            }
            for (var message : town.bruno().messages(ANA, 100)) {
                if (!message.path("route").asString().equals("LAN")) round++;
            }
        }
        Spread.of(there).print("call at Ana's to row at Bruno's", "ms");
        Spread.of(called).print("of which the call at Ana's", "ms");
        System.out.printf("   of the last 100 texts, %d did not take the LAN%n", round);
        System.out.println("   target: p50 at most 5 ms, p99 at most 20 ms");
    }

    /** Ana's program. */
    private record Caller(URL messages, String token) {

        private static Caller of(Town town) throws IOException {
            var address = town.atAnas().address() + "/api/v1/accounts/" + ANA + "/dialogs/" + BRUNO + "/messages";
            return new Caller(URI.create(address).toURL(), town.atAnas().token());
        }

        private byte[] send(String text) throws IOException {
            var call = (HttpURLConnection) messages.openConnection();
            call.setRequestProperty("Authorization", "Bearer " + token);
            call.setRequestProperty("Content-Type", "application/json");
            call.setDoOutput(true);
            try (var out = call.getOutputStream()) {
                out.write(JSON.writeValueAsBytes(Map.of("text", text)));
            }
            try (var in = call.getInputStream()) {
                return in.readAllBytes();
            }
        }
    }

    private static long awaitRow(PreparedStatement row, String id, long began) throws SQLException {
        row.setString(1, id);
        while (true) {
            try (var found = row.executeQuery()) {
                if (found.next() && found.getInt(1) > 0) return System.nanoTime();
            }
            if (System.nanoTime() - began > LONGEST_NANOS)
                throw new IllegalStateException("a text did not arrive within 30 s");
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
