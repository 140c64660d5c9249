package io.chimera.pki.lab;

import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.Json;
import io.chimera.pki.lab.Issuer.Wish;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of step-ca's HTTP API that changes something: sign, renew, rekey, revoke. */
final class CaApi implements Handler {

    private static final Pattern SERIAL = Pattern.compile("[0-9]{1,50}|0[xX][0-9a-fA-F]{1,40}");
    private static final int LAST_REASON = 10;
    private static final int LONGEST_REASON = 1_000;

    private final TokenDesk tokens;
    private final Issuer issuer;
    private final CaLedger ledger;
    private final KeyAndChain intermediate;
    private final PublicPages pages;
    private final Clock clock;

    CaApi(TokenDesk tokens, Issuer issuer, CaLedger ledger, KeyAndChain intermediate, PublicPages pages, Clock clock) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.ledger = ledger;
        this.intermediate = intermediate;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        var answer = attempt(call);
        var id = call.header("x-request-id").filter(value -> value.matches("[A-Za-z0-9-]{1,64}"));
        return id.isPresent() ? answer.with("X-Request-Id", id.get()) : answer;
    }

    @Override
    public Answer trouble(int status) {
        return told(status == 413 ? Refusal.tooLarge() : Refusal.trouble(status));
    }

    private Answer attempt(Call call) {
        try {
            return route(call);
        } catch (Refusal refusal) {
            return told(refusal);
        }
    }

    private Answer route(Call call) throws Refusal {
        var path = call.path().startsWith("/1.0/") ? call.path().substring(4) : call.path();
        return switch (path) {
            case "/sign" -> posted(call, this::sign);
            case "/renew" -> posted(call, this::renew);
            case "/rekey" -> posted(call, this::rekey);
            case "/revoke" -> posted(call, this::revoke);
            default -> pages.answer(path, call);
        };
    }

    private static Answer posted(Call call, Action action) throws Refusal {
        return call.method().equals("POST") ? action.on(call) : PublicPages.wrongMethod();
    }

    private Answer sign(Call call) throws Refusal {
        var body = read(call.body(), SignBody.class);
        var request = request(body.csr());
        if (body.ott() == null || body.ott().isBlank()) throw Refusal.badRequest("missing ott");
        var wish = new Wish(moment(body.notBefore()), moment(body.notAfter()));
        var permission = tokens.admit(body.ott().strip(), "sign");
        return signed(issuer.sign(request, permission, wish));
    }

    private Answer renew(Call call) throws Refusal {
        var shown = shown(call);
        return signed(issuer.renew(shown, shown.getPublicKey()));
    }

    private Answer rekey(Call call) throws Refusal {
        var shown = shown(call);
        return signed(issuer.renew(
                shown, request(read(call.body(), SignBody.class).csr()).key()));
    }

    private Answer revoke(Call call) throws Refusal {
        var body = read(call.body(), RevokeBody.class);
        var serial = serial(body.serial());
        if (body.reasonCode() < 0 || body.reasonCode() > LAST_REASON) {
            throw Refusal.badRequest("reasonCode out of bounds");
        }
        if (!body.passive()) throw Refusal.notImplemented();
        authorizeRevocation(call, serial, body.ott());
        var reason = Optional.ofNullable(body.reason()).orElse("");
        var kept = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        if (!ledger.revoke(serial, body.reasonCode(), kept, clock.instant())) {
            throw Refusal.badRequest("certificate with serial number '" + serial + "' is already revoked");
        }
        return Answer.json(200, Map.of("status", "ok"));
    }

    private void authorizeRevocation(Call call, BigInteger serial, @Nullable String ott) throws Refusal {
        if (ott != null && !ott.isBlank()) {
            var permission = tokens.admit(ott.strip(), "revoke");
            if (!permission.subject().equals(serial.toString())) {
                throw Refusal.forbidden("token subject and serial number do not match");
            }
        } else if (!shown(call).getSerialNumber().equals(serial)) {
            throw Refusal.forbidden(
                    "request serial number '" + serial + "' and certificate serial number do not match");
        }
    }

    private static X509Certificate shown(Call call) throws Refusal {
        return call.client().orElseThrow(() -> Refusal.badRequest("missing client certificate"));
    }

    private Answer signed(X509Certificate leaf) {
        var crt = Pem.of(leaf);
        var ca = Pem.of(intermediate.certificate());
        return Answer.json(201, new SignReply(crt, ca, List.of(crt, ca), TlsOptions.STEP));
    }

    private static SigningRequest request(@Nullable String csr) throws Refusal {
        if (csr == null || csr.isEmpty()) throw Refusal.badRequest("missing csr");
        try {
            return SigningRequest.parse(csr);
        } catch (MalformedPem e) {
            throw Refusal.badRequest("invalid csr");
        }
    }

    private static BigInteger serial(@Nullable String text) throws Refusal {
        if (text == null || !SERIAL.matcher(text).matches()) {
            throw Refusal.badRequest("not a valid serial number - use a base 10 representation or a base 16"
                    + " representation with '0x' prefix");
        }
        return text.length() > 1 && "xX".indexOf(text.charAt(1)) >= 0
                ? new BigInteger(text.substring(2), 16)
                : new BigInteger(text);
    }

    private static Optional<Moment> moment(@Nullable String text) throws Refusal {
        if (text == null || text.isEmpty()) return Optional.empty();
        return Optional.of(Moment.parse(text).orElseThrow(() -> Refusal.badRequest("error decoding json")));
    }

    private static <T> T read(Body body, Class<T> type) throws Refusal {
        try {
            return Json.read(body, type);
        } catch (IOException e) {
            throw Refusal.badRequest("error decoding json");
        }
    }

    private static Answer told(Refusal refusal) {
        return Answer.json(refusal.status(), new ErrorReply(refusal.status(), refusal.getMessage()));
    }

    @FunctionalInterface
    private interface Action {
        Answer on(Call call) throws Refusal;
    }

    private record SignBody(
            @Nullable String csr,
            @Nullable String ott,
            @Nullable String notBefore,
            @Nullable String notAfter) {}

    private record RevokeBody(
            @Nullable String serial,
            @Nullable String ott,
            int reasonCode,
            @Nullable String reason,
            boolean passive) {}

    private record SignReply(String crt, String ca, List<String> certChain, TlsOptions tlsOptions) {}

    private record TlsOptions(List<String> cipherSuites, double minVersion, double maxVersion, boolean renegotiation) {
        static final TlsOptions STEP = new TlsOptions(
                List.of(
                        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                1.2,
                1.3,
                false);
    }

    private record ErrorReply(int status, @Nullable String message) {}
}
