package io.chimera.janus.proxy;

import javax.net.ssl.SSLEngine;

/** What is spoken inside TLS. */
enum Speech {
    HTTP_1("http/1.1"),
    HTTP_2("h2");

    private final String alpn;

    Speech(String alpn) {
        this.alpn = alpn;
    }

    /** As ALPN calls it (RFC 7301 §6). */
    String alpn() {
        return alpn;
    }

    /** What a handshake that is over agreed on; where nothing was, it is HTTP/1.1. */
    static Speech of(SSLEngine engine) {
        return HTTP_2.alpn.equals(engine.getApplicationProtocol()) ? HTTP_2 : HTTP_1;
    }

    /** Has a client get what the site speaks if the client does too, and else what the client speaks. */
    void prefer(SSLEngine engine) {
        engine.setHandshakeApplicationProtocolSelector((_, offered) -> {
            if (offered.contains(alpn)) return alpn;
            for (var other : values()) {
                if (offered.contains(other.alpn)) return other.alpn;
            }
            return "";
        });
    }
}
