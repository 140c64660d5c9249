package io.chimera.app.scene.browser;

import io.chimera.core.file.Sha256;
import io.chimera.lab.net.PinnedTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
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
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** By the fingerprint in the lab's invitation, as whoever joins it. */
    private SSLContext trusting() throws IOException {
        var invitation = new Properties();
        try (var file = Files.newBufferedReader(home.resolve("lab/invitation.properties"))) {
            invitation.load(file);
        }
        var fingerprint = new Sha256(invitation.getProperty("chimera.lab.join.fingerprint"));
        return PinnedTrust.context(fingerprint, Clock.systemUTC());
    }
}
