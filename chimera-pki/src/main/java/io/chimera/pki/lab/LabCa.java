package io.chimera.pki.lab;

import com.nimbusds.jose.jwk.ECKey;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.disk.Ledger;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.https.SecureServer;
import io.chimera.pki.https.SecureServer.Facing;
import io.chimera.pki.https.ShownCertificate;
import io.chimera.pki.step.RootFingerprint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate authority for one machine that speaks step-ca's HTTP API, so that whatever works with it works with the
 * real one. Its keys lie unencrypted on this computer, which is why it is for the lab only.
 *
 * <p>Two provisioners, or three: one may name people by their Telegram id and nothing else, the other may name services and
 * never by a number; the third is for people again, by certificates instead of a key. What it has issued, seen and revoked survives a restart.
 */
public final class LabCa implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LabCa.class);

    private static final int LARGEST_BODY = 64 * 1024;

    private final Ledger ledger;
    private final SecureServer server;
    private final RootFingerprint fingerprint;
    private final String name;

    private LabCa(Ledger ledger, SecureServer server, RootFingerprint fingerprint, String name) {
        this.ledger = ledger;
        this.server = server;
        this.fingerprint = fingerprint;
        this.name = name;
    }

    /**
     * Whose tokens it accepts, by name and public key.
     *
     * @param peers may have certificates issued for people
     * @param services may have certificates issued for services
     * @param chains under which whoever has a certificate may have certificates issued for people
     */
    public record Provisioners(
            String peers, ECKey peersKey, String services, ECKey servicesKey, Optional<ChainRoot> chains) {

        /** With keys only. */
        public Provisioners(String peers, ECKey peersKey, String services, ECKey servicesKey) {
            this(peers, peersKey, services, servicesKey, Optional.empty());
        }

        List<Provisioner> all() {
            var all = new ArrayList<Provisioner>();
            all.add(new Provisioner.Jwk(peers, peersKey, Template.PEER));
            all.add(new Provisioner.Jwk(services, servicesKey, Template.SERVICE));
            chains.ifPresent(one -> all.add(new Provisioner.X5c(one.provisioner(), one.root(), Template.PEER)));
            return List.copyOf(all);
        }
    }

    /** A provisioner that is known by certificates under a root, which is not the authority's own. */
    public record ChainRoot(String provisioner, X509Certificate root) {}

    /**
     * Starts it, with the keys and the memory in its home; both are made if there are none.
     *
     * @throws IOException if the home cannot be used, or the address cannot be bound
     */
    public static LabCa start(LabCaSettings settings, Provisioners provisioners, Clock clock) throws IOException {
        var folder = PrivateFolder.open(settings.home());
        var keys = AuthorityKeys.in(folder, clock.instant());
        var ledger = Ledger.open(folder, "ca.db", "pki/authority");
        try {
            var server = SecureServer.start(
                    facing(settings, keys, clock),
                    api(settings, keys, provisioners.all(), new CaLedger(ledger), clock));
            log.warn("LAB ONLY: certificate authority with its keys on this computer port={}", server.port());
            return new LabCa(
                    ledger,
                    server,
                    RootFingerprint.of(keys.root().certificate()),
                    settings.names().getFirst());
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static Facing facing(LabCaSettings settings, AuthorityKeys keys, Clock clock) {
        var own = new ServerLeaf(keys.intermediate(), settings.names(), clock);
        var callers = new PinnedTrust(
                List.of(keys.root().certificate()), keys.intermediate().chain(), clock);
        var at = new InetSocketAddress(settings.bind(), settings.port());
        return new Facing("lab-ca", at, callers.context(new ShownCertificate(own)), true, LARGEST_BODY);
    }

    private static CaApi api(
            LabCaSettings settings, AuthorityKeys keys, List<Provisioner> provisioners, CaLedger ledger, Clock clock) {
        var tokens = new TokenDesk(provisioners, settings.names(), ledger, clock);
        var issuer = new Issuer(keys, provisioners, settings, ledger, clock);
        var revocations = new RevocationList(keys.intermediate(), settings.crlUrl(), ledger, clock);
        var pages = new PublicPages(keys, provisioners, settings.lives(), revocations);
        return new CaApi(tokens, issuer, ledger, keys.intermediate(), pages, clock);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("https://" + name + ":" + server.port());
    }

    /** What a client must know of it beforehand. */
    public RootFingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
    }
}
