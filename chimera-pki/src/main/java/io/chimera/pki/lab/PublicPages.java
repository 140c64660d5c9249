package io.chimera.pki.lab;

import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Call;
import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of step-ca's HTTP API that everybody may read. */
final class PublicPages {

    /** What it behaves like. */
    private static final String VERSION = "0.30.2-lab";

    private static final String PEM = "application/x-pem-file";
    private static final int USUAL_PAGE = 20;
    private static final int LONGEST_PAGE = 100;
    private static final Pattern ROOT = Pattern.compile("/root/([0-9A-Fa-f-]{1,100})");
    private static final Pattern ENCRYPTED_KEY = Pattern.compile("/provisioners/[^/]+/encrypted-key");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");

    private final X509Certificate root;
    private final X509Certificate intermediate;
    private final List<Provisioner> provisioners;
    private final Lives lives;
    private final RevocationList revocations;

    PublicPages(AuthorityKeys keys, List<Provisioner> provisioners, Lives lives, RevocationList revocations) {
        this.root = keys.root().certificate();
        this.intermediate = keys.intermediate().certificate();
        this.provisioners = List.copyOf(provisioners);
        this.lives = lives;
        this.revocations = revocations;
    }

    /** @param path without the version in front */
    Answer answer(String path, Call call) throws Refusal {
        var page = page(path, call);
        if (page.isEmpty()) return Answer.text(404, "text/plain; charset=utf-8", "404 page not found\n");
        return List.of("GET", "HEAD").contains(call.method()) ? page.get() : wrongMethod();
    }

    static Answer wrongMethod() {
        return Answer.text(405, "text/plain; charset=utf-8", "");
    }

    private Optional<Answer> page(String path, Call call) throws Refusal {
        return switch (path) {
            case "/health" -> Optional.of(Answer.json(200, Map.of("status", "ok")));
            case "/version" -> Optional.of(Answer.json(200, Map.of("version", VERSION)));
            case "/roots", "/federation" -> Optional.of(certificates(root));
            case "/intermediates" -> Optional.of(certificates(intermediate));
            case "/roots.pem" -> Optional.of(Answer.text(200, PEM, Pem.of(root)));
            case "/intermediates.pem" -> Optional.of(Answer.text(200, PEM, Pem.of(intermediate)));
            case "/provisioners" -> Optional.of(provisioners(call));
            case "/crl" -> Optional.of(crl(call));
            default -> pattern(path);
        };
    }

    private Optional<Answer> pattern(String path) throws Refusal {
        var asked = ROOT.matcher(path);
        if (asked.matches()) return Optional.of(root(asked.group(1)));
        // The keys are not kept here in any form: whoever downloads one may guess its password in peace.
        if (ENCRYPTED_KEY.matcher(path).matches()) throw Refusal.notFound();
        return Optional.empty();
    }

    private Answer root(String fingerprint) throws Refusal {
        var hex = fingerprint.replace("-", "").toLowerCase(Locale.ROOT);
        if (!hex.equals(RootFingerprint.of(root).hex())) throw Refusal.notFound();
        return Answer.json(200, Map.of("ca", Pem.of(root)));
    }

    private static Answer certificates(X509Certificate certificate) {
        return Answer.json(201, Map.of("crts", List.of(Pem.of(certificate))));
    }

    private Answer provisioners(Call call) throws Refusal {
        var from = number(call, "cursor", 0);
        var limit = number(call, "limit", USUAL_PAGE);
        var size = limit == 0 ? USUAL_PAGE : Math.min(limit, LONGEST_PAGE);
        var page = provisioners.stream().skip(from).limit(size).map(this::told).toList();
        var next = (long) from + size < provisioners.size() ? Integer.toString(from + size) : "";
        return Answer.json(200, Map.of("provisioners", page, "nextCursor", next));
    }

    private Map<String, Object> told(Provisioner provisioner) {
        var claims = Map.of(
                "minTLSCertDuration", GoDuration.text(lives.shortest()),
                "maxTLSCertDuration", GoDuration.text(lives.longest()),
                "defaultTLSCertDuration", GoDuration.text(lives.usual()));
        return switch (provisioner) {
            case Provisioner.Jwk jwk ->
                Map.of("type", "JWK", "name", jwk.name(), "key", jwk.key().toJSONObject(), "claims", claims);
            case Provisioner.X5c x5c ->
                Map.of("type", "X5C", "name", x5c.name(), "roots", base64(Pem.of(x5c.root())), "claims", claims);
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static int number(Call call, String name, int otherwise) throws Refusal {
        var text = call.query(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) return otherwise;
        if (!NUMBER.matcher(text.get()).matches()) {
            throw Refusal.badRequest(name + " '" + printable(text.get()) + "' is not an integer");
        }
        return Integer.parseInt(text.get());
    }

    private static String printable(String text) {
        var line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return line.substring(0, Math.min(line.length(), 40));
    }

    private Answer crl(Call call) {
        var list = revocations.current();
        var answer = call.query("pem").isPresent()
                ? Answer.text(200, PEM, pem(list.der()))
                : new Answer(200, "application/pkix-crl", list.der(), Map.of());
        return answer.with(
                "Expires",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(list.nextUpdate().atOffset(ZoneOffset.UTC)));
    }

    private static String pem(Body der) {
        return "-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(der.bytes())
                + "\n-----END X509 CRL-----\n";
    }
}
