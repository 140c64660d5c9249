package io.chimera.pki.testing;

import io.chimera.pki.https.Json;
import io.chimera.pki.testing.RealStepCa.Plan;
import io.chimera.pki.testing.RealStepCa.Secrets;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The folder a real step-ca is started in: its certificates, its keys and its {@code ca.json}. */
final class StepCaFolder {

    /** People have a number and nothing else, whatever a token or a request asks for. */
    private static final String PEOPLE = """
            {{ if not (regexMatch "^[1-9][0-9]{0,15}$" .Subject.CommonName) }}\
            {{ fail "subject must be a numeric Telegram id" }}{{ end }}
            {"subject":{"commonName":{{ toJson .Subject.CommonName }}},
             "dnsNames":[{{ toJson .Subject.CommonName }}],
             "uris":[{{ printf "chimera://peer.chimera.internal/telegram/%s" .Subject.CommonName | toJson }}],
             "keyUsage":["digitalSignature"],
             "extKeyUsage":["serverAuth","clientAuth"]}
            """;

    /** Services have names and addresses and never a number, which would be a person. */
    private static final String SERVICES = """
            {{ if regexMatch "^[0-9]+$" .Subject.CommonName }}\
            {{ fail "a service must not have a number for its name" }}{{ end }}\
            {{ range .SANs }}\
            {{ if regexMatch "^[0-9]+$" .Value }}\
            {{ fail "a service must not have a number for its name" }}{{ end }}\
            {{ if not (or (eq .Type "dns") (eq .Type "ip")) }}\
            {{ fail "a service has host names and addresses only" }}{{ end }}\
            {{ end }}
            {"subject":{{ toJson .Subject }},
             "sans":{{ toJson .SANs }},
             "keyUsage":["digitalSignature"],
             "extKeyUsage":["serverAuth"]}
            """;

    /** Services that answer at their names. They show their certificate to renew it, hence clients too. */
    private static final String ANSWERING = SERVICES.replace("[\"serverAuth\"]", "[\"serverAuth\",\"clientAuth\"]");

    private StepCaFolder() {}

    static void write(Plan plan, Secrets secrets) throws IOException {
        var home = plan.home();
        Files.createDirectories(home);
        Files.writeString(home.resolve("root.crt"), RealStepCa.pem(secrets.root()));
        Files.writeString(home.resolve("intermediate.crt"), RealStepCa.pem(secrets.intermediate()));
        Files.writeString(
                home.resolve("intermediate.key"), Pem.of(secrets.intermediate().key()));
        Files.write(home.resolve("ca.json"), Json.write(settings(plan, secrets)));
    }

    private static Map<String, Object> settings(Plan plan, Secrets secrets) {
        var home = plan.home();
        var names = new ArrayList<>(plan.names());
        names.add(plan.address());
        return Map.of(
                "root", path(home, "root.crt"),
                "crt", path(home, "intermediate.crt"),
                "key", path(home, "intermediate.key"),
                "address", plan.address() + ":" + plan.port(),
                "insecureAddress", plan.address() + ":" + plan.insecurePort(),
                "dnsNames", names,
                "logger", Map.of("format", "json"),
                "db", Map.of("type", "badgerv2", "dataSource", path(home, "db")),
                "crl", Map.of("enabled", true, "generateOnRevoke", true, "cacheDuration", "1h"),
                "authority", authority(secrets));
    }

    private static Map<String, Object> authority(Secrets secrets) {
        var claims = Map.of("minTLSCertDuration", "5m", "maxTLSCertDuration", "264h", "defaultTLSCertDuration", "240h");
        return Map.of(
                "backdate",
                "1h0m0s",
                "claims",
                claims,
                "provisioners",
                List.of(
                        Map.of(
                                "type", "JWK",
                                "name", secrets.people().provisioner(),
                                "key", secrets.people().publicKey().toJSONObject(),
                                "options", template(PEOPLE)),
                        Map.of(
                                "type", "JWK",
                                "name", secrets.services().provisioner(),
                                "key", secrets.services().publicKey().toJSONObject(),
                                "options", template(SERVICES)),
                        Map.of(
                                "type",
                                "X5C",
                                "name",
                                "idp",
                                "roots",
                                base64(RealStepCa.pem(secrets.idpRoot())),
                                "options",
                                template(PEOPLE)),
                        Map.of(
                                "type",
                                "ACME",
                                "name",
                                "acme",
                                "challenges",
                                List.of("http-01", "tls-alpn-01"),
                                "options",
                                template(ANSWERING))));
    }

    private static Map<String, Object> template(String text) {
        return Map.of("x509", Map.of("template", text));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String path(Path home, String name) {
        return home.resolve(name).toString();
    }
}
