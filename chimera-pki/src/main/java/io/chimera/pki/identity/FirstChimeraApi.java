package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.Json;
import io.chimera.pki.identity.Desk.Asked;
import io.chimera.pki.identity.Desk.Opening;
import io.chimera.pki.identity.Desk.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What programs of the first Chimera ask: {@code /registration} for a code and {@code /send_token} for a token, in its
 * words, with this provider's codes and limits. Its answers have status 200 whatever they say; its content types are not
 * looked at.
 *
 * <p>It names neither a challenge nor a request, so a code belongs to the newest challenge of a person and an address,
 * and a token to whoever has it.
 */
final class FirstChimeraApi {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final String DEVICE = "Chimera 1";
    private static final String SENT = "1111";

    private final Desk desk;
    private final Records records;
    private final Limits limits;
    private final Clock clock;

    FirstChimeraApi(Desk desk, Records records, Limits limits, Clock clock) {
        this.desk = desk;
        this.records = records;
        this.limits = limits;
        this.clock = clock;
    }

    boolean serves(String path) {
        return path.equals("/registration") || path.equals("/send_token");
    }

    Answer answer(Call call) throws Problem {
        if (!call.method().equals("POST")) throw new Problem(405, "Only POST does something here.", "Allow", "POST");
        var asker = Asker.of(call.asker());
        var pass = records.pass(asker, limits.questions(), clock.instant()).isEmpty();
        return call.path().equals("/registration") ? register(call, asker, pass) : token(call, asker, pass);
    }

    private Answer register(Call call, String asker, boolean pass) {
        if (!pass) return text("Error, multiple token requests");
        var person = read(call, RegistrationBody.class).flatMap(body -> person(body.number()));
        if (person.isEmpty()) return text("Error, invalid number");
        var languages = call.header("accept-language").orElse("");
        return switch (desk.open(new Asked(person.get(), Optional.empty(), DEVICE, asker, languages))) {
            case Opening.Opened _ -> text(SENT);
            case Opening.Later _, Opening.TakenBack _ -> text("Error, multiple token requests");
        };
    }

    private Answer token(Call call, String asker, boolean pass) {
        if (!pass) return told("Server error");
        var body = read(call, TokenBody.class);
        var person = body.flatMap(said -> person(said.number()));
        var code = body.flatMap(said -> Optional.ofNullable(said.token()))
                .filter(said -> CODE.matcher(said).matches());
        if (person.isEmpty() || code.isEmpty()) return told("Error, invalid number or Telegram token");
        return switch (desk.answer(person.get(), asker, code.get())) {
            case Verdict.Right(var token) -> told(token.jwt() + "\n");
            case Verdict.Wrong _ -> told("Error, wrong Telegram token");
            case Verdict.Later _ -> told("Server error");
        };
    }

    private static Optional<AccountId> person(@Nullable String number) {
        return Optional.ofNullable(number)
                .filter(said -> ID.matcher(said).matches())
                .map(said -> new AccountId(Long.parseLong(said)));
    }

    private static <T> Optional<T> read(Call call, Class<T> type) {
        try {
            return Optional.of(Json.read(call.body(), type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Answer text(String text) {
        return Answer.text(200, "text/html; charset=utf-8", text);
    }

    private static Answer told(String message) {
        return Answer.json(200, Map.of("msg", message));
    }

    private record RegistrationBody(@Nullable String number) {}

    private record TokenBody(
            @Nullable String number, @Nullable String token) {}
}
