package io.chimera.pki.lab;

import io.chimera.core.identity.CodeSender;
import io.chimera.pki.PkiSettings;
import io.chimera.pki.disk.PrivateFolder;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.identity.ProviderSettings;
import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.ProvisionerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a lab needs to hand out certificates: a certificate authority and an identity provider, both HTTPS servers
 * on this computer. What it gives away are {@link #settings}: clients use both as they would use the real ones.
 */
public final class LabPki implements AutoCloseable {

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost");

    private final LabCa ca;
    private final IdentityProvider provider;

    private LabPki(LabCa ca, IdentityProvider provider) {
        this.ca = ca;
        this.provider = provider;
    }

    /**
     * How a lab is set up.
     *
     * @param home folder of its own; made if there is none
     * @param caPort 0 takes any free one
     * @param identityPort 0 takes any free one
     * @param lives how long certificates are good
     * @param limits how much the identity provider lets itself be asked
     */
    public record Plan(Path home, int caPort, int identityPort, Lives lives, Limits limits) {

        /** On any free ports, with the usual lives and limits. */
        public static Plan usual(Path home) {
            return new Plan(home, 0, 0, Lives.USUAL, Limits.USUAL);
        }
    }

    /**
     * Starts both, on the loopback interface. Keys and memory are kept in the plan's home across restarts.
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
        var ca = LabCa.start(authority(plan), provisioners, clock);
        try {
            var provider = IdentityProvider.start(
                    provider(plan, ca), new IdentityProvider.Provisioners(people, services), sender, clock);
            return new LabPki(ca, provider);
        } catch (AuthorityFailed e) {
            ca.close();
            throw new IOException("the lab's identity provider had no certificate from its authority", e);
        } catch (IOException | RuntimeException e) {
            ca.close();
            throw e;
        }
    }

    /** What a client needs to know to use both. */
    public PkiSettings settings() {
        return new PkiSettings(ca.url(), ca.fingerprint(), provider.url(), Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        provider.close();
        ca.close();
    }

    private static LabCaSettings authority(Plan plan) {
        return new LabCaSettings(
                plan.home().resolve("ca"),
                InetAddress.getLoopbackAddress(),
                plan.caPort(),
                false,
                NAMES,
                plan.lives(),
                Optional.empty());
    }

    private static ProviderSettings provider(Plan plan, LabCa ca) {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.identityPort());
        return ProviderSettings.usual(plan.home().resolve("identity"), at, NAMES, ca.url(), ca.fingerprint())
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
