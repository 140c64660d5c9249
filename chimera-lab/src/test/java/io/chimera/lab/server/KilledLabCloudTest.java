package io.chimera.lab.server;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.LabCloudProcess;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import io.chimera.lab.testing.Mailbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLabCloudTest {

    private static final int KILLS = Boolean.getBoolean("chimera.test.long") ? 20 : 3;

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostDoubledOrDisorderedThoughTheLabCloudIsKilled() throws Exception {
        try (var process = LabCloudProcess.start(folder);
                var ana = node("ana", ANA, process);
                var bruno = node("bruno", BRUNO, process);
                var mailbox = new Mailbox(ANA, ana)) {
            var written = new ArrayList<String>();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < 40; i++) {
                    written.add("m" + written.size());
                    mailbox.write(BRUNO, written.getLast());
                }
                int reached = bruno.words(ANA).size();
                int more = random.nextInt(1, 30);
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> bruno.words(ANA).size() >= Math.min(reached + more, written.size()));
                process.killAndStartAgain();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> mailbox.waiting() == 0);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bruno.words(ANA)).isEqualTo(written));
            assertThat(ana.words(BRUNO)).isEqualTo(written);
        }
    }

    private LabNode node(String name, AccountId account, LabCloudProcess process) throws Exception {
        var reach = new LabLines.Reach(
                process.address(),
                Optional.empty(),
                new TokenFolder(folder.resolve("lab/tokens")),
                folder.resolve(name).resolve("accounts"));
        return new LabNode(
                account,
                new LabLines(reach, LabTown.QUICK),
                new FolderShelf(folder.resolve(name + "-shelf")),
                own -> own);
    }
}
