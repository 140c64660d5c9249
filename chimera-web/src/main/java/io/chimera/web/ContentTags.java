package io.chimera.web;

import io.chimera.core.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;

/** Entity tags (RFC 9110 §8.8.3) of our own files, by what is in them; worked out once each. */
final class ContentTags {

    private final Map<URI, String> known = new ConcurrentHashMap<>();

    String of(Resource file) {
        try {
            return known.computeIfAbsent(file.getURI(), _ -> read(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Resource file) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(file.getContentAsByteArray()))
                    .hex();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
