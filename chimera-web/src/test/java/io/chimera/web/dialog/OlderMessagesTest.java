package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.arrival.Past;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Whoever goes back further than this computer's history, on a page or by a program. */
@Served
class OlderMessagesTest {

    private static final AtomicLong NEXT = new AtomicLong(12_000);

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private final DialogId dialog = DialogId.with(friend);
    private Messenger ana;
    private Visitor visitor;

    @BeforeEach
    void aFriendOfOld() {
        house.knows(People.ANA, new Contact(friend, "Friend " + friend, Optional.empty()));
        var cloud = house.cloudOf(People.ANA);
        cloud.online(true);
        for (int n = 1; n <= 130; n++)
            cloud.remembers(
                    dialog,
                    new Past(
                            new CloudMessageId(n - 1_000),
                            new Author.Them(friend),
                            clock.instant().minus(Duration.ofDays(200 - n)),
                            new Body.Text("old " + n + "."),
                            false,
                            true));
        house.writes(People.ANA, friend, clock.instant(), new Body.Text("news"));
        ana = messengers.find(People.ANA).orElseThrow();
        visitor = Visitor.signedIn(port, People.ANA);
    }

    @Test
    void aPageGoesBackToWhereTheConversationBegins() {
        assertThat(visitor.get("/c/" + friend).body())
                .contains("id=\"older\"", "Fetching earlier messages")
                .doesNotContain("The conversation begins here");

        var older = older(oldestShown()).body();
        assertThat(older).contains("old 130.", "id=\"older\"").doesNotContain("old 30.");
        while (!ana.older().isWhole(dialog)) older = older(oldestShown()).body();
        assertThat(older).contains("old 1.", "The conversation begins here");
        assertThat(visitor.get("/c/" + friend).body()).doesNotContain("The conversation begins here");
    }

    @Test
    void aPageSaysWhyItCannotGoBackAndScrollingTriesAgain() {
        house.cloudOf(People.ANA).online(false);
        var before = oldestShown();
        assertThat(older(before).body())
                .contains("Earlier messages cannot be fetched", "scroll from:closest .log")
                .contains("/older?before=" + before)
                .doesNotContain("old 130.");
        house.cloudOf(People.ANA).online(true);
        assertThat(older(before).body()).contains("old 130.");
    }

    @Test
    void aProgramGoesBackTheSameWay() {
        var first = messages("?limit=20");
        assertThat(first.headers().firstValue("Chimera-Older")).hasValue("MORE");
        assertThat(json.readTree(first.body())).hasSize(20);
        assertThat(first.body()).contains("news", "old 130.", "old 112.").doesNotContain("old 111.");

        var last = json.readTree(first.body()).path(19).path("id").asString();
        var count = 20;
        var page = first;
        while (!page.headers().firstValue("Chimera-Older").equals(Optional.of("NONE"))) {
            page = messages("?limit=100&before=" + last);
            var read = json.readTree(page.body());
            count += read.size();
            last = read.path(read.size() - 1).path("id").asString();
        }
        assertThat(count).isEqualTo(131);
        assertThat(json.readTree(messages("?before=" + last).body())).isEmpty();
    }

    @Test
    void aProgramIsToldThatTheCloudCannotBeAsked() {
        house.cloudOf(People.ANA).online(false);
        var answer = messages("");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Chimera-Older")).hasValue("UNREACHABLE");
        assertThat(answer.body()).contains("news").doesNotContain("old 130.");
    }

    private String oldestShown() {
        return ana.read(view -> view.dialogs().onward(dialog, Optional.empty(), 1))
                .getFirst()
                .id()
                .toString();
    }

    private HttpResponse<String> older(String before) {
        return visitor.get("/c/" + friend + "/older?before=" + before);
    }

    private HttpResponse<String> messages(String query) {
        var program = new Visitor(port);
        return program.send(program.from("/api/v1/accounts/1001/dialogs/" + friend + "/messages" + query)
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .method("GET", BodyPublishers.noBody()));
    }
}
