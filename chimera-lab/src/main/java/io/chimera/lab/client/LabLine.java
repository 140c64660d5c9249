package io.chimera.lab.client;

import io.chimera.core.dialog.Body;
import io.chimera.lab.api.AnnouncedUpload;
import io.chimera.lab.api.Called;
import io.chimera.lab.api.Gathering;
import io.chimera.lab.api.History;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.Look;
import io.chimera.lab.api.Mark;
import io.chimera.lab.api.NewAd;
import io.chimera.lab.api.NewGathering;
import io.chimera.lab.api.NewWords;
import io.chimera.lab.api.No;
import io.chimera.lab.api.OpenedUpload;
import io.chimera.lab.api.Person;
import io.chimera.lab.api.Phonebook;
import io.chimera.lab.api.Poll;
import io.chimera.lab.api.Sending;
import io.chimera.lab.api.Sponsored;
import io.chimera.lab.api.SponsoredReport;
import io.chimera.lab.api.SponsoredReported;
import io.chimera.lab.api.Taken;
import io.chimera.lab.api.Updates;
import io.chimera.lab.api.Writing;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One person's line to the lab cloud. Every call blocks until there is an answer, and throws {@link Denied} when the
 * answer is no, {@link Broken} when there is none.
 */
final class LabLine {

    private final LabHttp http;

    LabLine(LabHttp http) {
        this.http = http;
    }

    Pace pace() {
        return http.pace();
    }

    Person me() throws IOException, InterruptedException {
        return http.get("/v1/me", Person.class, Duration.ZERO);
    }

    Phonebook contacts() throws IOException, InterruptedException {
        return http.get("/v1/contacts", Phonebook.class, Duration.ZERO);
    }

    Optional<Person> byPhone(String e164) throws IOException, InterruptedException {
        var phone = URLEncoder.encode(e164, StandardCharsets.UTF_8);
        try {
            return Optional.of(http.get("/v1/people?phone=" + phone, Person.class, Duration.ZERO));
        } catch (Denied denied) {
            if (denied.is(No.NO_SUCH_PERSON)) return Optional.empty();
            throw denied;
        }
    }

    /** Puts somebody into this person's telephone book. */
    void call(long person, String name) throws IOException, InterruptedException {
        http.send("PUT", "/v1/contacts/" + person, new Called(name));
    }

    void types(long to, boolean on) throws IOException, InterruptedException {
        http.send("PUT", dialog(to) + "/typing", new Writing(on));
    }

    LabWeather weather() throws IOException, InterruptedException {
        return http.get("/v1/weather", LabWeather.class, Duration.ZERO);
    }

    void weather(LabWeather weather) throws IOException, InterruptedException {
        http.send("PUT", "/v1/weather", weather);
    }

    Updates poll(long acknowledged, Duration wait) throws IOException, InterruptedException {
        return http.post("/v1/updates", new Poll(acknowledged, wait.toMillis()), Updates.class, wait);
    }

    Taken send(long to, Sending sending) throws IOException, InterruptedException {
        return http.post(dialog(to) + "/messages", sending, Taken.class, Duration.ZERO);
    }

    void edit(long to, long message, Body.Text text) throws IOException, InterruptedException {
        http.send("PATCH", dialog(to) + "/messages/" + message, new NewWords(text.text(), Look.of(text.spans())));
    }

    void erase(long to, long message) throws IOException, InterruptedException {
        http.send("DELETE", dialog(to) + "/messages/" + message);
    }

    void seen(long from, long upTo) throws IOException, InterruptedException {
        http.send("PUT", dialog(from) + "/seen", new Mark(upTo));
    }

    /** @param query such as {@code mine=true&after=12} */
    History history(long dialog, String query, Duration wait) throws IOException, InterruptedException {
        var path = dialog(dialog) + "/messages?waitMillis=" + wait.toMillis() + "&" + query;
        return http.get(path, History.class, wait);
    }

    /** A group or a channel; empty if this person is in none with this id. */
    Optional<Gathering> gathering(long id) throws IOException, InterruptedException {
        try {
            return Optional.of(http.get("/v1/gatherings/" + id, Gathering.class, Duration.ZERO));
        } catch (Denied denied) {
            if (denied.is(No.NO_SUCH_DIALOG)) return Optional.empty();
            throw denied;
        }
    }

    Gathering found(NewGathering wanted) throws IOException, InterruptedException {
        return http.post("/v1/gatherings", wanted, Gathering.class, Duration.ZERO);
    }

    void takeIn(long gathering, long person) throws IOException, InterruptedException {
        http.send("PUT", "/v1/gatherings/" + gathering + "/members/" + person);
    }

    void remove(long gathering, long person) throws IOException, InterruptedException {
        http.send("DELETE", "/v1/gatherings/" + gathering + "/members/" + person);
    }

    Sponsored sponsored(long channel) throws IOException, InterruptedException {
        return http.get("/v1/gatherings/" + channel + "/sponsored", Sponsored.class, Duration.ZERO);
    }

    void advertise(long channel, NewAd ad) throws IOException, InterruptedException {
        http.send("PUT", "/v1/gatherings/" + channel + "/sponsored", ad);
    }

    /** @param what {@code seen} or {@code click} */
    void sponsored(long channel, long message, String what) throws IOException, InterruptedException {
        http.send("POST", "/v1/gatherings/" + channel + "/sponsored/" + message + "/" + what);
    }

    SponsoredReported report(long channel, long message, String option) throws IOException, InterruptedException {
        var path = "/v1/gatherings/" + channel + "/sponsored/" + message + "/report";
        return http.post(path, new SponsoredReport(option), SponsoredReported.class, Duration.ZERO);
    }

    /** Announces a file; returns where to bring its bytes. */
    UUID announce(AnnouncedUpload file) throws IOException, InterruptedException {
        return http.post("/v1/uploads", file, OpenedUpload.class, Duration.ZERO).upload();
    }

    /** Brings the next bytes of a file: at most {@link AnnouncedUpload#PART}. */
    void bring(UUID upload, long offset, byte[] bytes, int length) throws IOException, InterruptedException {
        http.put("/v1/uploads/" + upload + "?offset=" + offset, bytes, length);
    }

    /** Fetches a message's file; returns the SHA-256 it should have, hexadecimal, if the cloud tells. */
    Optional<String> fetch(long dialog, long message, LabHttp.Sink sink) throws IOException, InterruptedException {
        return http.fetch(dialog(dialog) + "/messages/" + message + "/file", sink);
    }

    private static String dialog(long other) {
        return "/v1/dialogs/" + other;
    }
}
