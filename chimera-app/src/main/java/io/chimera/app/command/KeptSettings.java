package io.chimera.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The settings in {@code chimera.properties} of a home. What somebody else wrote there stays. */
final class KeptSettings {

    private static final String NAME = "chimera.properties";
    private static final List<Variable> OF_THE_AUTHORITY =
            List.of(Variable.AUTHORITY, Variable.FINGERPRINT, Variable.IDENTITY_PROVIDER);
    private static final List<Variable> OF_THE_APPLICATION = List.of(Variable.API_ID, Variable.API_HASH);

    private final Path home;
    private final Properties settings = new Properties();

    private KeptSettings(Path home) {
        this.home = home;
    }

    static KeptSettings in(Path home) throws CommandFailed {
        var kept = new KeptSettings(home);
        if (!Files.exists(kept.file())) return kept;
        try (var lines = Files.newBufferedReader(kept.file(), UTF_8)) {
            kept.settings.load(lines);
            return kept;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CommandFailed(kept.file() + " cannot be read (" + unreadable.getMessage()
                    + "). Correct it, or move it away. Nothing was changed.");
        }
    }

    Path file() {
        return home.resolve(NAME);
    }

    Optional<String> get(Variable variable) {
        return Optional.ofNullable(settings.getProperty(variable.setting())).filter(value -> !value.isBlank());
    }

    void put(Variable variable, String value) {
        settings.setProperty(variable.setting(), value);
    }

    void remove(Variable variable) {
        settings.remove(variable.setting());
    }

    /** What will not do as it is: some settings are of use only together. */
    Optional<String> incomplete() {
        return Stream.of(OF_THE_APPLICATION, OF_THE_AUTHORITY)
                .filter(group -> group.stream().anyMatch(one -> get(one).isPresent()))
                .flatMap(List::stream)
                .filter(one -> get(one).isEmpty())
                .findFirst()
                .map(one -> "Still missing, and Chimera of the profile production does not start without it: "
                        + one.question() + " (" + one.setting() + ").");
    }

    /** Writes them, for the owner only; whole or not at all. */
    void write() throws CommandFailed {
        try {
            PrivateFolder.open(home).write(NAME, text());
        } catch (IOException failed) {
            throw new CommandFailed(
                    file() + " cannot be written (" + failed.getMessage() + "). What was there is there still.");
        }
    }

    /** As {@link Properties} reads it, in order, without the date that it would put above. */
    private String text() throws IOException {
        var written = new StringWriter();
        settings.store(written, null);
        return written.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(joining(
                        "\n", "# Settings of this Chimera. ./chimera variables asks for most of them.\n", "\n"));
    }
}
