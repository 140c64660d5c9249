package io.chimera.janus.command;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of a part of {@code multipart/form-data} (RFC 7578). Only what can be read in one way is a field; whatever could be
 * taken for a file by somebody is one.
 */
final class PartHead {

    private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]+";
    private static final Pattern LINE = Pattern.compile("(" + TOKEN + "):[ \t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");
    private static final Pattern DISPOSITION = Pattern.compile("form-data((?:[ \t]*;.*)?)", Pattern.CASE_INSENSITIVE);

    /** As browsers write it, where a backslash is one. */
    private static final Pattern AS_BROWSERS = parameters("[^\"]*");

    /** As RFC 822 has it, where a backslash stands before a quote. */
    private static final Pattern AS_MAIL = parameters("(?:[^\"\\\\]|\\\\.)*");

    private static final int LONGEST = 1024;

    private PartHead() {}

    private static Pattern parameters(String quoted) {
        return Pattern.compile("\\G[ \t]*;[ \t]*(" + TOKEN + ")=(?:\"(" + quoted + ")\"|(" + TOKEN + "))[ \t]*(?=;|$)");
    }

    /**
     * What the field is called.
     *
     * @param head all its lines, each with its CRLF
     * @return empty if it is no field, or perhaps none
     */
    static Optional<String> fieldName(byte[] head, int length) {
        return lines(new String(head, 0, length, StandardCharsets.UTF_8))
                .filter(PartHead::isText)
                .flatMap(lines -> name(lines.getOrDefault("content-disposition", "")));
    }

    /** By their names, of which each may stand there once. */
    private static Optional<Map<String, String>> lines(String head) {
        var lines = new HashMap<String, String>();
        for (var line : head.split("\r\n")) {
            var match = LINE.matcher(line);
            if (!match.matches()) return Optional.empty();
            var earlier = lines.put(
                    match.group(1).toLowerCase(Locale.ROOT), match.group(2).strip());
            if (earlier != null) return Optional.empty();
        }
        return Optional.of(lines);
    }

    private static boolean isText(Map<String, String> lines) {
        var type = lines.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
        var encoding = lines.getOrDefault("content-transfer-encoding", "8bit").toLowerCase(Locale.ROOT);
        return type.matches("text/plain[ \t]*(;.*)?") && encoding.matches("7bit|8bit|binary");
    }

    private static Optional<String> name(String disposition) {
        var match = DISPOSITION.matcher(disposition);
        if (disposition.length() > LONGEST || !match.matches()) return Optional.empty();
        var parameters = match.group(1);
        var read = read(parameters, AS_BROWSERS);
        if (read.isEmpty() && !parameters.toLowerCase(Locale.ROOT).contains("filename"))
            read = read(parameters, AS_MAIL);
        return read.filter(all -> all.keySet().stream().noneMatch(PartHead::isOfAFile))
                .map(all -> all.get("name"))
                .map(name -> name.replace("\\\"", "\"").replace("%22", "\""));
    }

    private static boolean isOfAFile(String parameter) {
        return parameter.startsWith("filename") || parameter.equals("name*");
    }

    private static Optional<Map<String, String>> read(String parameters, Pattern form) {
        var read = new HashMap<String, String>();
        int end = 0;
        for (var match = form.matcher(parameters); match.find(); end = match.end()) {
            var value = match.group(2) == null ? match.group(3) : match.group(2);
            if (read.put(match.group(1).toLowerCase(Locale.ROOT), value) != null) return Optional.empty();
        }
        return end == parameters.length() ? Optional.of(read) : Optional.empty();
    }
}
