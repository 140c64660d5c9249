package io.chimera.janus.derive;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the {@code passwordrules} language in which sites say what they accept: {@code minlength: 8; maxlength: 20;
 * required: lower; required: upper, digit; allowed: [-_.]; max-consecutive: 2} (as proposed to WHATWG's HTML, and the public list of
 * apple/password-manager-resources).
 *
 * <p>Where the rules leave a choice, letters and digits are taken, and other characters only where they are required or
 * there is nothing else: what is in no need of escaping is least likely to be refused. So {@code special} stands for a few
 * that nearly every site takes.
 */
public final class PasswordRules {

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGIT = "0123456789";
    private static final String LETTERS_AND_DIGITS = UPPER + LOWER + DIGIT;

    /** Of {@code -~!@#$%^&*_+=`|(){}[:;"'<>,.?] } and blank, those which are hardly ever refused. */
    private static final String SPECIAL = "-_.!*";

    private static final Pattern RULE = Pattern.compile("(?is)\\s*([a-z-]+)\\s*:\\s*(.*?)\\s*");
    private static final int LONGEST_TEXT = 1_000;
    private static final int USUAL_LENGTH = 22;
    private static final int LONGEST_BY_ITSELF = 64;
    private static final int HIGHEST = 128;
    private static final int WANTED_BITS = 128;

    private int shortest;
    private int longest = HIGHEST;
    private int mostInARow = PasswordPolicy.ANY;
    private final List<String> required = new ArrayList<>();
    private final StringBuilder allowed = new StringBuilder();

    private PasswordRules() {}

    /**
     * What the rules mean.
     *
     * @throws IllegalArgumentException with a sentence, if they cannot be read or cannot be met
     */
    public static PasswordPolicy parse(String rules) {
        if (rules.length() > LONGEST_TEXT) throw new IllegalArgumentException("The rules are longer than anybody's.");
        var read = new PasswordRules();
        for (var rule : split(rules)) {
            if (!rule.isBlank()) read.take(rule);
        }
        return read.policy();
    }

    /** At semicolons, but not those between brackets. */
    private static List<String> split(String rules) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean inSet = false;
        for (int i = 0; i < rules.length(); i++) {
            char one = rules.charAt(i);
            if (one == '[' && !inSet) inSet = true;
            else if (one == ']' && inSet && !closesLater(rules, i)) inSet = false;
            if (one == ';' && !inSet) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(one);
            }
        }
        if (inSet) throw new IllegalArgumentException("A set of characters begins with [ and does not end.");
        parts.add(part.toString());
        return parts;
    }

    /** A closing bracket that is itself in the set stands last in it: {@code [-]]}. */
    private static boolean closesLater(String rules, int at) {
        return at + 1 < rules.length() && rules.charAt(at + 1) == ']';
    }

    private void take(String rule) {
        var parts = RULE.matcher(rule);
        if (!parts.matches())
            throw new IllegalArgumentException("«" + rule.strip() + "» is no rule such as minlength: 8.");
        var value = parts.group(2);
        switch (parts.group(1).toLowerCase(Locale.ROOT)) {
            case "minlength" -> shortest = Math.max(shortest, number(value));
            case "maxlength" -> longest = Math.min(longest, number(value));
            case "max-consecutive" -> {
                int most = number(value);
                mostInARow = mostInARow == PasswordPolicy.ANY ? most : Math.min(mostInARow, most);
            }
            case "required" -> required.add(union(classes(value)));
            case "allowed" -> allowed.append(union(classes(value)));
            default -> throw new IllegalArgumentException("There is no rule «" + parts.group(1) + "».");
        }
    }

    private static int number(String value) {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) == 0)
            throw new IllegalArgumentException("«" + value + "» is no number of characters.");
        return Math.min(Integer.parseInt(value), HIGHEST);
    }

    private static String union(List<String> classes) {
        return String.join("", classes);
    }

    private static List<String> classes(String value) {
        var classes = new ArrayList<String>();
        var rest = value.strip();
        while (!rest.isEmpty()) {
            int end;
            if (rest.startsWith("[")) {
                end = rest.indexOf(']', 1);
                while (end >= 0 && end + 1 < rest.length() && rest.charAt(end + 1) == ']') end++;
                if (end < 0) throw new IllegalArgumentException("A set of characters begins with [ and does not end.");
                classes.add(set(rest.substring(1, end)));
                end++;
            } else {
                end = rest.indexOf(',') < 0 ? rest.length() : rest.indexOf(',');
                classes.add(named(rest.substring(0, end).strip()));
            }
            rest = rest.substring(end).strip();
            if (rest.startsWith(",")) rest = rest.substring(1).strip();
        }
        if (classes.isEmpty()) throw new IllegalArgumentException("A rule names no characters.");
        return classes;
    }

    private static String set(String characters) {
        if (!characters.chars().allMatch(one -> one > ' ' && one < 127))
            throw new IllegalArgumentException("A set of characters may hold visible ASCII only.");
        return characters;
    }

    private static String named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "upper" -> UPPER;
            case "lower" -> LOWER;
            case "digit" -> DIGIT;
            case "special" -> SPECIAL;
            case "ascii-printable", "unicode" -> LETTERS_AND_DIGITS + SPECIAL;
            default -> throw new IllegalArgumentException("There is no kind of characters «" + name + "».");
        };
    }

    private PasswordPolicy policy() {
        var alphabet = alphabet();
        int wanted = Math.max(USUAL_LENGTH, enough(new HashSet<>(List.of(alphabet.split(""))).size()));
        if (shortest > longest)
            throw new IllegalArgumentException(
                    "The rules ask for at least " + shortest + " characters and at most " + longest + ".");
        int length = Math.clamp(Math.min(wanted, LONGEST_BY_ITSELF), Math.max(shortest, 1), longest);
        return new PasswordPolicy(length, alphabet, required, mostInARow);
    }

    /** How many characters of so many kinds are 128 bits; in whole numbers, which are the same on every machine. */
    private static int enough(int kinds) {
        if (kinds < 2) return USUAL_LENGTH;
        int length = 0;
        for (var strings = BigInteger.ONE; strings.bitLength() <= WANTED_BITS; length++)
            strings = strings.multiply(BigInteger.valueOf(kinds));
        return length;
    }

    /** Letters and digits as far as they are allowed, and what is required beside; what is allowed, if that is nothing. */
    private String alphabet() {
        var named = allowed + String.join("", required);
        if (named.isEmpty()) return LETTERS_AND_DIGITS;
        var plain = LETTERS_AND_DIGITS
                .chars()
                .filter(one -> named.indexOf(one) >= 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (plain.isEmpty()) return named;
        var needed = new StringBuilder(plain);
        required.stream()
                .filter(set -> set.chars().noneMatch(one -> plain.indexOf(one) >= 0))
                .forEach(needed::append);
        return needed.toString();
    }
}
