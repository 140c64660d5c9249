package io.chimera.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chimera.p2p.testing.Computer;
import io.chimera.p2p.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes in two network namespaces joined by a cable: real broadcasts, real interfaces, the product's own settings.
 * Needs Linux with {@code unshare} and {@code ip}, and is skipped elsewhere.
 */
@Timeout(180)
class TwoComputersTest {

    private static final String SCRIPT = """
            set -e
            cd "$1"; shift
            mkfifo is-up may-go
            ip link set lo up
            ip link add lan0 type veth peer name lan1
            unshare --net sh -c '
              echo $$ >is-up
              read _ <may-go
              ip link set lo up
              ip addr add 10.9.0.2/24 broadcast + dev lan1
              ip link set lan1 up
              exec "$@" 1002' sh "$@" &
            read pid <is-up
            ip link set lan1 netns "$pid"
            ip addr add 10.9.0.1/24 broadcast + dev lan0
            ip link set lan0 up
            echo >may-go
            "$@" 1001
            wait
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void namespacesCanBeMade() throws Exception {
        boolean can = ends(apart("ip", "link", "add", "lan0", "type", "veth"));
        if (!can) System.err.println("skipped: two computers, because no network namespaces can be made here");
        if (Boolean.getBoolean("chimera.test.require")) assertThat(can).isTrue();
        assumeTrue(can);
    }

    @Test
    void theyFindEachOtherAndFindEachOtherAgainWhenOneMoves() throws Exception {
        var authority = new TestAuthority();
        Computer.prepare(folder, 1001, authority.credential(1001));
        Computer.prepare(folder, 1002, authority.credential(1002));
        var command = apart("sh", "-c", SCRIPT, "sh");
        command.add(folder.toString());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Computer.class.getName(),
                folder.toString()));
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(output).stream()
                        .filter(line -> line.startsWith("[computer] "))
                        .toList())
                .as(Files.readString(output))
                .anyMatch(line -> line.contains("proven at") && line.contains("10.9.0.2:50052"))
                .contains(
                        "[computer] delivered hello",
                        "[computer] got hello",
                        "[computer] moved",
                        "[computer] delivered you have moved",
                        "[computer] got you have moved");
    }

    /** The command in a network of its own; who is not the administrator becomes one of a system of their own. */
    private static List<String> apart(String... command) {
        var apart = new ArrayList<>(List.of("unshare", "--net"));
        if (!System.getProperty("user.name").equals("root")) apart.addAll(List.of("--user", "--map-root-user"));
        apart.addAll(List.of(command));
        return apart;
    }

    private static boolean ends(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
