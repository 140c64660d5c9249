package io.chimera.pki.https;

import io.chimera.pki.x509.KeyAndChain;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate one end of a connection shows: whatever its owner has at the time of the handshake, so that a server
 * that runs for weeks shows the one of today.
 */
public final class ShownCertificate extends X509ExtendedKeyManager {

    /** Handshakes under way may still ask for one of these while newer ones are shown. */
    private static final int REMEMBERED = 4;

    private final Supplier<KeyAndChain> owner;

    // The JDK asks for an alias first and for its key and chain later: they must be of the same certificate.
    private final Map<String, KeyAndChain> byAlias = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KeyAndChain> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param owner asked at every handshake; must answer at once */
    public ShownCertificate(Supplier<KeyAndChain> owner) {
        this.owner = owner;
    }

    /** For a server that asks nobody for a certificate. */
    public SSLContext context() {
        return PinnedTrust.context(new KeyManager[] {this}, new TrustsNobody());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // never asked by the JDK's TLS, which chooses
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // never asked by the JDK's TLS, which chooses
    }

    @Override
    public synchronized X509Certificate @Nullable [] getCertificateChain(String alias) {
        var shown = byAlias.get(alias);
        return shown == null ? null : shown.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public synchronized @Nullable PrivateKey getPrivateKey(String alias) {
        var shown = byAlias.get(alias);
        return shown == null ? null : shown.key();
    }

    private synchronized @Nullable String choose(String... keyTypes) {
        var now = owner.get();
        for (var keyType : keyTypes) {
            if (!keyType.equals(now.key().getAlgorithm())) continue;
            var alias = now.certificate().getSerialNumber().toString(16);
            byAlias.put(alias, now);
            return alias;
        }
        return null;
    }
}
