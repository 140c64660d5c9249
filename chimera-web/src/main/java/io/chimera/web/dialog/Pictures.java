package io.chimera.web.dialog;

import io.chimera.core.file.SharedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/**
 * Which files may be shown inside a page: pictures of four kinds that hold no program, recognised by their first bytes.
 * What a sender calls a file is not asked.
 */
final class Pictures {

    private static final Set<String> CLAIMS = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final long LARGEST = 20_000_000;
    private static final int HEAD = 12;

    private Pictures() {}

    /** The true media type of a picture that may be shown; empty for everything else, and for what cannot be read. */
    static Optional<String> type(SharedFile file) {
        if (!CLAIMS.contains(file.mediaType()) || file.content().size() > LARGEST) return Optional.empty();
        try (var in = Files.newInputStream(file.content().path())) {
            return recognise(new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> recognise(String head) {
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) return Optional.of("image/png");
        if (head.startsWith("\u00ff\u00d8\u00ff")) return Optional.of("image/jpeg");
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return Optional.of("image/gif");
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return Optional.of("image/webp");
        return Optional.empty();
    }
}
