package io.chimera.lab;

import io.chimera.core.account.AccountId;
import io.chimera.core.file.Sha256;
import io.chimera.lab.client.LabLines.Reach;
import io.chimera.lab.net.PinnedTrust;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.people.LabPeople;
import io.chimera.lab.server.LabCloudServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lab cloud of this node: one of its own, which ends with it, or another's. */
public final class Lab implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);

    private final Optional<LabCloudServer> own;
    private final Reach reach;

    private Lab(Optional<LabCloudServer> own, Reach reach) {
        this.own = own;
        this.reach = reach;
    }

    /**
     * Starts a lab cloud in {@code HOME/lab/cloud}, or joins another's, as the settings say.
     *
     * @param tls how a lab cloud of our own proves itself
     * @throws IOException if it cannot be started; the message says why and what to do
     */
    public static Lab open(LabSettings settings, Path home, Optional<LabTls> tls, Clock clock) throws IOException {
        var accounts = home.resolve("accounts");
        return settings.join() == null
                ? found(settings, home.resolve("lab").resolve("cloud"), accounts, tls, clock)
                : join(settings.join(), accounts, clock);
    }

    private static Lab found(LabSettings settings, Path folder, Path accounts, Optional<LabTls> tls, Clock clock)
            throws IOException {
        var people = LabPeople.usual();
        settings.accounts().forEach(account -> refuseStranger(people, account));
        var at = new InetSocketAddress(settings.address(), settings.port());
        var site = new LabCloudServer.Site(
                folder, at, tls.map(LabTls::server), settings.largestFile().toBytes());
        var server = LabCloudServer.start(site, people, clock);
        tls.ifPresent(shown ->
                LOG.info("Others can join this lab port={} fingerprint={}", server.port(), shown.fingerprint()));
        var trust = tls.map(shown -> PinnedTrust.context(shown.fingerprint(), clock));
        return new Lab(
                Optional.of(server), new Reach(server.address(), trust, new TokenFolder(site.tokens()), accounts));
    }

    private static void refuseStranger(LabPeople people, AccountId account) {
        if (people.people().stream().anyMatch(resident -> resident.id() == account.telegramUser())) return;
        throw new IllegalArgumentException("chimera.lab.people names " + account + ", who does not live in the lab; "
                + "try 1001 (Ana) or 1002 (Bruno)");
    }

    private static Lab join(LabSettings.Join other, Path accounts, Clock clock) {
        boolean overTls = "https".equals(other.url().getScheme());
        var trust = overTls
                ? Optional.of(PinnedTrust.context(new Sha256(Objects.requireNonNull(other.fingerprint())), clock))
                : Optional.<SSLContext>empty();
        return new Lab(Optional.empty(), new Reach(other.url(), trust, new TokenFolder(other.tokens()), accounts));
    }

    /** How the lab cloud is reached from here. */
    public Reach reach() {
        return reach;
    }

    @Override
    public void close() {
        own.ifPresent(LabCloudServer::close);
    }
}
