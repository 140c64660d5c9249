package io.chimera.pki.acme;

import java.net.InetSocketAddress;

/** How it is proven that a name is ours (RFC 8555 §8). The authority calls the name; something must answer for a moment. */
public sealed interface AcmeChallenge {

    /** Where the answer is given. */
    InetSocketAddress at();

    /**
     * By a page over HTTP (RFC 8555 §8.3). The authority calls port 80: listen there, or lead it here.
     *
     * @param at listened on only while it is asked
     */
    record Http01(InetSocketAddress at) implements AcmeChallenge {}

    /**
     * By a certificate in a TLS handshake (RFC 8737). The authority calls port 443: listen there, or lead it here.
     *
     * @param at listened on only while it is asked
     */
    record TlsAlpn01(InetSocketAddress at) implements AcmeChallenge {}
}
