package io.chimera.telegram.nativelib;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TDLib's JSON library as a file that can be loaded.
 *
 * @param file absolute
 * @param bundled whether this program brought it; otherwise it is the person's own
 */
public record TdLibrary(Path file, boolean bundled) {

    /**
     * Finds it: the one that is named, or else the one this program brings, whose content is checked each time.
     *
     * @param named by the person, if any is
     * @param folder where the program's own is unpacked to
     * @throws NoTdLibrary if there is none for this machine
     */
    public static TdLibrary find(Optional<Path> named, Path folder) throws NoTdLibrary {
        return find(named, folder, Platform.here());
    }

    static TdLibrary find(Optional<Path> named, Path folder, Platform platform) throws NoTdLibrary {
        if (named.isPresent()) return new TdLibrary(readable(named.get()), false);
        var bundle = Bundle.of(platform);
        if (bundle.isEmpty()) throw NoTdLibrary.takeYourOwn("Chimera brings no TDLib for " + platform.name() + ".");
        return new TdLibrary(bundle.get().unpackInto(folder.toAbsolutePath()), true);
    }

    private static Path readable(Path named) throws NoTdLibrary {
        if (!Files.isRegularFile(named) || !Files.isReadable(named))
            throw new NoTdLibrary("There is no library at " + named
                    + ", where chimera.telegram.library says it is. Put it there, name another, or leave the setting out to"
                    + " use the one Chimera brings.");
        return named.toAbsolutePath();
    }
}
