package io.chimera.pki.lab;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.CodeSender;
import io.chimera.pki.PkiSettings;
import io.chimera.pki.https.Parts;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.identity.ProviderSettings;
import io.chimera.pki.identity.ServiceCertificate;
import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.ProvisionerKey;
import io.chimera.pki.step.StepCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Everything a lab needs to hand out certificates: a certificate authority and an identity provider, both HTTPS servers
 * on this computer. What it gives away are {@link #settings}: clients use both as they would use the real ones.
 */
public final class LabPki implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PkiSettings settings;
    private final ServiceCertificate others;
    private final Parts parts;

    private LabPki(PkiSettings settings, ServiceCertificate others, Parts parts) {
        this.settings = settings;
        this.others = others;
        this.parts = parts;
    }

    /**
     * How a lab is set up.
     *
     * @param home folder of its own; made if there is none
     * @param at where both listen
     * @param beyondLoopback whether that may be an address other computers can reach
     * @param caPort 0 takes any free one
     * @param identityPort 0 takes any free one
     * @param lives how long certificates are good
     * @param limits how much the identity provider lets itself be asked
     */
    public record Plan(
            Path home,
            InetAddress at,
            boolean beyondLoopback,
            int caPort,
            int identityPort,
            Lives lives,
            Limits limits) {

        /** On any free ports of this computer, with the usual lives and limits. */
        public static Plan usual(Path home) {
            return usual(home, InetAddress.getLoopbackAddress(), false);
        }

        /** On any free ports of an address, with the usual lives and limits. */
        public static Plan usual(Path home, InetAddress at, boolean beyondLoopback) {
            return new Plan(home, at, beyondLoopback, 0, 0, Lives.USUAL, Limits.USUAL);
        }

        private List<String> names() {
            return at.isLoopbackAddress() ? List.of("127.0.0.1", "localhost") : List.of(at.getHostAddress());
        }
    }

    /**
     * Starts both. Keys and memory are kept in the plan's home across restarts.
     *
     * @param sender delivers the one-time codes
     * @throws IOException if the home cannot be used or a port cannot be bound
     */
    public static LabPki start(Plan plan, CodeSender sender, Clock clock) throws IOException {
        var keys = PrivateFolder.open(plan.home().resolve("identity"));
        var people = key(keys, "people");
        var services = key(keys, "services");
        var provisioners = new LabCa.Provisioners(
                people.provisioner(), people.publicKey(), services.provisioner(), services.publicKey());
        var parts = new Parts();
        try {
            var ca = parts.add(LabCa.start(authority(plan), provisioners, clock));
            var provider = parts.add(IdentityProvider.start(
                    provider(plan, ca), new IdentityProvider.Provisioners(people, services), sender, clock));
            var client = parts.add(StepCa.bootstrap(ca.url(), ca.fingerprint(), clock, PATIENCE));
            var others = parts.add(ServiceCertificate.obtain(client, services, plan.names(), clock));
            return new LabPki(new PkiSettings(ca.url(), ca.fingerprint(), provider.url(), PATIENCE), others, parts);
        } catch (AuthorityFailed e) {
            parts.close();
            throw new IOException("the lab's servers had no certificates from their own authority", e);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** How another server of this lab proves itself; kept fresh as long as this runs. */
    public ServerTls serverTls() {
        return new ServerTls(
                new ShownCertificate(others).context(), others.get().chain().getLast());
    }

    /**
     * What a server of the lab shows.
     *
     * @param authority the certificate in the shown chain that whoever connects may pin: it outlives the server's own
     */
    public record ServerTls(SSLContext context, X509Certificate authority) {}

    /** What a client needs to know to use both. */
    public PkiSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        parts.close();
    }

    private static LabCaSettings authority(Plan plan) {
        return new LabCaSettings(
                plan.home().resolve("ca"),
                plan.at(),
                plan.caPort(),
                plan.beyondLoopback(),
                plan.names(),
                plan.lives(),
                Optional.empty());
    }

    private static ProviderSettings provider(Plan plan, LabCa ca) {
        var at = new InetSocketAddress(plan.at(), plan.identityPort());
        return ProviderSettings.usual(plan.home().resolve("identity"), at, plan.names(), ca.url(), ca.fingerprint())
                .with(plan.limits());
    }

    /** The key is made by whoever uses it; the authority is told the public half only. */
    private static ProvisionerKey key(PrivateFolder folder, String provisioner) throws IOException {
        var file = provisioner + ".jwk";
        var kept = folder.read(file);
        if (kept.isPresent()) return ProvisionerKey.read(provisioner, kept.get());
        var made = ProvisionerKey.make(provisioner);
        folder.write(file, made.text());
        return made;
    }
}
