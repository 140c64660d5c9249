package io.chimera.janus.proxy;

import io.chimera.janus.proxy.Interception.Credentials;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS as whoever a certificate is for. Contexts are kept for those that were asked for last. Any thread may ask. */
final class Guises {

    private static final int MOST = 256;

    private final LinkedHashMap<X509Certificate, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

    synchronized SslContext of(Credentials credentials) throws SSLException {
        var certificate = credentials.chain().getFirst();
        var known = contexts.get(certificate);
        if (known != null) return known;
        var fresh = SslContextBuilder.forServer(new One(credentials))
                .sslProvider(SslProvider.JDK)
                .protocols(SecureRoads.VERSIONS)
                .build();
        contexts.put(certificate, fresh);
        if (contexts.size() > MOST) contexts.pollFirstEntry();
        return fresh;
    }

    /** One key with its certificates, as they are: a key store for each host would be slower by far. */
    private static final class One extends X509ExtendedKeyManager {

        private static final String ALIAS = "host";

        private final Credentials credentials;

        One(Credentials credentials) {
            this.credentials = credentials;
        }

        private @Nullable String alias(String keyType) {
            return keyType.startsWith("EC") ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return alias(keyType);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(keyType);
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            var alias = alias(keyType);
            return alias == null ? null : new String[] {alias};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return credentials.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return credentials.key();
        }
    }
}
