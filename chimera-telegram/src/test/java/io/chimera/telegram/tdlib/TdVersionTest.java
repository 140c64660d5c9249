package io.chimera.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.telegram.nativelib.NoTdLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with a TDLib of another version: one that answers this question and no other stands in for it. */
class TdVersionTest {

    @Test
    void versionsAreComparedNumberByNumber() {
        assertThat(TdVersion.parse("1.8.67")).isGreaterThan(TdVersion.parse("1.8.9"));
        assertThat(TdVersion.parse("1.10.0")).isGreaterThan(TdVersion.parse("1.8.67"));
        assertThat(TdVersion.parse("2.0.0")).isGreaterThan(TdVersion.parse("1.99.99"));
        assertThat(TdVersion.parse("1.8.67")).hasToString("1.8.67");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.61", "1.7.99", "0.9", "", "newest"})
    void oneThatIsTooOldIsRefusedWithWhatToDo(String version) {
        assertThatExceptionOfType(NoTdLibrary.class)
                .isThrownBy(() -> TdEngine.start(new Saying(version), Path.of("unused.log"), () -> {}))
                .withMessageContaining("1.8.62")
                .withMessageContaining("chimera.telegram.library");
    }

    private record Saying(String version) implements TdTransport {

        @Override
        public Optional<String> execute(String request) {
            return Optional.of(
                    request.contains("getOption")
                            ? "{\"@type\":\"optionValueString\",\"value\":\"" + version + "\"}"
                            : "{\"@type\":\"ok\"}");
        }

        @Override
        public int create() {
            throw new AssertionError("nobody should get that far");
        }

        @Override
        public void send(int client, String request) {
            throw new AssertionError("nobody should get that far");
        }

        @Override
        public Optional<String> receive(Duration patience) {
            throw new AssertionError("nobody should get that far");
        }
    }
}
