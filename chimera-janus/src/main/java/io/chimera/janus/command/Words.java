package io.chimera.janus.command;

import java.util.regex.Pattern;

/**
 * What can be typed in the place of {@code \}{@code u}, {@code \p} and {@code \@} where a page looks at what is typed and refuses
 * those: ordinary words that such pages accept. Any of them may be empty, and is then not used.
 *
 * @param user 6 to 32 letters and digits, of which the first is a letter
 * @param password 12 to 64 characters of ASCII without blanks: small and capital letters, digits and others
 * @param address an address that cannot exist, because its domain ends in {@code .invalid} (RFC 6761)
 */
public record Words(String user, String password, String address) {

    private static final Pattern USER = Pattern.compile("([A-Za-z][A-Za-z0-9]{5,31})?");
    private static final Pattern PASSWORD =
            Pattern.compile("((?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9])[!-~]{12,64})?");
    private static final Pattern ADDRESS = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9_-]{0,30}[A-Za-z0-9])?@([a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?\\.)" + "{1,2}invalid)?");

    /** Those that are used where nobody set others. */
    public static final Words USUAL = new Words("janusname1", "Janus:Pa55word!", "me@janus.invalid");

    public Words {
        require(USER, user, "The word for a user name has 6 to 32 letters and digits and begins with a letter.");
        require(
                PASSWORD,
                password,
                "The word for a password has 12 to 64 characters of ASCII without blanks, among them a small letter, a"
                        + " capital, a digit and another sign.");
        require(
                ADDRESS,
                address,
                "The word for an address is a name, @ and a domain in small letters that ends in .invalid, so that it"
                        + " can never be somebody's: me@janus.invalid.");
        if (password.startsWith("\\"))
            throw new IllegalArgumentException("The word for a password does not begin with a backslash.");
    }

    private static void require(Pattern form, String word, String otherwise) {
        if (!form.matcher(word).matches()) throw new IllegalArgumentException(otherwise);
    }

    /** Without the words: a site that knew them could ask for them. */
    @Override
    public String toString() {
        return "Words[…]";
    }
}
