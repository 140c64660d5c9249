package io.chimera.lab.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Person;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request comes by here: who is it, how is their weather, which desk; and every no becomes an answer here. */
final class Front implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    /** Requests of one person at once, those that wait for updates included. */
    private static final int MOST_AT_ONCE = 64;

    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9_-]{43})");

    private final Registry registry;
    private final Weathers weathers;
    private final List<Route> routes;
    private final Workers workers;
    private final Map<Long, Semaphore> inHand = new ConcurrentHashMap<>();

    Front(Registry registry, Weathers weathers, List<Route> routes, Workers workers) {
        this.registry = registry;
        this.weathers = weathers;
        this.routes = List.copyOf(routes);
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            serve(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it stood still, or the lab cloud closes
        } catch (IOException e) {
            LOG.debug("A caller of the lab cloud left before the answer", e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            var caller = caller(exchange);
            workers.proven();
            var free = inHand.computeIfAbsent(caller.id(), _ -> new Semaphore(MOST_AT_ONCE));
            if (!free.tryAcquire()) throw new Refusal(No.TOO_MANY, "at most " + MOST_AT_ONCE + " requests at once");
            try {
                serve(exchange, caller);
            } finally {
                free.release();
            }
        } catch (Refusal refusal) {
            refuse(exchange, refusal);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            LOG.error("A request to the lab cloud failed method={}", exchange.getRequestMethod(), e);
            refuse(exchange, new Refusal(No.BROKEN, "its log says more"));
        }
    }

    private Person caller(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) throw new Refusal(No.WHO_ARE_YOU, "send Authorization: Bearer and your token");
        var bearer = BEARER.matcher(header);
        if (!bearer.matches())
            throw new Refusal(No.WHO_ARE_YOU, "a token has 43 letters, digits, hyphens, underscores");
        return registry.bearing(bearer.group(1))
                .orElseThrow(() -> new Refusal(No.WHO_ARE_YOU, "nobody here has this token"));
    }

    private void serve(HttpExchange exchange, Person caller) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getRawPath();
        boolean otherMethod = false;
        for (var route : routes) {
            var match = route.match(path);
            if (match.isEmpty()) continue;
            if (route.method().equals(exchange.getRequestMethod())) {
                serve(exchange, caller, route, match.get());
                return;
            }
            otherMethod = true;
        }
        throw otherMethod
                ? new Refusal(No.WRONG_METHOD, "see docs/lab.md")
                : new Refusal(No.NO_SUCH_PLACE, "see docs/lab.md");
    }

    private void serve(HttpExchange exchange, Person caller, Route route, MatchResult path)
            throws IOException, InterruptedException {
        var weather = route.kind() == Route.Kind.CONTROLS ? LabWeather.fair() : weathers.over(caller.id());
        if (weather.outage()) throw outage();
        Thread.sleep(weather.latencyMillis());
        var answer = route.desk().serve(new Call(exchange, path, caller, weather));
        if (route.kind() == Route.Kind.CHANGES && weather.losesAnswers()) return; // closing it unanswered cuts it
        answer.to(exchange);
    }

    /** Nothing works for now. */
    static Refusal outage() {
        return new Refusal(No.OUTAGE, "try again later; nothing was taken");
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        var headers = exchange.getResponseHeaders();
        if (refusal.no() == No.WHO_ARE_YOU) headers.set("WWW-Authenticate", "Bearer");
        if (refusal.no() == No.TOO_LARGE) headers.set("Connection", "close");
        Answer.of(refusal.problem()).to(exchange);
    }
}
