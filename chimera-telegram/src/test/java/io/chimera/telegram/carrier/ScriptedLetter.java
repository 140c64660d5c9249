package io.chimera.telegram.carrier;

import java.nio.file.Path;
import java.util.Optional;

/** A message of the script, at both ends. */
final class ScriptedLetter {
    long id;
    long chat;
    long sender;
    final boolean anas;
    final long date;
    ScriptedText text = ScriptedText.plain("");
    String name = "";
    boolean edited;
    Optional<byte[]> content = Optional.empty();
    int file;
    int went;

    /** The message of the same chat that it answers, or 0. */
    long answers;

    Optional<Path> here = Optional.empty();
    Optional<String> failed = Optional.empty();
    boolean pending;

    ScriptedLetter(boolean anas, long date) {
        this.anas = anas;
        this.date = date;
    }

    /** What a person would call it: the name of its file, or its words. */
    String called() {
        return content.isPresent() ? name : text.words();
    }
}
