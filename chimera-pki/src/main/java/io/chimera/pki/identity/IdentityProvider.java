package io.chimera.pki.identity;

import io.chimera.core.identity.CodeSender;
import io.chimera.core.provider.Register;
import io.chimera.pki.https.Parts;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.StepCa;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider as a server of its own: it makes sure, by a one-time code sent to a Telegram account, that who
 * asks for a certificate in somebody's name is that person, and hands out the token the authority wants to see.
 *
 * <p>It holds the provisioner's key: whoever has this process has every name. The authority's key it does not hold.
 */
public final class IdentityProvider implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);

    private static final int LARGEST_BODY = 16 * 1024;

    private final SecureServer server;
    private final String name;
    private final ProviderRegister register;
    private final Parts parts;

    private IdentityProvider(SecureServer server, String name, ProviderRegister register, Parts parts) {
        this.server = server;
        this.name = name;
        this.register = register;
        this.parts = parts;
    }

    /**
     * By what the authority believes it.
     *
     * @param people for the tokens it hands out
     * @param own for its own server certificate
     */
    public record Provisioners(Minter people, ServiceProof own) {

        /** With a provisioner for each. */
        public Provisioners(Minter people, Minter services) {
            this(people, new ServiceProof.Token(services));
        }
    }

    /**
     * Starts it: gets to know the authority, obtains a server certificate from it, and listens.
     *
     * @param sender delivers the codes; may block for some seconds
     * @throws AuthorityFailed if the authority does not answer or does not issue the server certificate
     * @throws IOException if its home cannot be used or its address cannot be bound
     */
    public static IdentityProvider start(ProviderSettings settings, Provisioners keys, CodeSender sender, Clock clock)
            throws IOException, AuthorityFailed {
        var parts = new Parts();
        try {
            var memory = Memory.open(settings, parts);
            var ca =
                    parts.add(StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock, settings.patience()));
            var own = parts.add(ServiceCertificate.obtain(ca, keys.own(), settings.names(), clock));
            var revoker = new Revoker(ca, keys.people(), clock);
            var records = Records.in(memory.database(), settings.limits(), revoker);
            parts.add(Upkeep.start(records, clock));
            var post = parts.add(new CodePost(sender));
            var register = new ProviderRegister(settings, records, post, own, clock);
            var desk = new Desk(settings, keys.people(), records, memory.codes(), post, clock);
            var trust = new PinnedTrust(ca.root(), clock);
            var people = new PeopleApi(records.issuances(), register, trust, clock);
            var first = settings.firstChimera()
                    ? Optional.of(new FirstChimeraApi(desk, records, settings.limits(), clock))
                    : Optional.<FirstChimeraApi>empty();
            var api = new ProviderApi(settings, desk, people, first, records, clock);
            var tls = trust.context(new ShownCertificate(own));
            var server =
                    parts.add(SecureServer.start(new Facing("identity", settings.at(), tls, true, LARGEST_BODY), api));
            log.info("The identity provider listens port={}", server.port());
            return new IdentityProvider(server, settings.names().getFirst(), register, parts);
        } catch (IOException | AuthorityFailed | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("https://" + name + ":" + server.port());
    }

    /** What it has issued, and to whom. */
    public Register register() {
        return register;
    }

    @Override
    public void close() {
        parts.close();
    }
}
