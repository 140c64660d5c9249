package io.chimera.web.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file that the cloud has and this computer has not, as pages and programs see it. */
@Served
class DistantFileTest {

    private static final AtomicLong NEXT = new AtomicLong(9_000);
    private static final long TOO_LARGE = (20L << 20) + 1;

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    @Autowired
    private JsonMapper json;

    @TempDir
    private Path folder;

    private final ContactId friend = new ContactId(NEXT.incrementAndGet());
    private final DialogId dialog = DialogId.with(friend);
    private Messenger ana;
    private Visitor visitor;

    @BeforeEach
    void aFriend() {
        house.knows(People.ANA, new Contact(friend, "Friend " + friend, Optional.empty()));
        house.cloudOf(People.ANA).online(true);
        ana = messengers.find(People.ANA).orElseThrow();
        visitor = Visitor.signedIn(port, People.ANA);
    }

    @Test
    void aSmallOneIsAnOrdinaryFileInAMoment() throws IOException {
        var id = sends("plan.pdf", 1_000);
        await().until(() -> isHere(id));
        assertThat(visitor.get("/c/" + friend).body())
                .contains("href=\"/files/" + id + "\"")
                .doesNotContain("in the cloud");
        assertThat(asJson(id).path("file").has("state")).isFalse();
    }

    @Test
    void aLargeOneIsACardWithAButtonThatFetchesItWithoutAQuestion() throws IOException {
        var id = sends("film.mp4", TOO_LARGE);
        assertThat(visitor.get("/c/" + friend).body())
                .contains("film.mp4", ", in the cloud", "hx-post=\"/c/" + friend + "/m/" + id + "/fetch\"")
                .doesNotContain("Anybody may have put it there")
                .doesNotContain("href=\"/files/" + id);
        assertThat(visitor.get("/files/" + id).statusCode()).isEqualTo(404);

        visitor.post("/c/" + friend + "/m/" + id + "/fetch", Map.of());
        await().until(() -> isHere(id));
        assertThat(visitor.get("/files/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatWaitsForTheCloudCanBeLeftThere() throws IOException {
        var id = sends("film.mp4", TOO_LARGE);
        house.cloudOf(People.ANA).online(false);
        assertThat(visitor.postPiece("/c/" + friend + "/m/" + id + "/fetch", Map.of())
                        .body())
                .contains("waiting to come", "/m/" + id + "/cancellation")
                .doesNotContain("/m/" + id + "/fetch");
        assertThat(visitor.postPiece("/c/" + friend + "/m/" + id + "/cancellation", Map.of())
                        .body())
                .contains("in the cloud", "/m/" + id + "/fetch");
    }

    @Test
    void ofAChannelEvenASmallOneComesOnlyAfterAQuestion() throws IOException {
        var channel = new DialogId(-1_000_000_000_000L - friend.telegramUser());
        house.storeOf(People.ANA).alter(change -> change.dialogs().save(new Dialog.Channel(channel, "News & <more>")));
        var id = house.sends(People.ANA, channel, friend, file("small.pdf", 10));
        assertThat(visitor.get("/c/" + channel).body())
                .contains("in the cloud")
                .contains("hx-confirm=\"This file comes from the channel or public group “News &amp; &lt;more&gt;”.");
        assertThat(isHere(id)).isFalse();
    }

    @Test
    void aProgramFetchesItToo() throws IOException {
        var id = sends("film.mp4", TOO_LARGE);
        var file = asJson(id).path("file");
        assertThat(file.path("name").asString()).isEqualTo("film.mp4");
        assertThat(file.path("size").asLong()).isEqualTo(TOO_LARGE);
        assertThat(file.path("sha256").isNull()).isTrue();
        assertThat(file.path("path").isNull()).isTrue();
        assertThat(file.path("state").asString()).isEqualTo("AWAY");

        house.cloudOf(People.ANA).online(false);
        assertThat(ask("POST", id, "/fetch").path("file").path("state").asString())
                .isEqualTo("COMING");
        house.cloudOf(People.ANA).online(true);
        await().until(() -> !asJson(id).path("file").has("state"));
        assertThat(ask("POST", id, "/fetch").path("type").asString()).endsWith("not-possible");
    }

    private JsonNode asJson(MessageId id) {
        return ask("GET", id, "");
    }

    private JsonNode ask(String method, MessageId id, String then) {
        var program = new Visitor(port);
        return json.readTree(
                program.send(program.from("/api/v1/accounts/1001/dialogs/" + friend + "/messages/" + id + then)
                                .header("Authorization", "Bearer " + TestNode.TOKEN)
                                .method(method, BodyPublishers.noBody()))
                        .body());
    }

    private MessageId sends(String name, long size) throws IOException {
        return house.sends(People.ANA, dialog, friend, file(name, size));
    }

    private SharedFile file(String name, long size) throws IOException {
        var path = folder.resolve(name);
        try (var sparse = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), size - 1);
        }
        var hash = Sha256.over(Files.readAllBytes(path));
        return new SharedFile(
                FileName.from(name), "application/pdf", new SealedFile(path.toAbsolutePath(), size, hash));
    }

    private boolean isHere(MessageId id) {
        return ana.read(view -> view.dialogs().message(id)).orElseThrow().body() instanceof Body.File;
    }
}
