package io.chimera.app;

import io.chimera.app.IdentitySettings.Certificate;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.acme.AcmeChallenge;
import io.chimera.pki.acme.AcmeOrder;
import io.chimera.pki.identity.IdentityProvider;
import io.chimera.pki.identity.IdentityProvider.Provisioners;
import io.chimera.pki.identity.Keeping;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.identity.ProviderSettings;
import io.chimera.pki.identity.ServiceProof;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.ProvisionerChain;
import io.chimera.pki.step.ProvisionerKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * From what was set to what an identity provider takes.
 *
 * @param home this Chimera's; the provider gets a folder of its own in it
 */
record ProviderPlan(IdentitySettings settings, IdentityAuthority authority, Path home, CodeDelivery delivery) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws CannotStart with what is in the way, and what to do about it */
    IdentityProvider start(Clock clock) {
        var provisioners = provisioners();
        try {
            return IdentityProvider.start(plan(), provisioners, delivery.sender(), clock);
        } catch (AuthorityFailed failed) {
            throw new CannotStart("The identity provider cannot start, because the certificate authority at "
                    + authority.caUrl() + " gave it no certificate: " + failed.what()
                    + ". Look whether the authority runs, and whether chimera.pki.ca-url, ca-fingerprint and"
                    + " chimera.identity.certificate.* are what it was set up with.");
        } catch (IOException | IllegalArgumentException failed) {
            throw new CannotStart("The identity provider cannot start: " + failed.getMessage()
                    + ". If its address is taken, give another with --chimera.identity.port=NUMBER.");
        }
    }

    private ProviderSettings plan() {
        return new ProviderSettings(
                home.resolve("identity"),
                new InetSocketAddress(settings.listenAddress(), settings.port()),
                settings.names(),
                authority.caUrl(),
                authority.caFingerprint(),
                settings.codeLife(),
                settings.tokenLife(),
                authority.patience(),
                limits(),
                keeping(),
                settings.legacy(),
                delivery.name());
    }

    private Limits limits() {
        var set = settings.limits();
        return new Limits(
                set.tries(),
                set.openForOne(),
                set.dailyForOne(),
                set.dailyByOneForOne(),
                set.pause(),
                Limits.USUAL.questions(),
                Limits.USUAL.challenges());
    }

    private Keeping keeping() {
        var database = settings.database();
        if (database.url() == null) return new Keeping.Sqlite();
        return new Keeping.Postgres(
                database.url(),
                set(database.user()),
                set(database.passwordFile()),
                set(database.codesKeyFile()),
                database.connections());
    }

    private Provisioners provisioners() {
        return new Provisioners(people(), own());
    }

    private Minter people() {
        var people = settings.people();
        var provisioner = set(people.provisioner());
        return people.chainFile() == null
                ? key("people", provisioner, set(people.keyFile()), set(people.passwordFile()))
                : chain(provisioner, people.chainFile(), set(people.chainKeyFile()));
    }

    private ServiceProof own() {
        var own = settings.certificate();
        var provisioner = set(own.provisioner());
        return switch (own.proof()) {
            case TOKEN ->
                new ServiceProof.Token(key("certificate", provisioner, set(own.keyFile()), set(own.passwordFile())));
            case ACME_HTTP_01 -> acme(provisioner, new AcmeChallenge.Http01(answering(own, HTTP)));
            case ACME_TLS_ALPN_01 -> acme(provisioner, new AcmeChallenge.TlsAlpn01(answering(own, HTTPS)));
        };
    }

    private InetSocketAddress answering(Certificate own, int usual) {
        return new InetSocketAddress(settings.listenAddress(), own.challengePort() == 0 ? usual : own.challengePort());
    }

    private ServiceProof acme(String provisioner, AcmeChallenge challenge) {
        try {
            return new ServiceProof.Acme(
                    new AcmeOrder(provisioner, challenge, PrivateFolder.open(home.resolve("identity"))));
        } catch (IOException failed) {
            throw new CannotStart("The identity provider cannot start: " + failed.getMessage() + ".");
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(
                    "chimera.identity.certificate.provisioner cannot be used: " + wrong.getMessage() + ".");
        }
    }

    private static ProvisionerChain chain(String provisioner, Path chainFile, Path keyFile) {
        var key = OwnFile.secret("chimera.identity.people.chain-key-file", keyFile);
        try {
            return ProvisionerChain.read(provisioner, key + "\n" + Files.readString(chainFile));
        } catch (IOException wrong) {
            throw new CannotStart("chimera.identity.people.chain-file (" + chainFile + ") and chain-key-file ("
                    + keyFile + ") cannot be used: " + wrong.getMessage()
                    + ". The chain is PEM, the certificate first; the key is PEM without a password.");
        }
    }

    private static ProvisionerKey key(String where, String provisioner, Path keyFile, Path passwordFile) {
        var prefix = "chimera.identity." + where + ".";
        var sealed = OwnFile.secret(prefix + "key-file", keyFile);
        var password = OwnFile.secret(prefix + "password-file", passwordFile);
        try {
            return ProvisionerKey.read(provisioner, sealed, password);
        } catch (IOException wrong) {
            throw new CannotStart(
                    wrong.getMessage() + ". Compare " + prefix + "key-file (" + keyFile + ") and password-file ("
                            + passwordFile + ") with what the authority's provisioner was made with.");
        }
    }

    /** What the settings have made sure of. */
    private static <T> T set(@Nullable T value) {
        if (value == null) throw new IllegalStateException("the settings let something pass that is not set");
        return value;
    }
}
