package io.chimera.janus.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a site accepts as a password, resolved to what is drawn for it. Equal policies make equal passwords, however they
 * were written.
 *
 * @param length how many characters
 * @param alphabet the characters that are drawn from, each once, sorted
 * @param required of each of these sets at least one character must be there; sorted
 * @param mostInARow how often one character may follow itself; {@link #ANY} for no limit
 */
public record PasswordPolicy(int length, String alphabet, List<String> required, int mostInARow) {

    /** No limit to repetition. */
    public static final int ANY = 0;

    /** Twenty-two letters and digits, 131 bits. */
    public static final PasswordPolicy USUAL = PasswordRules.parse("");

    private static final int LONGEST = 128;

    public PasswordPolicy {
        alphabet = sorted(alphabet);
        required = required.stream()
                .map(PasswordPolicy::sorted)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        if (alphabet.isEmpty()) throw new IllegalArgumentException("The rules allow no character at all.");
        if (length < 1 || length > LONGEST)
            throw new IllegalArgumentException("A password has 1 to " + LONGEST + " characters, not " + length + ".");
        if (required.size() > length)
            throw new IllegalArgumentException(
                    "The rules ask for " + required.size() + " kinds of characters in " + length + " places.");
        if (mostInARow < 0) throw new IllegalArgumentException("max-consecutive must be positive.");
    }

    /** The bits of a password drawn by it, if nothing were required: what is required takes away some hundredths. */
    public double bits() {
        return length * Math.log(alphabet.length()) / Math.log(2);
    }

    /** One text for each policy. */
    String id() {
        return length + "|" + alphabet + "|" + String.join("|", required) + "|" + mostInARow;
    }

    /** Whether a password conforms. */
    boolean accepts(String password) {
        return password.length() == length
                && password.chars().allMatch(one -> alphabet.indexOf(one) >= 0)
                && required.stream().allMatch(set -> password.chars().anyMatch(one -> set.indexOf(one) >= 0))
                && !repeats(password);
    }

    private boolean repeats(String password) {
        if (mostInARow == ANY) return false;
        int run = 1;
        for (int i = 1; i < password.length(); i++) {
            run = password.charAt(i) == password.charAt(i - 1) ? run + 1 : 1;
            if (run > mostInARow) return true;
        }
        return false;
    }

    private static String sorted(String characters) {
        var each = new TreeSet<Character>();
        for (char one : characters.toCharArray()) each.add(one);
        return each.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** Its rules, written out. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        parts.add("length " + length);
        parts.add("of " + alphabet);
        required.forEach(set -> parts.add("one of " + set));
        if (mostInARow != ANY) parts.add("at most " + mostInARow + " in a row");
        return String.join("; ", parts);
    }
}
