package io.chimera.pki.identity;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.CodeSender;
import io.chimera.pki.disk.Ledger;
import io.chimera.pki.https.Parts;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
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
    private final Parts parts;

    private IdentityProvider(SecureServer server, String name, Parts parts) {
        this.server = server;
        this.name = name;
        this.parts = parts;
    }

    /**
     * The keys of its two provisioners at the authority.
     *
     * @param people for the tokens it hands out
     * @param services for its own server certificate
     */
    public record Provisioners(ProvisionerKey people, ProvisionerKey services) {}

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
            var folder = PrivateFolder.open(settings.home());
            var ledger = parts.add(Ledger.open(folder, "identity.db", "pki/identity"));
            var ca =
                    parts.add(StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock, settings.patience()));
            var own = parts.add(ServiceCertificate.obtain(ca, keys.services(), settings.names(), clock));
            var post = parts.add(new CodePost(sender));
            var challenges = new Challenges(ledger, settings.limits());
            var desk = new Desk(settings, keys.people(), challenges, Codes.in(folder), post, clock);
            var facing =
                    new Facing("identity", settings.at(), new ShownCertificate(own).context(), false, LARGEST_BODY);
            var server = parts.add(SecureServer.start(facing, new ProviderApi(desk, settings, clock)));
            log.info("The identity provider listens port={}", server.port());
            return new IdentityProvider(server, settings.names().getFirst(), parts);
        } catch (IOException | AuthorityFailed | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("https://" + name + ":" + server.port());
    }

    @Override
    public void close() {
        parts.close();
    }
}
