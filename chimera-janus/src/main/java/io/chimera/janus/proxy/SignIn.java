package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.janus.ProfileKey;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a browser says in {@code Proxy-Authorization} (RFC 7617). The user is a profile, {@code anna} or
 * {@code janus1:strong:anna}; {@code +kit} behind it says that the password ends with a blank and the kit's letters, and
 * {@code @anna.example} where mail for its addresses arrives.
 */
final class SignIn {

    private static final int LONGEST = 8 * 1_024;
    private static final Pattern PROFILE_TEXT = Pattern.compile("(janus1:[a-z]+:[^:]*):.*", Pattern.DOTALL);

    private SignIn() {}

    /**
     * Reads it. Whoever gets the key closes it.
     *
     * @throws Refused if there is none, or it is not understood
     */
    static ProfileKey of(List<String> headers) throws Refused {
        if (headers.isEmpty()) throw new Refused(Refusal.SIGN_IN);
        var header = headers.getFirst();
        if (headers.size() > 1 || header.length() > LONGEST || !header.regionMatches(true, 0, "basic ", 0, 6))
            throw new Refused(Refusal.UNREADABLE_SIGN_IN);
        var text = decoded(header.substring(6).strip());
        try {
            return key(text);
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static CharBuffer decoded(String base64) throws Refused {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new Refused(Refusal.UNREADABLE_SIGN_IN);
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (text.chars().anyMatch(Character::isISOControl)) throw new Refused(Refusal.UNREADABLE_SIGN_IN);
            return text;
        } catch (CharacterCodingException _) {
            throw new Refused(Refusal.UNREADABLE_SIGN_IN);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static ProfileKey key(CharBuffer text) throws Refused {
        var whole = PROFILE_TEXT.matcher(text);
        int colon = whole.matches() ? whole.end(1) : indexOf(text, ':');
        if (colon <= 0) throw new Refused(Refusal.UNREADABLE_SIGN_IN);
        var user = text.subSequence(0, colon).toString();
        var secret = new char[text.length() - colon - 1];
        text.duplicate().position(text.position() + colon + 1).get(secret);
        try {
            int at = user.indexOf('@');
            var name = at < 0 ? user : user.substring(0, at);
            var domain = at < 0 ? "" : user.substring(at + 1);
            boolean withKit = name.toLowerCase(Locale.ROOT).endsWith("+kit");
            if (!withKit) return ProfileKey.of(name, secret).withMailDomain(domain);
            return withKit(name.substring(0, name.length() - 4), secret).withMailDomain(domain);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static ProfileKey withKit(String name, char[] typed) throws Refused {
        int blank = typed.length - 1;
        while (blank >= 0 && typed[blank] != ' ') blank--;
        if (blank <= 0)
            throw new Refused(
                    Refusal.UNUSABLE_SIGN_IN, "After +kit, the password is the secret, a blank, and the kit.");
        var secret = Arrays.copyOf(typed, blank);
        try {
            return ProfileKey.of(name, secret).withKit(new String(typed, blank + 1, typed.length - blank - 1));
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static int indexOf(CharBuffer text, char wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == wanted) return i;
        }
        return -1;
    }
}
