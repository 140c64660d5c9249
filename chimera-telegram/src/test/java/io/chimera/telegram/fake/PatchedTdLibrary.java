package io.chimera.telegram.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assumptions.abort;

import io.chimera.telegram.fake.mtproto.ServerKey;
import io.chimera.telegram.fake.tl.TlSchema;
import io.chimera.telegram.nativelib.TdLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The genuine TDLib, which believes the fake Telegram of this process: a copy of it, in which the public keys of Telegram's
 * servers are replaced by one that was made a moment ago. It is of no use anywhere else.
 *
 * @param schema the functions and objects this TDLib speaks of
 */
public record PatchedTdLibrary(TdLibrary library, ServerKey key, TlSchema schema) {

    /** TDLib 1.8.62, which speaks layer 223 of the interface, */
    private static final NpmPackage TDLIB = new NpmPackage(
            "@prebuilt-tdlib/linux-x64-glibc",
            "0.1008062.2",
            "34e50eb9b7de59c6524a6f67bc84098d25ea10e066053e24bec58f5b9accb943"
                    + "1a478e153866acfe407b68670494db6a5fd070f88b118121d4eebf0b310d8255");

    /** and that layer's schema. */
    private static final NpmPackage SCHEMA = new NpmPackage(
            "@mtcute/tl",
            "223.0.0",
            "441a69695569a7e62c182e4f4ec676864d4d238ac8d22023ee597dbab6d49882"
                    + "3d38268e312b30885f597234356908687decbc226f3b0d1871a6205943838452");

    /** Says where another TDLib is, and with {@link #OVERLAY} what differs in the schema it speaks. */
    private static final String OTHER_LIBRARY = "chimera.test.tdlib";

    private static final String OVERLAY = "chimera.test.tdlib.overlay";

    private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n";
    private static final String END = "-----END RSA PUBLIC KEY-----";

    private static @Nullable PatchedTdLibrary ofThisProcess;
    private static @Nullable String missing;

    /**
     * The one of this process; a second cannot be loaded into it. Where it cannot be had, the test is skipped with a visible
     * line, or fails where nothing may be skipped ({@code chimera.test.require=true}).
     */
    public static synchronized PatchedTdLibrary get() throws IOException, InterruptedException {
        if (ofThisProcess != null) return ofThisProcess;
        if (missing == null) {
            mustBeFirst();
            try {
                ofThisProcess = make(target());
                return ofThisProcess;
            } catch (IOException notThere) {
                if (Boolean.getBoolean("chimera.test.require")) throw notThere;
                missing = notThere.getMessage();
                System.err.println("skipped: tests with TDLib and a fake Telegram, because " + missing);
            }
        }
        return abort(missing);
    }

    /** Two TDLibs in one process share what they should not. */
    private static void mustBeFirst() throws IOException {
        var loaded = Path.of("/proc/self/maps");
        if (!Files.isReadable(loaded)) return;
        try (var lines = Files.lines(loaded)) {
            if (lines.anyMatch(line -> line.contains("libtdjson")))
                throw new IllegalStateException(
                        "another TDLib is in this process already: mark the test with @WithFakeTelegram");
        }
    }

    /** Makes one below a folder that may be thrown away at any time. */
    static PatchedTdLibrary make(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64"))
            throw new IOException("their TDLib is for Linux on x64 only");
        var packages = folder.resolve("npm");
        var tdlib = Optional.ofNullable(System.getProperty(OTHER_LIBRARY)).map(Path::of);
        var original = tdlib.isPresent() ? tdlib.get() : TDLIB.in(packages).resolve("libtdjson.so");
        var key = ServerKey.generate();
        return new PatchedTdLibrary(
                new TdLibrary(patched(original, key, Files.createDirectories(folder.resolve("patched"))), false),
                key,
                schema(packages));
    }

    /** The schema alone, for what needs no TDLib. */
    public static TlSchema schemaAlone() throws IOException, InterruptedException {
        try {
            return schema(target().resolve("npm"));
        } catch (IOException notThere) {
            if (Boolean.getBoolean("chimera.test.require")) throw notThere;
            System.err.println("skipped: tests with Telegram's schema, because " + notThere.getMessage());
            return abort(notThere.getMessage());
        }
    }

    private static TlSchema schema(Path packages) throws IOException, InterruptedException {
        var folder = SCHEMA.in(packages);
        var schema = TlSchema.read(folder.resolve("api-schema.json"), folder.resolve("mtp-schema.json"));
        var overlay = System.getProperty(OVERLAY);
        return overlay == null ? schema : schema.overlaid(Path.of(overlay));
    }

    /** A copy with another key in the place of each that is as long; it is removed when the process ends. */
    static Path patched(Path library, ServerKey key, Path folder) throws IOException {
        var bytes = Files.readAllBytes(library);
        var found = keysIn(bytes, key.pem().length);
        if (found.isEmpty()) throw new IOException("there are no keys of Telegram's in " + library);
        for (var at : found) System.arraycopy(key.pem(), 0, bytes, at, key.pem().length);
        var copy = Files.createTempFile(folder, "libtdjson", ".so").toAbsolutePath();
        copy.toFile().deleteOnExit();
        return Files.write(copy, bytes);
    }

    /** Where in a library there are public keys of this length, each with a zero after it. */
    private static ArrayList<Integer> keysIn(byte[] library, int length) {
        var text = new String(library, ISO_8859_1);
        var found = new ArrayList<Integer>();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int end = text.indexOf(END, at) + END.length();
            if (end - at == length && text.charAt(end) == 0) found.add(at);
        }
        return found;
    }

    /** This module's target folder, whichever module's tests run. */
    private static Path target() {
        var here = Path.of("").toAbsolutePath();
        for (var folder :
                new Path[] {here, here.resolve("chimera-telegram"), here.resolveSibling("chimera-telegram")}) {
            if (folder.endsWith("chimera-telegram") && Files.isRegularFile(folder.resolve("pom.xml")))
                return folder.resolve("target");
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "chimera-telegram");
    }
}
