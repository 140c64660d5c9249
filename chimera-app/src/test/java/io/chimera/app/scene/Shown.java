package io.chimera.app.scene;

import io.chimera.core.identity.Credential;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A credential as it is shown in plain TLS, with host names unchecked as on the LAN. It takes anybody's certificate:
 * what these scenes look at is whether a node takes theirs.
 */
final class Shown {

    private static final char[] IN_MEMORY = "in memory".toCharArray();
    private static final int CONNECT_MILLIS = 5_000;

    private Shown() {}

    static SSLContext context(Credential credential) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", credential.key(), IN_MEMORY, credential.chain().toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, IN_MEMORY);
            return context(keys);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of somebody who has no certificate at all. */
    static SSLContext nothing() {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            var none = KeyStore.getInstance("PKCS12");
            none.load(null, null);
            keys.init(none, IN_MEMORY);
            return context(keys);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SSLContext context(KeyManagerFactory keys) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Trusting()}, null);
        return context;
    }

    /** Connects to a node, without ALPN and without a server's name, as the first Chimera does. */
    static SSLSocket dial(InetSocketAddress node, Credential credential, String... protocols) throws IOException {
        return dial(node, context(credential), protocols);
    }

    static SSLSocket dial(InetSocketAddress node, SSLContext context, String... protocols) throws IOException {
        var plain = new Socket();
        plain.connect(node, CONNECT_MILLIS);
        plain.setSoTimeout(CONNECT_MILLIS);
        var tls = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, node.getAddress().getHostAddress(), node.getPort(), true);
        tls.setEnabledProtocols(protocols);
        return tls;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
