package io.chimera.p2p.secure;

import static java.util.function.Predicate.not;

import io.chimera.core.contact.ContactId;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns a TCP connection into one whose both ends have proved who they are, with an account's present credential. A
 * chain must end in the credential's own roots, never in the system's. Host names and addresses prove nothing here and
 * are not looked at; the person in the certificate is ({@link PeerCheck}), and whether they are to be talked to ({@link
 * Doorkeeper}), before a byte of ours leaves and again while the connection stands.
 */
public final class MutualTls {

    private static final String TLS_1_3 = "TLSv1.3";
    private static final String TLS_1_2 = "TLSv1.2";

    /** How long a session may be resumed without sending certificates again. */
    private static final int SESSION_SECONDS = 600;

    private static final char[] IN_MEMORY = "in memory".toCharArray();

    private final Credentials credentials;
    private final Doorkeeper doorkeeper;
    private final Clock clock;
    private final OpenLines lines;
    private volatile @Nullable Current current;

    public MutualTls(Credentials credentials, Doorkeeper doorkeeper, Clock clock) {
        this.credentials = credentials;
        this.doorkeeper = doorkeeper;
        this.clock = clock;
        this.lines = new OpenLines(doorkeeper);
    }

    /**
     * Until when connections can be made with the present credential.
     *
     * @throws NoCredential if there is none which is good now
     */
    public Instant goodUntil() throws NoCredential {
        return credential().notAfter();
    }

    /**
     * Opens TLS towards somebody.
     *
     * @param offered what we would speak; with {@link Protocol#FIRST}, somebody who knows no ALPN will do
     * @throws NotProven if whoever is there is not {@code expected}; nothing has been sent to them
     * @throws NotAdmitted if they are, and are not talked to
     */
    public SecureLine dial(Socket plain, ContactId expected, Set<Protocol> offered) throws IOException {
        var using = current();
        var remote = (InetSocketAddress) plain.getRemoteSocketAddress();
        var tls = (SSLSocket) using.context
                .getSocketFactory()
                .createSocket(plain, remote.getAddress().getHostAddress(), remote.getPort(), true);
        tls.setUseClientMode(true);
        var line = agree(using, plain, tls, offered, PeerCheck.Role.SERVER);
        if (!line.peer().equals(expected)) throw new NotProven("its certificate is somebody else's");
        return admitted(line, tls);
    }

    /**
     * Takes TLS in from somebody.
     *
     * @param consumed what was read from the socket already
     * @param spoken what may be spoken here
     */
    public SecureLine accept(Socket plain, InputStream consumed, Set<Protocol> spoken) throws IOException {
        var using = current();
        var tls = (SSLSocket) using.context.getSocketFactory().createSocket(plain, consumed, true);
        tls.setUseClientMode(false);
        return admitted(agree(using, plain, tls, spoken, PeerCheck.Role.CLIENT), tls);
    }

    /**
     * Looks at every open line again; those to people who are not talked to any more end at once. To be called when
     * what is known of certificates or keys has changed, and now and then.
     */
    public void lookAgain() {
        lines.lookAgain();
    }

    /** It is among the open ones before it is judged: what is found out in between must not be missed. */
    private SecureLine admitted(SecureLine line, SSLSocket tls) throws IOException {
        lines.add(line);
        try {
            doorkeeper.admit(line.chain(), line.identity());
            return line;
        } catch (IOException refused) {
            lines.remove(line);
            tls.getSession().invalidate(); // nothing of it is to be taken up again
            throw refused;
        }
    }

