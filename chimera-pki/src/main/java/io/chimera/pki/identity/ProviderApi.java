package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.Json;
import io.chimera.pki.identity.Desk.Asked;
import io.chimera.pki.identity.Desk.Opening.Later;
import io.chimera.pki.identity.Desk.Opening.Opened;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.PeerNames;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The provider's HTTP interface. Errors are problem details (RFC 9457).
 *
 * <ul>
 *   <li>{@code POST /v1/challenges} with {@code {"telegramId","csr","deviceName"}}: 202 with {@code
 *       {"challengeId","expiresAt","retryAfter"}}, whether or not that person exists
 *   <li>{@code POST /v1/challenges/{id}/verify} with {@code {"code"}}: 200 with {@code
 *       {"ott","caUrl","audience","rootFingerprint","expiresAt"}}, or 401, whatever was wrong
 *   <li>{@code GET /health}: 200
 * </ul>
 */
final class ProviderApi implements Handler {

    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final Pattern VERIFY = Pattern.compile("/v1/challenges/([A-Za-z0-9_-]{1,64})/verify");

    /** Neither a link nor an address nor a line of its own can be written with these. */
    private static final Pattern DEVICE = Pattern.compile("[\\p{L}\\p{N} '()_-]{1,40}");

    private final Desk desk;
    private final ProviderSettings settings;
    private final Throttle askers;

    ProviderApi(Desk desk, ProviderSettings settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.askers = new Throttle(settings.limits().questions(), clock);
    }

    @Override
    public Answer answer(Call call) {
        try {
            return route(call);
        } catch (Problem problem) {
            return problem.answer();
        }
    }

    @Override
    public Answer trouble(int status) {
        return (status == 413
                        ? new Problem(413, "The request is larger than anything this service needs.")
                        : new Problem(status, "The identity provider has trouble of its own. Try again later."))
                .answer();
    }

    private Answer route(Call call) throws Problem {
        var verify = VERIFY.matcher(call.path());
        if (verify.matches()) {
            posted(call);
            return verify(verify.group(1), call);
        }
        return switch (call.path()) {
            case "/v1/challenges" -> {
                posted(call);
                yield open(call);
            }
            case "/health" -> Answer.json(200, Map.of("status", "ok"));
            default -> throw new Problem(404, "There is nothing here.");
        };
    }

    private void posted(Call call) throws Problem {
        if (!call.method().equals("POST")) throw new Problem(405, "Only POST does something here.", "Allow", "POST");
        var wait = askers.pass(Asker.of(call.asker()));
        if (wait.isPresent()) throw tooMany(wait.get());
        var type = call.header("content-type").orElse("");
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Problem(415, "The body must be application/json.");
        }
    }

    private Answer open(Call call) throws Problem {
        var body = read(call.body(), AskBody.class);
        var person = person(body.telegramId());
        if (!DEVICE.matcher(body.deviceName()).matches()) {
            throw new Problem(400, "deviceName has 1 to 40 letters, digits, blanks and ' ( ) _ - only.");
        }
        var asked = new Asked(
                person,
                request(body.csr(), person),
                body.deviceName().strip(),
                Asker.of(call.asker()),
                call.header("accept-language").orElse(""));
        return switch (desk.open(asked)) {
            case Opened(var challenge) ->
                Answer.json(
                        202,
                        new OpenedBody(
                                challenge.id(),
                                challenge.expiresAt(),
                                settings.limits().pause().toSeconds()));
            case Later(var wait) -> throw tooMany(wait);
        };
    }

    private Answer verify(String challengeId, Call call) throws Problem {
        var code = read(call.body(), ProofBody.class).code();
        if (!CODE.matcher(code).matches()) throw new Problem(400, "A code has eight digits.");
        return desk.answer(challengeId, code).map(this::handedOut).orElseThrow(ProviderApi::denied);
    }

    private Answer handedOut(OneTimeToken token) {
        return Answer.json(
                200,
                new TokenBody(
                        token.jwt(),
                        settings.caUrl().toString(),
                        settings.signAudience(),
                        settings.caFingerprint().hex(),
                        token.expiresAt()));
    }

    private static AccountId person(String id) throws Problem {
        if (!TELEGRAM_ID.matcher(id).matches()) {
            throw new Problem(400, "telegramId is a string of 1 to 16 digits that does not begin with 0.");
        }
        return new AccountId(Long.parseLong(id));
    }

    private static SigningRequest request(String csr, AccountId person) throws Problem {
        try {
            var request = SigningRequest.parse(csr);
            var weakness = Keys.weakness(request.key());
            if (weakness.isPresent()) throw new Problem(400, "csr: " + weakness.get() + ".");
            if (!request.commonName().equals(person.toString())) {
                throw new Problem(400, "csr: the common name must be the telegramId.");
            }
            if (!request.names().isEmpty() && !request.names().equals(PeerNames.sorted(person))) {
                throw new Problem(400, "csr: it may ask for no other names.");
            }
            return request;
        } catch (MalformedPem e) {
            throw new Problem(400, "csr: " + e.getMessage() + ".");
        }
    }

    private static <T> T read(Body body, Class<T> type) throws Problem {
        try {
            return Json.readStrictly(body, type);
        } catch (IOException e) {
            throw new Problem(400, "The body must be a JSON object with exactly the documented fields.");
        }
    }

    /** One and the same for a wrong code and a challenge that is over, used, or never was. */
    private static Problem denied() {
        return new Problem(401, "The code is not right, or its challenge is over. Look again, or ask for a new code.");
    }

    private static Problem tooMany(Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Problem(
                429, "Too many requests. Wait " + seconds + " s and try again.", "Retry-After", Long.toString(seconds));
    }

    private record AskBody(String telegramId, String csr, String deviceName) {}

    private record OpenedBody(String challengeId, Instant expiresAt, long retryAfter) {}

    private record ProofBody(String code) {}

    private record TokenBody(String ott, String caUrl, String audience, String rootFingerprint, Instant expiresAt) {}
}
