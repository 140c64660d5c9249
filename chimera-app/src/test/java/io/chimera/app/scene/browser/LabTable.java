package io.chimera.app.scene.browser;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import tools.jackson.databind.json.JsonMapper;

/** Where a scene does at the lab cloud what people without an account here do: see docs/lab.md. */
record LabTable(Path home, int port) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Takes somebody out of a group or a channel, as its founder. */
    void removes(long founder, long gathering, long person) {
        ask(founder, "DELETE", "/v1/gatherings/" + gathering + "/members/" + person);
    }

    /** Takes somebody in again. */
    void takesIn(long founder, long gathering, long person) {
        ask(founder, "PUT", "/v1/gatherings/" + gathering + "/members/" + person);
    }

    /** How often a channel's sponsored message was {@code seen}, {@code clicked} or {@code reported}. */
    int sponsored(long member, long channel, String what) {
        var told = JSON.readTree(ask(member, "GET", "/v1/gatherings/" + channel + "/sponsored"));
        return told.path("messages").path(0).path(what).asInt(0);
    }

    private String ask(long person, String method, String path) {
        try {
            var token = Files.readString(home.resolve("lab/cloud/tokens/" + person + ".token"));
            var address = URI.create("https://127.0.0.1:" + port + path).toURL();
            var connection = (HttpsURLConnection) address.openConnection();
            connection.setSSLSocketFactory(trusting().getSocketFactory());
            connection.setHostnameVerifier((_, _) -> true);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + token.strip());
            if (connection.getResponseCode() / 100 != 2)
                throw new AssertionError(method + " " + path + ": HTTP " + connection.getResponseCode());
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    /** It is our own, on this computer, and only for this scene. */
    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        return context;
    }

    private static final class Everybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
