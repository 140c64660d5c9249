package io.chimera.janus;

import io.chimera.janus.alias.Aliases;
import io.chimera.janus.alias.MailKey;
import io.chimera.janus.alias.Meaning;
import io.chimera.janus.derive.CheckNumbers;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.PasswordPolicy;
import io.chimera.janus.derive.Passwords;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.UserNames;
import io.chimera.janus.derive.UserNames.Length;
import io.chimera.janus.site.Site;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An unlocked profile: everything there is to compute of it. Thread-safe; after {@link #close} nothing can be computed.
 *
 * <p>Nothing is stored and nothing has to be: the same profile, secret and kit give the same answers on any computer.
 */
public final class Janus implements AutoCloseable {

    /** How far a look-up goes; who has changed more often tells the counter. */
    private static final int MOST_COUNTERS = 20;

    private static final int MAIL_COUNTERS = 4;

    private final MasterKey key;
    private final Optional<String> mailDomain;

    /** @param mailDomain where mail for its addresses arrives; empty if it has none */
    public Janus(MasterKey key, Optional<String> mailDomain) {
        this.key = key;
        this.mailDomain = mailDomain;
    }

    /** The triple for a persona at a site. */
    public Triple triple(Persona who, PasswordPolicy policy) {
        return new Triple(
                who,
                UserNames.of(key, who, Length.USUAL),
                Passwords.of(key, who, policy),
                mailDomain.map(domain -> address(who, domain)).orElse(""),
                policy.bits());
    }

    /** The address that opens to the site; the short one for other personas and high counters, which it has no room for. */
    private String address(Persona who, String domain) {
        var aliases = new Aliases(MailKey.of(key, 0), domain);
        return (who.name().isEmpty() && who.counter() <= MAIL_COUNTERS
                        ? aliases.of(who.site(), 0, who.counter())
                        : aliases.shortOf(who))
                .toString();
    }

    /** Four numbers by which the owner sees that the secret was typed as always. */
    public List<Integer> checkNumbers() {
        return CheckNumbers.of(key);
    }

    /** What an address says that opens by itself. */
    public Optional<Meaning> open(String address) {
        return mailDomain.flatMap(domain -> IntStream.range(0, MailKey.EPOCHS)
                .mapToObj(epoch -> new Aliases(MailKey.of(key, epoch), domain).open(address))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /**
     * Which of some sites a user name, password or address was made for.
     *
     * @param candidates looked at each with its first {@value #MOST_COUNTERS} counters
     */
    public Optional<Persona> find(String value, Collection<Site> candidates, PasswordPolicy policy) {
        return candidates.stream()
                .flatMap(site -> IntStream.rangeClosed(1, MOST_COUNTERS).mapToObj(n -> new Persona(site, "", n)))
                .filter(who -> isOf(value, triple(who, policy)))
                .findFirst();
    }

    private static boolean isOf(String value, Triple triple) {
        return value.equals(triple.user())
                || value.equals(triple.password())
                || value.equalsIgnoreCase(triple.address());
    }

    @Override
    public void close() {
        key.close();
    }
}
