package io.chimera.core.file;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file's name, safe on every file system we write to and in every header we send: one path segment, no control or
 * direction marks, nothing Windows reserves, at most {@value #LONGEST} bytes of UTF-8 in normal form C.
 */
public record FileName(String value) {

    /** What ext4, APFS and NTFS all take, in bytes of UTF-8. */
    public static final int LONGEST = 255;

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    private static final Pattern RESERVED =
            Pattern.compile("(?is)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)(\\..*)?");
    private static final Pattern ENDS = Pattern.compile("^[\\s.]+|[\\s.]+$");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,16}");
    private static final String NAMELESS = "file";

    public FileName {
        if (!value.equals(clean(value))) throw new IllegalArgumentException("not a safe file name");
    }

    /** The nearest safe name to what somebody wrote or sent; {@code file} when nothing safe is left of it. */
    public static FileName from(String claimed) {
        return new FileName(clean(claimed));
    }

    private static String clean(String claimed) {
        var segments = SEPARATORS.split(repairSurrogates(claimed), -1);
        var last = segments.length == 0 ? "" : segments[segments.length - 1];
        var name = Normalizer.normalize(FORBIDDEN.matcher(last).replaceAll(""), Normalizer.Form.NFC);
        name = ENDS.matcher(name).replaceAll("");
        if (name.isEmpty()) name = NAMELESS;
        return unreserved(shorten(unreserved(name)));
    }

    /** Asked twice: what is reserved may grow too long, and what was cut may end up as reserved. */
    private static String unreserved(String name) {
        return RESERVED.matcher(name).matches() ? "_" + name : name;
    }

    private static String repairSurrogates(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String shorten(String name) {
        if (bytes(name) <= LONGEST) return name;
        var extension = extensionOf(name);
        var stem = name.substring(0, name.length() - extension.length());
        while (bytes(stem) + extension.length() > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return ENDS.matcher(stem).replaceAll("") + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String extensionOf(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) return "";
        var extension = name.substring(dot);
        return EXTENSION.matcher(extension).matches() ? extension : "";
    }

    /** The ending with its dot, in lower case, such as {@code .png}; empty when there is none that looks like one. */
    public String extension() {
        return extensionOf(value).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
