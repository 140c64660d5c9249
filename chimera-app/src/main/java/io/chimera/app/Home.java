package io.chimera.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where this node keeps everything: {@code --chimera.home=DIR}, else {@code CHIMERA_HOME}, else {@code ~/.chimera}. */
final class Home {

    /** The setting's name. */
    static final String SETTING = "chimera.home";

    /** The file in it from which settings are read that are not given otherwise. */
    static final String SETTINGS = "chimera.properties";

    private static final String PREFIX = "--" + SETTING + "=";

    private Home() {}

    /** What the arguments, the environment and the user's home folder say, in this order. Absolute; need not exist. */
    static Path from(String[] arguments, Optional<String> environment, Path userHome) {
        String chosen = null;
        for (var argument : arguments) {
            if (argument.startsWith(PREFIX)) chosen = argument.substring(PREFIX.length());
        }
        if (chosen == null || chosen.isBlank()) chosen = environment.orElse("");
        var home = chosen.isBlank() ? userHome.resolve(".chimera") : Path.of(chosen);
        return home.toAbsolutePath().normalize();
    }

    /** Makes the folder, readable by nobody else, unless it is there. */
    static Path prepare(Path home) {
        try {
            return Files.createDirectories(home, onlyMine());
        } catch (IOException failed) {
            throw new CannotStart("Chimera cannot make its folder " + home + " (" + failed.getMessage() + ")."
                    + " Give another one with --" + SETTING + "=DIR, or make this one writable.");
        }
    }

    /**
     * Keeps a home for one profile: people who were made up for a lab and people who are real do not live in one house.
     *
     * @throws CannotStart if it is another's
     */
    static void keepFor(String profile, Path home) {
        var note = home.resolve("profile");
        try {
            if (!Files.exists(note)) Files.writeString(note, Files.exists(home.resolve("lab")) ? "lab" : profile);
            var owner = Files.readString(note).strip();
            if (!owner.equals(profile))
                throw new CannotStart(home + " is the home of a Chimera of the profile " + owner
                        + "; this one has the profile " + profile + ". Give it a home of its own with --" + SETTING
                        + "=DIR or CHIMERA_HOME, or start it with --spring.profiles.active=" + owner + ".");
        } catch (IOException failed) {
            throw new CannotStart("Chimera cannot read or write " + note + " (" + failed.getMessage() + ").");
        }
    }

    private static FileAttribute<?>[] onlyMine() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
