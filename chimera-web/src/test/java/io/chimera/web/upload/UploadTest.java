package io.chimera.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.testing.People;
import io.chimera.web.testing.House;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.TestNode;
import io.chimera.web.testing.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class UploadTest {

    private static final int HUGE = 300_000_000;

    @LocalServerPort
    private int port;

    @Autowired
    private House house;

    @Autowired
    private Messengers messengers;

    private List<Message> files() {
        return messengers
                .find(People.ANA)
                .orElseThrow()
                .read(view -> view.dialogs().page(People.WITH_BRUNO, Optional.empty(), 100))
                .messages()
                .stream()
                .filter(message -> message.body() instanceof Body.File)
                .toList();
    }

    @Test
    void aFileArrivesUnderItsSafeNameWithItsBytes() throws IOException {
        var ana = Visitor.signedIn(port, People.ANA);

        var answer = ana.send(ana.from("/c/1002/files")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-File-Name", "..%2F..%2Fetc%2Frelat%C3%B3rio%E2%80%AEfdp.png")
                .header("Content-Type", "image/png")
                .header("HX-Request", "true")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})));

        assertThat(answer.statusCode()).isEqualTo(200);
        var file = ((Body.File) files().getFirst().body()).file();
        assertThat(answer.body()).contains("id=\"m-" + files().getFirst().id());
        assertThat(file.name().value()).isEqualTo("relatóriofdp.png");
        assertThat(file.mediaType()).isEqualTo("image/png");
        assertThat(Files.readAllBytes(file.content().path())).containsExactly(1, 2, 3);
    }

    @Test
    void aPlainFormSendsEveryFileItHolds() {
        var ana = Visitor.signedIn(port, People.ANA);
        int before = files().size();

        var answer = ana.post(
                "/c/1002/files",
                "multipart/form-data; boundary=x",
                BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"one.txt\"\r\n\r\n1\r\n"
                                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"two.txt\"\r\n\r\n22\r\n--x--\r\n"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(files()).hasSize(before + 2);
        assertThat(files().subList(0, 2))
                .extracting(
                        message -> ((Body.File) message.body()).file().name().value())
                .containsExactly("two.txt", "one.txt");
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        var ana = Visitor.signedIn(port, People.ANA);
        int before = files().size();

        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /c/1002/files HTTP/1.1\r\nHost: localhost:" + port + "\r\nCookie: " + ana.cookie()
                                    + "\r\nSec-Fetch-Site: same-origin\r\nX-File-Name: broken-off.bin\r\n"
                                    + "Content-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[400_000]);
            socket.getOutputStream().flush();
            await().until(this::somethingIsBeingWritten);
        }

        await().until(() -> !somethingIsBeingWritten());
        assertThat(files()).hasSize(before);
        try (var kept = Files.list(house.folderOf(People.ANA))) {
            assertThat(kept.map(path -> path.getFileName().toString())).doesNotContain("broken-off.bin");
        }
    }

    private boolean somethingIsBeingWritten() throws IOException {
        try (var parts = Files.list(house.folderOf(People.ANA).resolve(".parts"))) {
            return parts.findAny().isPresent();
        }
    }

    @Test
    void aFileWithoutRoomIsRefusedBeforeItIsSent() {
        var ana = Visitor.signedIn(port, People.ANA);
        house.shelfOf(People.ANA).room(10);
        try {
            var answer = ana.send(ana.from("/c/1002/files")
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("X-File-Name", "large.bin")
                    .POST(BodyPublishers.ofByteArray(new byte[11])));

            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.body()).contains("There is no room for the file.");
        } finally {
            house.shelfOf(People.ANA).room(1L << 40);
        }
    }

    /** A connection that is cut off while the browser still sends brings no words to anybody. */
    @Test
    void whoIsRefusedWhileSendingALotStillHearsWhy() {
        var ana = Visitor.signedIn(port, People.ANA);
        house.shelfOf(People.ANA).room(10);
        try {
            var answer = ana.send(ana.from("/c/1002/files")
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("X-File-Name", "large.bin")
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Zeros(HUGE)), HUGE)));

            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.body()).contains("There is no room for the file.");
        } finally {
            house.shelfOf(People.ANA).room(1L << 40);
        }
    }

    @Test
    void threeHundredMegabytesDoNotGrowTheHeap() throws IOException {
        var program = new Visitor(port);
        var heap = new Watched();
        try (heap) {
            var answer = program.send(program.from("/api/v1/accounts/1001/dialogs/1002/files")
                    .header("Authorization", "Bearer " + TestNode.TOKEN)
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .timeout(Duration.ofMinutes(5))
                    .POST(BodyPublishers.ofInputStream(() -> multipart(HUGE))));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        var file = ((Body.File) files().getFirst().body()).file();
        assertThat(file.content().size()).isEqualTo(HUGE);
        assertThat(heap.grewBy()).isLessThan(100_000_000);
        Files.delete(file.content().path());
    }

    private static InputStream multipart(long size) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                stream("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"huge.bin\"\r\n\r\n"),
                new Zeros(size),
                stream("\r\n--x--\r\n"))));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) return -1;
            int some = (int) Math.min(left, length);
            left -= some;
            return some;
        }
    }

    /** What stays on the heap after each collection, while it is open. */
    private static final class Watched implements AutoCloseable {

        private final long before = used();
        private volatile long most = before;
        private final Thread watcher = Thread.ofPlatform().daemon().start(this::watch);

        private void watch() {
            while (!Thread.interrupted()) {
                most = Math.max(most, used());
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        }

        private static long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        long grewBy() {
            return most - before;
        }

        @Override
        public void close() {
            watcher.interrupt();
        }
    }

    @Test
    void aDialogThatIsNotThereTakesNoFile() {
        var program = new Visitor(port);

        var answer = program.send(program.from("/api/v1/accounts/1001/dialogs/" + new DialogId(555) + "/files")
                .header("Authorization", "Bearer " + TestNode.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--\r\n")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:chimera:problem:no-such-dialog");
    }
}
