package io.chimera.lab.server;

import com.sun.net.httpserver.HttpExchange;
import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.MatchResult;

/** One request of somebody who proved who they are. */
final class Call {

    /** The longest JSON that is read, in bytes. */
    static final int LONGEST_JSON = 64 * 1024;

    private final HttpExchange exchange;
    private final MatchResult path;
    private final Person caller;
    private final LabWeather weather;

    Call(HttpExchange exchange, MatchResult path, Person caller, LabWeather weather) {
        this.exchange = exchange;
        this.path = path;
        this.caller = caller;
        this.weather = weather;
    }

    Person caller() {
        return caller;
    }

    LabWeather weather() {
        return weather;
    }

    /** The device it came from. */
    Device device() {
        var name = exchange.getRequestHeaders().getFirst("Lab-Device");
        if (name == null || !name.matches("[A-Za-z0-9-]{8,64}"))
            throw new Refusal(
                    No.MALFORMED, "the header Lab-Device must name the device: 8 to 64 letters, digits, hyphens");
        return new Device(caller.id(), name);
    }

    /** The n-th number in the path; the route has made sure that it is one of at most 16 digits. */
    long number(int group) {
        return Long.parseLong(path.group(group));
    }

    UUID uuid(int group) {
        return UUID.fromString(path.group(group));
    }

    /** The body as JSON. */
    <T> T json(Class<T> type) throws IOException {
        if (length().orElse(0) > LONGEST_JSON) throw tooLong();
        var body = exchange.getRequestBody().readNBytes(LONGEST_JSON + 1);
        if (body.length > LONGEST_JSON) throw tooLong();
        try {
            return LabJson.read(body, type);
        } catch (IOException malformed) {
            throw new Refusal(No.MALFORMED, "the body is " + malformed.getMessage());
        }
    }

    private static Refusal tooLong() {
        return new Refusal(No.TOO_LARGE, "a request has at most " + LONGEST_JSON + " bytes");
    }

    /** The body as it is; whoever reads it sees progress, and the pace of the weather. */
    InputStream bytes() {
        return new PacedInput(exchange.getRequestBody(), Workers.STALL.get(), weather.bytesPerSecond());
    }

    /** How long the body is, if it says so. */
    OptionalLong length() {
        var written = exchange.getRequestHeaders().getFirst("Content-Length");
        return written == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(written));
    }

    /** A number in the query, 0 to {@code most}. */
    long query(String name, long otherwise, long most) {
        return find(name).map(value -> number(name, value, most)).orElse(otherwise);
    }

    /** A yes or no in the query; no unless it says {@code true}. */
    boolean query(String name) {
        return find(name).filter("true"::equals).isPresent();
    }

    Optional<String> find(String name) {
        var query = exchange.getRequestURI().getRawQuery();
        if (query == null) return Optional.empty();
        for (var pair : query.split("&", 32)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name))
                return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    private static long number(String name, String value, long most) {
        if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) > most)
            throw new Refusal(No.MALFORMED, name + " must be a number from 0 to " + most);
        return Long.parseLong(value);
    }
}