    private SecureLine agree(Current using, Socket plain, SSLSocket tls, Set<Protocol> spoken, PeerCheck.Role peersRole)
            throws IOException {
        tls.setSSLParameters(parameters(using.context.getSupportedSSLParameters(), spoken));
        try {
            tls.startHandshake();
        } catch (SSLException failed) {
            throw reason(failed);
        }
        var session = tls.getSession();
        var own = using.credential.certificate();
        var chain = Arrays.stream(session.getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
        var peer = PeerCheck.identify(chain, peersRole, own.getPublicKey(), clock.instant());
        var protocol = agreed(tls.getApplicationProtocol(), session.getProtocol(), spoken);
        var ownEnd = using.credential.notAfter();
        var goodUntil = ownEnd.isBefore(peer.notAfter()) ? ownEnd : peer.notAfter();
        return new SecureLine(plain, tls, protocol, peer, chain, goodUntil);
    }

    private static Protocol agreed(String alpn, String version, Set<Protocol> spoken) throws IOException {
        var protocol = Protocol.of(alpn)
                .filter(spoken::contains)
                .orElseThrow(() -> new IOException("the other side speaks none of " + spoken));
        if (protocol != Protocol.FIRST && !version.equals(TLS_1_3))
            throw new IOException(
                    "the other side speaks " + protocol + " over " + version + ", which is too old for it");
        return protocol;
    }

    /** AEAD with forward secrecy only; AES-128 first, which is as safe here and the fastest in Java. */
    private static SSLParameters parameters(SSLParameters supported, Set<Protocol> spoken) {
        boolean first = spoken.contains(Protocol.FIRST);
        var suites = Arrays.stream(supported.getCipherSuites())
                .filter(suite ->
                        suite.matches("TLS_(AES|CHACHA20)_.*|TLS_(ECDHE|DHE)_(RSA|ECDSA)_.*_(GCM|POLY1305)_.*"))
                .sorted(Comparator.comparing((String suite) -> !suite.contains("AES_128_GCM")))
                .toArray(String[]::new);
        var parameters = new SSLParameters(suites, first ? new String[] {TLS_1_3, TLS_1_2} : new String[] {TLS_1_3});
        parameters.setApplicationProtocols(
                spoken.stream().map(Protocol::alpn).filter(not(String::isEmpty)).toArray(String[]::new));
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /** Whether it was us who did not believe the certificate; anything else is the connection's fault. */
    private static IOException reason(SSLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException)
                return new NotProven("its certificate is not one of our authority's that is good now", failed);
        }
        return failed;
    }

    private Current current() throws NoCredential {
        var credential = credential();
        var known = current;
        if (known != null && known.credential.certificate().equals(credential.certificate())) return known;
        synchronized (this) {
            known = current;
            if (known != null && known.credential.certificate().equals(credential.certificate())) return known;
            var made = new Current(credential, context(credential));
            current = made;
            return made;
        }
    }

    private Credential credential() throws NoCredential {
        Optional<Credential> now = credentials.current();
        if (now.isEmpty())
            throw new NoCredential("the account has no certificate: get one with \"chimera new\" or on its page");
        if (clock.instant().isAfter(now.get().notAfter()))
            throw new NoCredential("the account's certificate ended at "
                    + now.get().notAfter() + ": get another with \"chimera new\" or on its page");
        var revoked = doorkeeper.ownIsRevoked(now.get().chain());
        if (revoked.isPresent())
            throw new NoCredential("the account's certificate was taken back (" + revoked.get()
                    + "): get another with \"chimera new\" or on its page");
        return now.get();
    }

    private static SSLContext context(Credential credential) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    ourKey(credential).getKeyManagers(), ourRoots(credential).getTrustManagers(), null);
            context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("the account's credential cannot be used for TLS", unusable);
        }
    }

    private static KeyManagerFactory ourKey(Credential credential) throws GeneralSecurityException, IOException {
        var store = emptyStore();
        store.setKeyEntry("own", credential.key(), IN_MEMORY, credential.chain().toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, IN_MEMORY);
        return factory;
    }

    private static TrustManagerFactory ourRoots(Credential credential) throws GeneralSecurityException, IOException {
        var store = emptyStore();
        for (var anchor : credential.anchors())
            store.setCertificateEntry("root " + anchor.getSerialNumber() + anchor.hashCode(), anchor);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private record Current(Credential credential, SSLContext context) {}
}
