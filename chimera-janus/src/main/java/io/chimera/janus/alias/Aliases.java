package io.chimera.janus.alias;

import io.chimera.janus.derive.Base32;
import io.chimera.janus.derive.Fields;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.site.Site;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;

/**
 * Addresses that open to the site they were given to: AES-256-SIV (RFC 5297) over the site's name, in base 32, within the
 * 64 characters before an at sign (RFC 5321 §4.5.3.1.1). Nobody can make up one that opens, and no list is kept of those
 * that were made. {@code docs/janus/derivation.md} has the form.
 *
 * <p>Sites with names too long are there by a hash of 20 bytes. For forms that take only short addresses there is one of
 * 13 characters, which says nothing by itself: whoever receives mail must have the list of those given out.
 */
public final class Aliases {

    private static final String LONG = "klmnop";
    private static final String SHORT = "qrstuv";
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST_LOCAL = 64;
    private static final int SHORT_LETTERS = 12;
    private static final int HASH = 20;
    private static final int PROFILES = 32;
    private static final int COUNTERS = 4;
    private static final int HASHED = 0b100;

    private final MailKey key;
    private final String domain;

    /**
     * @param domain where mail for all addresses arrives; part of each address's seal
     * @throws IllegalArgumentException if it is no domain name in lower case
     */
    public Aliases(MailKey key, String domain) {
        if (!isDomain(domain))
            throw new IllegalArgumentException("«" + domain + "» is no domain that mail could go to.");
        this.key = key;
        this.domain = domain;
    }

    /** Whether addresses can be of it: a domain name in lower case, of A-labels. */
    public static boolean isDomain(String domain) {
        return DOMAIN.matcher(domain).matches();
    }

    /**
     * The address for a site.
     *
     * @param profile which of the profiles that share the key, 0 to 31
     * @param counter 1 for the first, at most 4: after that, the next epoch
     */
    public Alias of(Site site, int profile, int counter) {
        if (profile < 0 || profile >= PROFILES) throw new IllegalArgumentException("no profile " + profile);
        if (counter < 1 || counter > COUNTERS)
            throw new IllegalArgumentException("A site can have " + COUNTERS
                    + " addresses of one epoch, and this would be number " + counter + ". Begin a new epoch.");
        int head = (profile << 3) | (counter - 1);
        var packed = PackedSite.of(site);
        var plain = packed.map(name -> joined(head, name)).orElseGet(() -> joined(head | HASHED, hash(site)));
        var letter = LONG.charAt(key.epoch());
        var sealed = new SivMode().encrypt(key.ctrKey(), key.macKey(), plain, associated(letter));
        return new Alias(letter + Base32.encode(sealed), domain);
    }

    /** The address of 13 characters for a persona at a site, as many as there are counters. */
    public Alias shortOf(Persona who) {
        var fields = Fields.of("chimera-janus/1")
                .and("short")
                .and(domain)
                .and(who.site().name())
                .and(who.name())
                .and(who.counter());
        var letters = Base32.encode(hmac(key.macKey(), fields.bytes())).substring(0, SHORT_LETTERS);
        return new Alias(SHORT.charAt(key.epoch()) + letters, domain);
    }

    /**
     * What an address says, in whatever case it is written and whatever {@code +tag} stands after it; empty if it is not one
     * of this key and this domain. Looks at nothing but the address.
     */
    public Optional<Meaning> open(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0 || !address.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain)) return Optional.empty();
        var local = address.substring(0, at).toLowerCase(Locale.ROOT);
        int tag = local.indexOf('+');
        return opened(tag < 0 ? local : local.substring(0, tag));
    }

    private Optional<Meaning> opened(String local) {
        if (local.length() > LONGEST_LOCAL || local.isEmpty() || local.charAt(0) != LONG.charAt(key.epoch()))
            return Optional.empty();
        var sealed = Base32.decode(local.substring(1));
        if (sealed.isEmpty()) return Optional.empty();
        try {
            var plain = new SivMode().decrypt(key.ctrKey(), key.macKey(), sealed.get(), associated(local.charAt(0)));
            return plain.length < 2 ? Optional.empty() : meaning(plain);
        } catch (UnauthenticCiphertextException | IllegalBlockSizeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Meaning> meaning(byte[] plain) {
        int head = plain[0] & 0xff;
        int profile = head >> 3;
        int counter = (head & 0b011) + 1;
        var rest = Arrays.copyOfRange(plain, 1, plain.length);
        if ((head & HASHED) == 0) return PackedSite.site(rest).map(site -> new Meaning.Named(profile, counter, site));
        return rest.length == HASH ? Optional.of(new Meaning.Hashed(profile, counter, rest)) : Optional.empty();
    }

    private byte[] associated(char letter) {
        return Fields.of("chimera-janus/1")
                .and("alias")
                .and(domain)
                .and(String.valueOf(letter))
                .bytes();
    }

    static byte[] hash(Site site) {
        try {
            var whole = MessageDigest.getInstance("SHA-256").digest(site.name().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, HASH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    private static byte[] joined(int head, byte[] rest) {
        var joined = new byte[rest.length + 1];
        joined[0] = (byte) head;
        System.arraycopy(rest, 0, joined, 1, rest.length);
        return joined;
    }
}
