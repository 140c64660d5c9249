package io.chimera.core.contact;

import java.util.regex.Pattern;

/**
 * A telephone number in international form (ITU-T E.164).
 *
 * @param e164 a plus sign and 5 to 15 digits
 */
public record PhoneNumber(String e164) {

    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{4,14}");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s().\\-\\u00a0]+");

    public PhoneNumber {
        if (!FORM.matcher(e164).matches()) throw new IllegalArgumentException("not an international telephone number");
    }

    /**
     * Reads a number as people write it: spaces, dots, hyphens and brackets are ignored, the plus sign may be missing.
     *
     * @throws IllegalArgumentException if it is not an international number then
     */
    public static PhoneNumber parse(String written) {
        var digits = PUNCTUATION.matcher(written.strip()).replaceAll("");
        return new PhoneNumber(digits.startsWith("+") ? digits : "+" + digits);
    }

    /** Only the last three digits: numbers belong to people, not to logs. */
    @Override
    public String toString() {
        return "…" + e164.substring(e164.length() - 3);
    }
}
