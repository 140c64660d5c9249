package io.chimera.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.store.ChildJvm;
import io.chimera.store.disk.HomeLock.HomeInUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A home belongs to one process. */
@Timeout(60)
class HomeLockTest {

    @TempDir
    private Path folder;

    @Test
    void aHomeIsTakenOnceAndFreeAgainAfterwards() throws Exception {
        var home = folder.resolve("home");
        try (var lock = HomeLock.take(home)) {
            assertThatExceptionOfType(HomeInUse.class)
                    .isThrownBy(() -> HomeLock.take(home))
                    .withMessageContaining(home.toString())
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining("--chimera.home");
        }
        HomeLock.take(home).close();
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        var lock = HomeLock.take(folder);
        lock.close();
        lock.close();
    }

    @Test
    void anotherProcessKeepsTheHomeUntilItEndsHoweverItEnds() throws Exception {
        try (var other = ChildJvm.start(Holder.class, folder.toString())) {
            assertThat(other.line()).isEqualTo("taken");
            assertThatExceptionOfType(HomeInUse.class)
                    .isThrownBy(() -> HomeLock.take(folder))
                    .withMessageContaining("process " + other.pid());
            other.kill();
        }
        HomeLock.take(folder).close();
    }

    @Test
    void twoHomesAreTwo() throws Exception {
        try (var one = HomeLock.take(folder.resolve("one"));
                var two = HomeLock.take(folder.resolve("two"))) {
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void aFileInTheWayIsNoLock() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HomeLock.take(file))
                .isNotInstanceOf(HomeInUse.class);
    }

    /** Another process that takes the home and waits for its end. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (var lock = HomeLock.take(Path.of(arguments[0]))) {
                System.out.println("taken");
                System.in.read();
            }
        }
    }
}
