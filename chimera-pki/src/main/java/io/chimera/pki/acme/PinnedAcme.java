package io.chimera.pki.acme;

import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Has acme4j speak with whoever leads to the pinned root only; by itself it trusts the machine's roots. */
final class PinnedAcme extends GenericAcmeProvider {

    private final SSLContext tls;

    PinnedAcme(SSLContext tls) {
        this.tls = tls;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(settings.getTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
