package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.Optional;

/** Signing in: by a code, a password, a picture on another device, or as a bot; and out again. */
final class AuthCalls {

    private static final int SECONDS_OF_A_TOKEN = 30;
    private static final int SHORTEST_NUMBER = 5;

    private final World world;
    private final Logins logins;
    private final Faults faults;
    private final Wire wire;

    AuthCalls(World world, Logins logins, Faults faults, Wire wire) {
        this.world = world;
        this.logins = logins;
        this.faults = faults;
        this.wire = wire;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("auth.sendCode", this::sendCode)
                .on("auth.resendCode", this::resendCode)
                .on("account.sendVerifyEmailCode", this::sendToEmail)
                .on("account.verifyEmail", this::verifyEmail)
                .always(true, "auth.cancelCode")
                .on("auth.signIn", this::signIn)
                .on("auth.signUp", this::signUp)
                .on("auth.checkPassword", this::checkPassword)
                .on("account.getPassword", this::password)
                .on("auth.exportLoginToken", this::exportToken)
                .on("auth.acceptLoginToken", this::acceptToken)
                .on("auth.importBotAuthorization", this::importBot)
                .on("auth.bindTempAuthKey", this::bind)
                .on("auth.logOut", this::logOut);
    }

    private Tl sendCode(Call call) throws RpcFailure {
        var phone = World.digits(call.query().text("phone_number"));
        if (!logins.isApplication(
                call.query().integer("api_id", 0), call.query().text("api_hash")))
            throw new RpcFailure(400, "API_ID_INVALID");
        if (phone.length() < SHORTEST_NUMBER || phone.chars().distinct().count() == 1)
            throw new RpcFailure(400, "PHONE_NUMBER_INVALID");
        if (faults.isBanned(phone)) throw new RpcFailure(400, "PHONE_NUMBER_BANNED");
        var ways = logins.ways(phone);
        return sent(
                logins.newCode(phone), ways.emailFirst() ? "auth.sentCodeTypeSetUpEmailRequired" : ways.first(), ways);
    }

    private Tl resendCode(Call call) {
        var phone = World.digits(call.query().text("phone_number"));
        return sent(logins.newCode(phone), logins.ways(phone).next(), Logins.Ways.usual());
    }

    private static Tl sent(Logins.Code code, String way, Logins.Ways ways) {
        return Tl.of("auth.sentCode", "type", type(way, code), "phone_code_hash", code.hash)
                .with("next_type", Tl.of("auth.codeType" + ways.next().substring("auth.sentCodeType".length())))
                .with("timeout", ways.seconds() > 0 ? ways.seconds() : null);
    }

    private static Tl type(String way, Logins.Code code) {
        var type = Tl.of(way);
        return way.endsWith("SetUpEmailRequired") ? type : type.with("length", code.digits.length());
    }

    /** To an address that is given now, because Telegram wants one. */
    private Tl sendToEmail(Call call) throws RpcFailure {
        var address = call.query().text("email");
        if (address.indexOf('@') < 1) throw new RpcFailure(400, "EMAIL_INVALID");
        var code = logins.newCode(call.query().tl("purpose").text("phone_number"));
        return Tl.of(
                "account.sentEmailCode",
                "email_pattern",
                address.charAt(0) + "***@***",
                "length",
                code.digits.length());
    }

    private Tl verifyEmail(Call call) throws RpcFailure {
        var phone = call.query().tl("purpose").text("phone_number");
        var code = logins.code(phone).orElseThrow(() -> new RpcFailure(400, "EMAIL_VERIFY_EXPIRED"));
        if (!code.digits.equals(call.query().tl("verification").text("code", "")))
            throw new RpcFailure(400, "CODE_INVALID");
        var next = logins.newCode(phone);
        return Tl.of("account.emailVerifiedLogin", "email", "a***@***")
                .with("sent_code", sent(next, "auth.sentCodeTypeApp", Logins.Ways.usual()));
    }

    private Tl signIn(Call call) throws RpcFailure {
        var phone = call.query().text("phone_number");
        mustHaveTheCode(call, call.query().text("phone_code", ""));
        var who = world.byPhone(phone);
        if (who.isEmpty()) return Tl.of("auth.authorizationSignUpRequired");
        return authorized(logins.signIn(call.session(), who.get()));
    }

