package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.identity.CodeSender;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.telegram.carrier.Departures.Fate;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends one-time codes by Telegram, from an account or a bot of the provider's own. Who it cannot write to, because they
 * have never written to it or have blocked it, gets no code. Each sending takes half a minute at most.
 */
public final class TelegramCodeSender implements CodeSender, AutoCloseable {

    private static final Duration FOR_TELEGRAM = Duration.ofSeconds(10);

    /** Who writes to strangers too often is told so, without a time; an hour is what others waited. */
    private static final Duration AFTER_COMPLAINTS = Duration.ofHours(1);

    private static final int FLOOD = 429;
    private static final int BAD = 400;
    private static final int FORBIDDEN = 403;
    private static final Pattern SECONDS = Pattern.compile("(?i)retry after ([0-9]{1,7})|FLOOD_WAIT_([0-9]{1,7})");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Set<String> OF_STRANGERS = Set.of("PEER_ID_INVALID", "USER_ID_INVALID", "CHAT_ID_INVALID");
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    private final Line line;
    private final Departures departures = new Departures();
    private final Handover handover;
    private final CodeAccount account;
    private final Breaker breaker;
    private final Pace pace;

    private TelegramCodeSender(Parts parts) {
        this.pace = parts.pace();
        this.line = new Line(pace.answer());
        this.handover = new Handover(line, departures, pace.outcome());
        this.breaker = new Breaker(parts.clock());
        this.account = new CodeAccount(
                parts.sessions(), parts.applications(), parts.folder(), parts.botToken(), pace, line, departures);
    }

    /**
     * What it needs.
     *
     * @param folder of the account's TDLib; its owner's only, made if there is none
     * @param botToken to sign in with if nobody is; empty if the account is signed in by a person
     */
    public record Parts(
            TdSessions sessions,
            Applications applications,
            Path folder,
            Optional<String> botToken,
            Pace pace,
            Clock clock) {
        @Override
        public String toString() {
            return "Parts[" + folder + "]";
        }
    }

    /** What suits codes, which are worth nothing after five minutes. */
    public static Pace pace() {
        return new Pace(
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    /** Opens the account. Returns at once; what stands in its way is {@link #trouble}. */
    public static TelegramCodeSender open(Parts parts) {
        var sender = new TelegramCodeSender(parts);
        sender.account.open();
        return sender;
    }

    /** What stands in the way of codes, and what to do about it, a sentence; empty if all is well. */
    public Optional<String> trouble() {
        var pause = breaker.pause();
        if (pause.isPresent())
            return Optional.of("No codes are sent before " + pause.get().until() + ", because "
                    + pause.get().why() + ". They are sent again after that by themselves.");
        return account.trouble().map(why -> "No codes can be sent, because " + why + ".");
    }

    /** Whether codes are sent from this account now. */
    public boolean isFrom(AccountId sender) {
        return account.isOf(sender);
    }

    /** Opens the account again that was {@linkplain #close closed}, because somebody else has signed in meanwhile. */
    public void reopen() {
        account.open();
    }

    @Override
    public void send(AccountId to, String text) throws UndeliverableCode {
        var pause = breaker.pause();
        if (pause.isPresent()) throw new UndeliverableCode(pause.get().why());
        try {
            if (!account.awaitReady(FOR_TELEGRAM))
                throw new UndeliverableCode(account.trouble().orElse("Telegram cannot be reached"));
            send(chatWith(to), text);
        } catch (TdFailure failure) {
            throw refused(failure.code(), String.valueOf(failure.getMessage()));
        } catch (IOException _) {
            breaker.heardNothing();
            throw new UndeliverableCode("Telegram did not answer");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UndeliverableCode("the provider was closed");
        }
    }

    private long chatWith(AccountId person) throws TdFailure, IOException, InterruptedException {
        var request = Line.request("createPrivateChat")
                .put("user_id", person.telegramUser())
                .put("force", false);
        return line.ask(request).path("id").asLong(0);
    }

    private void send(long chat, String text) throws TdFailure, IOException, InterruptedException, UndeliverableCode {
        var content = Outgoing.content(new Body.Text(text));
        var letter = new Outgoing(new DialogId(chat), content, Optional.empty(), OptionalLong.empty());
        var ticket = Handover.ticket(handover.give(letter));
        try (var claim = departures.claim(ticket)) {
            judge(ticket, claim.await(pace.outcome()));
        }
    }

    private void judge(Ticket ticket, Optional<Fate> fate) throws UndeliverableCode {
        if (fate.isEmpty()) {
            handover.remove(ticket); // else it would come when nobody waits for it any more
            breaker.heardNothing();
            throw new UndeliverableCode("Telegram did not say that it has it");
        }
        switch (fate.get()) {
            case Fate.Taken _ -> breaker.sent();
            case Fate.Failed(var code, var message) -> {
                handover.remove(ticket);
                throw refused(code, message);
            }
        }
    }

    private UndeliverableCode refused(int code, String message) {
        if (code == FLOOD) {
            breaker.asked(asked(message), "Telegram asks for a pause");
            return new UndeliverableCode("Telegram asks for a pause");
        }
        if (message.contains("PEER_FLOOD")) {
            breaker.asked(AFTER_COMPLAINTS, "Telegram does not let this account write to strangers now");
            return new UndeliverableCode("Telegram does not let this account write to strangers now");
        }
        if (isStranger(code, message))
            return new UndeliverableCode(
                    "this person is not known to the provider's Telegram account: they have to write to it first");
        if (code == FORBIDDEN) return new UndeliverableCode("this person does not take messages from the provider");
        return new UndeliverableCode(reason(code, message));
    }

    /** What TDLib itself has to say is a sentence; what Telegram says is a name. */
    private static boolean isStranger(int code, String message) {
        return code == BAD && (!NAME.matcher(message).matches() || OF_STRANGERS.contains(message));
    }

    private static String reason(int code, String message) {
        return switch (Refusals.outcome(code, message, false)) {
            case Refused(var why) -> why;
            case Unreachable(var why) -> why;
            default -> "something went wrong at Telegram";
        };
    }

    private static Duration asked(String message) {
        var found = SECONDS.matcher(message);
        if (!found.find()) return UNTOLD;
        var seconds = found.group(1) == null ? found.group(2) : found.group(1);
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** TDLib writes down what it knows; codes under way are not waited for. */
    @Override
    public void close() {
        account.close();
    }
}
