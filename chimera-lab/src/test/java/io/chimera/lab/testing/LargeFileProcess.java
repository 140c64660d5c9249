package io.chimera.lab.testing;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static org.awaitility.Awaitility.await;

import io.chimera.core.dialog.Body;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A lab cloud and two nodes in a process with less memory than the file that goes from one to the other. */
public final class LargeFileProcess {

    private LargeFileProcess() {}

    /** @param arguments a folder, and the file's size in bytes; prints the hash that was sent and the one that arrived */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var file = Noise.file(folder, "large.bin", Long.parseLong(arguments[1]));
        try (var town = LabTown.open(folder, Clock.systemUTC());
                var ana = new LabNode("ana", ANA, town, folder);
                var bruno = new LabNode("bruno", BRUNO, town, folder)) {
            System.out.println("outcome " + ana.sends(BRUNO, file).getClass().getSimpleName());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !bruno.filesHere(ANA).isEmpty());
            var arrived = ((Body.File) bruno.dialog(ANA).getFirst().body()).file();
            System.out.println("sent " + file.content().sha256());
            System.out.println("arrived " + arrived.content().sha256());
        }
    }
}
