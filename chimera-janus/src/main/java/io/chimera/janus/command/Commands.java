package io.chimera.janus.command;

import io.chimera.core.janus.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells commands from everything else people type. A command is the whole value of a field, but for blanks around it: a
 * backslash and a letter, or one of the {@link Words}, each perhaps with a counter and a persona.
 */
public final class Commands {

    /** Longer values are no commands, blanks left out: the longest word with the longest persona is shorter. */
    private static final int LONGEST = 160;

    private static final Pattern COMMAND = Pattern.compile("(\\\\+)([uUpP@])([0-9]*)(?:~(.*))?");

    private static final Reading PLAIN = new Reading.Plain();

    private final List<Word> words;

    public Commands(Words words) {
        var all = new ArrayList<Word>();
        if (!words.user().isEmpty()) all.add(Word.user(words.user()));
        if (!words.password().isEmpty()) all.add(Word.password(words.password()));
        if (!words.address().isEmpty()) all.add(Word.address(words.address()));
        this.words = List.copyOf(all);
    }

    /** Reads the whole value of a field, decoded. */
    public Reading read(String value) {
        var typed = value.strip();
        if (typed.length() < 2 || typed.length() > LONGEST || typed.indexOf('\ufffd') >= 0) return PLAIN;
        return typed.charAt(0) == '\\' ? command(value, typed) : word(typed);
    }

    private static Reading command(String value, String typed) {
        var match = COMMAND.matcher(typed);
        if (!match.matches() || isOfUnicode(match)) return PLAIN;
        if (match.group(1).length() > 1) return new Reading.Literal(value.replaceFirst("\\\\", ""));
        var what = switch (match.group(2)) {
            case "u", "U" -> Found.Value.USER;
            case "p", "P" -> Found.Value.PASSWORD;
            default -> Found.Value.ADDRESS;
        };
        return reading(what, match.group(3), Optional.ofNullable(match.group(4)));
    }

    /** A backslash, u and four digits or more are a character's number in many languages, and not a counter. */
    private static boolean isOfUnicode(Matcher match) {
        return match.group(2).equalsIgnoreCase("u") && match.group(3).length() > 3 && match.group(4) == null;
    }

    private Reading word(String typed) {
        for (var word : words) {
            var match = word.form().matcher(typed);
            if (match.matches())
                return reading(
                        word.value(),
                        Optional.ofNullable(match.group(1)).orElse(""),
                        Optional.ofNullable(match.group(2)));
        }
        return PLAIN;
    }

    private static Reading reading(Found.Value value, String counter, Optional<String> persona) {
        if (counter.startsWith("0") || counter.length() > 3)
            return new Reading.Nonsense(
                    value, "The counter of a command is 1 to 999, as in \\p2: «" + counter + "» is none.");
        var counted = counter.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(counter));
        try {
            return new Reading.Asked(new Command(value, persona, counted));
        } catch (IllegalArgumentException refused) {
            return new Reading.Nonsense(
                    value,
                    "After ~ a command has a persona's name, as in \\p~work: at most 32 letters, digits and hyphens."
                            + " «" + persona.map(FieldName::of).orElse("") + "» is none.");
        }
    }

    /** One of the words, with what may follow it: a joint and a counter, a joint and a persona. */
    private record Word(Found.Value value, Pattern form) {

        private static final String DOTTED = "(?:\\.([0-9]+))?(?:\\.([A-Za-z0-9-]+))?";

        /** Names are often letters and digits only, so that an x is their joint. Capitals come from keyboards. */
        static Word user(String word) {
            var form = Pattern.quote(word) + "(?:x([0-9]+))?(?:x([a-z0-9-]+))?";
            return new Word(Found.Value.USER, Pattern.compile(form, Pattern.CASE_INSENSITIVE));
        }

        static Word password(String word) {
            return new Word(Found.Value.PASSWORD, Pattern.compile(Pattern.quote(word) + DOTTED));
        }

        static Word address(String word) {
            int at = word.indexOf('@');
            var form = Pattern.quote(word.substring(0, at)) + DOTTED + Pattern.quote(word.substring(at));
            return new Word(Found.Value.ADDRESS, Pattern.compile(form, Pattern.CASE_INSENSITIVE));
        }
    }
}
