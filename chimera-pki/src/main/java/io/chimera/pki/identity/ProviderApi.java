package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Handler;
import io.chimera.pki.https.Json;
import io.chimera.pki.identity.Challenge.Wanted;
import io.chimera.pki.identity.Desk.Asked;
import io.chimera.pki.identity.Desk.Opening.Later;
import io.chimera.pki.identity.Desk.Opening.Opened;
import io.chimera.pki.identity.Desk.Opening.TakenBack;
import io.chimera.pki.identity.Desk.Verdict;
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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The provider's HTTP interface. Errors are problem details (RFC 9457).
 *
 * <ul>
 *   <li>{@code POST /v1/challenges} with {@code {"telegramId","csr","deviceName"}}: 202 with {@code
 *       {"challengeId","expiresAt","retryAfter"}}, whether or not that person exists
 *   <li>{@code POST /v1/challenges/{id}/verify} with {@code {"code"}}: 200 with {@code
 *       {"ott","caUrl","audience","rootFingerprint","expiresAt"}}, or 401, whatever was wrong
 *   <li>{@code POST /v1/certificates} with {@code {"chain"}}: 204, or 404 if its key was not proven here
 *   <li>{@code GET /v1/standing}: 200 with {@code {"number","at","people"}}
 *   <li>{@code GET /v1/me/computers}, showing a certificate: 200 with {@code {"computers"}}
 *   <li>{@code POST /v1/me/computers/{key}/revocation} with {@code {"reason","note"}}, showing a certificate: 204
 *   <li>{@code GET /health}: 200
 * </ul>
 */
final class ProviderApi implements Handler {

    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final Pattern DISOWN = Pattern.compile("/v1/me/computers/([0-9a-f]{64})/revocation");
    private static final Pattern VERIFY = Pattern.compile("/v1/challenges/([A-Za-z0-9_-]{1,64})/verify");

    /** Neither a link nor an address nor a line of its own can be written with these. */
    private static final Pattern DEVICE = Pattern.compile("[\\p{L}\\p{N} '()_-]{1,40}");

    private final Desk desk;
    private final PeopleApi people;
    private final Optional<FirstChimeraApi> first;
    private final Records records;
    private final ProviderSettings settings;
    private final Clock clock;
    private final Turnstile looks = new Turnstile(Limits.LOOKS);

    ProviderApi(
            ProviderSettings settings,
            Desk desk,
            PeopleApi people,
            Optional<FirstChimeraApi> first,
            Records records,
            Clock clock) {
        this.desk = desk;
        this.people = people;
        this.first = first;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
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
        if (first.isPresent() && first.get().serves(call.path()))
            return first.get().answer(call);
        var verify = VERIFY.matcher(call.path());
        if (verify.matches()) {
            posted(call);
            return verify(verify.group(1), call);
        }
        var disown = DISOWN.matcher(call.path());
        if (disown.matches()) {
            posted(call);
            return people.disown(disown.group(1), call);
        }
        return switch (call.path()) {
            case "/v1/challenges" -> {
                posted(call);
                yield open(call);
            }
            case "/v1/certificates" -> {
                posted(call);
                yield people.show(call);
            }
            case "/v1/standing" -> {
                got(call);
                look(call);
                yield people.standing();
            }
            case "/v1/me/computers" -> {
                got(call);
                limit(call);
                yield people.computers(call);
            }
            case "/revoke_token" ->
                throw new Problem(
                        410,
                        "Tokens that revoke are not handed out: with them anybody took back anybody's certificate."
                                + " Revoke with the certificate itself, at the authority.");
            case "/health" -> {
                got(call);
                look(call);
                yield Answer.json(200, Map.of("status", "ok"));
            }
            default -> throw new Problem(404, "There is nothing here.");
        };
    }

    private static void got(Call call) throws Problem {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw new Problem(405, "This can be read only.", "Allow", "GET, HEAD");
        }
    }

    private void posted(Call call) throws Problem {
        if (!call.method().equals("POST")) throw new Problem(405, "Only POST does something here.", "Allow", "POST");
        limit(call);
        var type = call.header("content-type").orElse("");
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Problem(415, "The body must be application/json.");
        }
    }

    private void limit(Call call) throws Problem {
        var wait = records.pass(Asker.of(call.asker()), settings.limits().questions(), clock.instant());
        if (wait.isPresent()) throw tooMany(wait.get());
    }

    private void look(Call call) throws Problem {
        var wait = looks.pass(Asker.of(call.asker()), clock.instant());
        if (wait.isPresent()) throw tooMany(wait.get());
    }

    private Answer open(Call call) throws Problem {
        var body = read(call.body(), AskBody.class);
        var person = person(body.telegramId());
        if (!DEVICE.matcher(body.deviceName()).matches()) {
            throw new Problem(400, "deviceName has 1 to 40 letters, digits, blanks and ' ( ) _ - only.");
        }
        var request = request(body.csr(), person);
        var asked = new Asked(
                person,
                Optional.of(new Wanted(request.digest(), KeyFingerprint.of(request.key()))),
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
            case TakenBack _ -> throw new Problem(403, "csr: this key was taken back. Make another.");
        };
    }

    private Answer verify(String challengeId, Call call) throws Problem {
        var code = read(call.body(), ProofBody.class).code();
        if (!CODE.matcher(code).matches()) throw new Problem(400, "A code has eight digits.");
        return switch (desk.answer(challengeId, code)) {
            case Verdict.Right(var token) -> handedOut(token);
            case Verdict.Wrong _ -> throw denied();
            case Verdict.Later(var wait) -> throw tooMany(wait);
        };
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

    static AccountId person(String id) throws Problem {
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

    static <T> T read(Body body, Class<T> type) throws Problem {
        try {
            return Json.readStrictly(body, type);
        } catch (IOException e) {
            throw new Problem(400, "The body must be a JSON object with exactly the documented fields.");
        }
    }

    static Answer nothing() {
        return new Answer(204, "application/json", Body.of(""), Map.of());
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
