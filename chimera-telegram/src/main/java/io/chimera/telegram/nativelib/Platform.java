package io.chimera.telegram.nativelib;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A kind of machine that can run one and the same native library.
 *
 * @param name operating system, processor and, on Linux, C library: {@code linux-x64-glibc}
 */
record Platform(String name) {

    private static final Path MUSL = Path.of("/lib/ld-musl-x86_64.so.1");
    private static final Path GLIBC = Path.of("/lib64/ld-linux-x86-64.so.2");

    /** The one this program runs on. */
    static Platform here() {
        var musl = Files.exists(MUSL) && !Files.exists(GLIBC);
        return of(System.getProperty("os.name"), System.getProperty("os.arch"), musl);
    }

    /**
     * @param system as {@code os.name} says it
     * @param processor as {@code os.arch} says it
     * @param musl whether the C library is musl
     */
    static Platform of(String system, String processor, boolean musl) {
        var cpu = switch (processor) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> processor;
        };
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) return new Platform("linux-" + cpu + (musl ? "-musl" : "-glibc"));
        if (name.startsWith("mac")) return new Platform("darwin-" + cpu);
        if (name.startsWith("windows")) return new Platform("win32-" + cpu);
        return new Platform(name.replaceAll("[^a-z0-9]+", "-") + "-" + cpu);
    }
}
