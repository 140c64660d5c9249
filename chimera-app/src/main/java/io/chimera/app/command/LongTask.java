package io.chimera.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Something that takes the running node a while: it is looked at until it has ended. */
record LongTask(NodeClient node, PrintWriter out) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** How often the person is told how it gets on, in looks. */
    private static final int TELL_EVERY = 20;

    /**
     * Orders it, and waits.
     *
     * @param tasks where tasks of its kind are ordered, and each tells {@code state} under its {@code id}
     * @param soFar how the person is told how far it is
     * @return what the node says of it in the end
     */
    JsonNode run(String tasks, Map<String, Object> order, Function<JsonNode, String> soFar) throws CommandFailed {
        var begun = node.post(tasks, order);
        return untilItEnds(tasks + "/" + begun.path("id").asLong(), soFar);
    }

    /** Fails, with the node's own words, unless it was done. */
    static void requireDone(JsonNode ended) throws CommandFailed {
        if (!ended.path("state").asString().equals("DONE"))
            throw new CommandFailed(ended.path("why").asString() + ".");
    }

    private JsonNode untilItEnds(String address, Function<JsonNode, String> soFar) throws CommandFailed {
        try {
            for (int look = 1; ; look++) {
                var now = node.get(address);
                if (!now.path("state").asString().equals("RUNNING")) return now;
                if (look % TELL_EVERY == 0) say("… " + soFar.apply(now));
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted. It goes on in the Chimera that is running.");
        }
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }
}