    private void mustHaveTheCode(Call call, String digits) throws RpcFailure {
        if (digits.isEmpty()) throw new RpcFailure(400, "PHONE_CODE_EMPTY");
        var code = logins.code(call.query().text("phone_number"))
                .orElseThrow(() -> new RpcFailure(400, "PHONE_CODE_EXPIRED"));
        if (code.expired || !code.hash.equals(call.query().text("phone_code_hash")))
            throw new RpcFailure(400, "PHONE_CODE_EXPIRED");
        if (!code.digits.equals(digits)) throw new RpcFailure(400, "PHONE_CODE_INVALID");
    }

    private Tl signUp(Call call) throws RpcFailure {
        var name =
                new Profile.Name(call.query().text("first_name"), call.query().text("last_name"));
        if (name.first().isBlank()) throw new RpcFailure(400, "FIRSTNAME_INVALID");
        var phone = call.query().text("phone_number");
        if (logins.code(phone).isEmpty()) throw new RpcFailure(400, "PHONE_CODE_EXPIRED");
        return authorized(logins.enter(call.session(), world.addStranger(phone, name)));
    }

    private Tl authorized(Profile who) {
        return Tl.of("auth.authorization", "user", new Cast(world, who).seen(who));
    }

    private Tl password(Call call) throws RpcFailure {
        var who = logins.halfAt(call.session()).orElseThrow(() -> new RpcFailure(401, "AUTH_KEY_UNREGISTERED"));
        return who.password()
                .map(password -> logins.challenge(call.session(), password).asked())
                .orElseGet(Password::none);
    }

    private Tl checkPassword(Call call) throws RpcFailure {
        var who = logins.halfAt(call.session()).orElseThrow(() -> new RpcFailure(401, "AUTH_KEY_UNREGISTERED"));
        var challenge = logins.challenge(call.session()).orElseThrow(() -> new RpcFailure(400, "SRP_ID_INVALID"));
        if (!challenge.isAnsweredBy(call.query().tl("password"))) throw new RpcFailure(400, "PASSWORD_HASH_INVALID");
        return authorized(logins.enter(call.session(), who));
    }

    private Tl exportToken(Call call) throws RpcFailure {
        var accepted = logins.token(call.session()).map(token -> token.acceptedBy);
        if (accepted.isPresent()) {
            var who = logins.signIn(call.session(), accepted.get());
            return Tl.of("auth.loginTokenSuccess", "authorization", authorized(who));
        }
        var token = logins.newToken(call.session());
        return Tl.of("auth.loginToken", "expires", world.now() + SECONDS_OF_A_TOKEN, "token", token.bytes);
    }

    private Tl acceptToken(Call call) throws RpcFailure {
        var token =
                logins.token(call.query().bytes("token")).orElseThrow(() -> new RpcFailure(400, "AUTH_TOKEN_INVALID"));
        accept(token, call.me());
        return AccountCalls.authorization(token.computer, Optional.empty(), world.now());
    }

    /** Every picture that is shown now is to be replaced. */
    void replaceTokens() {
        logins.shownTokens().forEach(computer -> wire.tell(computer, Tl.of("updateLoginToken")));
    }

    /** Somebody says with another device that whoever shows this token is they. */
    void accept(Logins.Token token, Profile who) {
        token.acceptedBy = who;
        wire.tell(token.computer, Tl.of("updateLoginToken"));
    }

    private Tl importBot(Call call) throws RpcFailure {
        var token = call.query().text("bot_auth_token");
        var bot = world.people().stream()
                .filter(person -> person.bot && token.equals(person.id + ":" + person.accessHash))
                .findFirst()
                .orElseThrow(() -> new RpcFailure(400, "ACCESS_TOKEN_INVALID"));
        return authorized(logins.enter(call.session(), bot));
    }

    private Object bind(Call call) {
        logins.bind(call.session(), call.query().number("perm_auth_key_id"));
        return true;
    }

    private Tl logOut(Call call) {
        logins.signOut(call.session());
        return Tl.of("auth.loggedOut");
    }
}
