package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.Account;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Opening;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.neighbour.Refusal.Kind;
import io.chimera.core.signin.SignOuts;
import io.chimera.web.neighbour.Nearby;
import io.chimera.web.sign.OpenAccounts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, their place on the LAN, and who is near. */
@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts", description = "Accounts known on this computer, their place on the LAN, and who is near")
class AccountsApi {

    /** As Telegram has it. */
    private static final int LONGEST_NAME = 64;

    private final OpenAccounts accounts;
    private final Api api;
    private final Nearby nearby;
    private final Optional<SignOuts> signOuts;

    AccountsApi(OpenAccounts accounts, Api api, Nearby nearby, Optional<SignOuts> signOuts) {
        this.signOuts = signOuts;
        this.accounts = accounts;
        this.api = api;
        this.nearby = nearby;
    }

    /** An account. */
    record AccountJson(long id, String name, boolean open, boolean cloud, LanJson lan) {}

    /** A place on the LAN. */
    record LanJson(
            @Schema(description = "OFF: switched off. ON: takes part. DOWN: wanted, but something stops it")
            State state,

            @Schema(description = "The TCP port neighbours connect to, while it is on") @Nullable
            Integer port,

            @Schema(description = "What stops it, while it is down") @Nullable
            String why) {

        enum State {
            OFF,
            ON,
            DOWN
        }

        static LanJson of(LanState lan) {
            return switch (lan) {
                case LanState.Off() -> new LanJson(State.OFF, null, null);
                case LanState.On(int port) -> new LanJson(State.ON, port, null);
                case LanState.Down(var why) -> new LanJson(State.DOWN, null, why);
            };
        }
    }

    @GetMapping
    @Operation(summary = "Accounts known here", description = "The longest known first, open or not.")
    List<AccountJson> all() {
        return accounts.all().stream().map(this::json).toList();
    }

    private AccountJson json(Account account) {
        var open = accounts.alreadyOpen(account.id());
        return new AccountJson(
                account.id().telegramUser(),
                account.name(),
                open.isPresent(),
                open.map(Messenger::cloudOnline).orElse(false),
                open.map(Messenger::lan).map(LanJson::of).orElseGet(() -> LanJson.of(new LanState.Off())));
    }

    /** Whether to take part. */
    record LanForm(@Nullable Boolean on) {}

    @PostMapping("/{account}/lan")
    @Operation(
            summary = "Switch the LAN on or off",
            description = "Remembered. Returns once it is so: announcing and listening, or everything ended.")
    LanJson lan(@PathVariable long account, @RequestBody LanForm form) {
        if (form.on() == null) throw Problem.invalid("on is missing", "Send {\"on\": true} or {\"on\": false}.");
        var me = api.messenger(account);
        me.switchLan(form.on());
        return LanJson.of(me.lan());
    }

    /** Somebody near. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NeighbourJson(
            long id,

            @Schema(description = "Their name, if they are a contact") @Nullable
            String name,

            @Schema(description = "Whether a connection proved who they are; else it is only a claim")
            boolean proven,

            @Schema(description = "Why they are not talked to directly, although they proved who they are") @Nullable
            Kind refused,

            @Schema(description = "What exactly was found then") @Nullable
            String refusedWhy,

            String address,
            String dialect,
            Instant since,
            Instant lastHeard) {}

    @GetMapping("/{account}/neighbours")
    @Operation(summary = "Who is near", description = "The longest near first; nobody while the account's LAN is off.")
    List<NeighbourJson> neighbours(@PathVariable long account) {
        var me = api.messenger(account);
        return nearby.allFor(me).stream().map(neighbour -> json(me, neighbour)).toList();
    }

    private static NeighbourJson json(Messenger me, Neighbour neighbour) {
        var refusal = me.refusal(neighbour.contact());
        return new NeighbourJson(
                neighbour.contact().telegramUser(),
                me.read(view -> view.contacts().find(neighbour.contact()))
                        .map(Contact::name)
                        .orElse(null),
                neighbour.proven(),
                refusal.map(Refusal::kind).orElse(null),
                refusal.map(Refusal::why).orElse(null),
                written(neighbour.endpoints().getFirst().address()),
                neighbour.dialect().name().toLowerCase(Locale.ROOT),
                neighbour.since(),
                neighbour.lastHeard());
    }

    private static String written(InetSocketAddress address) {
        var host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Whom to write to. */
    record PhoneForm(
            @Nullable String phone,

            @Schema(description = "With it they are put into the contacts in the cloud, under this name") @Nullable
            String name) {}

    @PostMapping("/{account}/dialogs")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Open the dialog with a telephone number",
            description =
                    "It is made if there is none. The cloud is asked who has the number; with a name, they are put into"
                            + " the contacts there.")
    DialogsApi.DialogJson open(@PathVariable long account, @RequestBody PhoneForm form) throws InterruptedException {
        var me = api.messenger(account);
        try {
            return switch (opening(me, form)) {
                case Opening.Opened(var dialog) ->
                    DialogsApi.json(
                            me,
                            me.read(view -> view.dialogs().summary(dialog.id())).orElseThrow());
                case Opening.Nobody() ->
                    throw new Problem(
                            HttpStatus.NOT_FOUND,
                            "nobody",
                            "Nobody has this number",
                            "The cloud knows nobody with this number who can be written to. Check the country code.");
                case Opening.Yourself() ->
                    throw new Problem(
                            HttpStatus.CONFLICT, "yourself", "It is your own number", "Give somebody else's number.");
            };
        } catch (IOException unreachable) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "cloud-unreachable",
                    "The cloud cannot be asked now",
                    "Whose number it is could not be looked up. Try again when the cloud can be reached.");
        }
    }

    private static Opening opening(Messenger me, PhoneForm form) throws IOException, InterruptedException {
        var number = number(form);
        if (form.name() == null) return me.open(number);
        var name = form.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw Problem.invalid(
                    "It is no name",
                    "Send 1 to " + LONGEST_NAME + " characters, or no name to leave the contacts alone.");
        return me.add(number, name);
    }

    /** What is to become of what is here. */
    record SignOutForm(
            @Schema(description = "Whether everything of the account is removed from this computer as well")
            boolean forget) {}

    @PostMapping("/{account}/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Sign out of the cloud",
            description = "The cloud forgets this computer. What is here stays and can be read, unless it is to be"
                    + " forgotten.")
    void signOut(@PathVariable long account, @RequestBody SignOutForm form) throws InterruptedException {
        var id = api.messenger(account).account();
        var there = signOuts.orElseThrow(() -> new Problem(
                HttpStatus.CONFLICT, "no-signing-in", "Nobody can sign out here", "This Chimera has no Telegram."));
        try {
            if (form.forget()) there.forget(id);
            else there.signOut(id);
        } catch (IOException failed) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "cloud-unreachable",
                    "The account is still signed in",
                    String.valueOf(failed.getMessage()));
        }
    }

    private static PhoneNumber number(PhoneForm form) {
        try {
            return PhoneNumber.parse(form.phone() == null ? "" : form.phone());
        } catch (IllegalArgumentException _) {
            throw Problem.invalid(
                    "It is no telephone number",
                    "Send {\"phone\": \"+5521990001002\"}: a plus sign, country code, number.");
        }
    }
}
