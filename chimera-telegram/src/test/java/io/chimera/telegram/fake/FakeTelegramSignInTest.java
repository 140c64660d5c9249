package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How people come in, and out again. */
class FakeTelegramSignInTest extends FakeTelegramScene {

    private final Person ana = somebody("Ana Figueira");

    @Test
    void aCodeSignsIn() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        device.awaitsConnection("Ready");
        enter(device, ana.phone());
        assertThat(device.awaitsAuthorization("WaitCode")
                        .at("/code_info/type/@type")
                        .asString())
                .isEqualTo("authenticationCodeTypeTelegramMessage");
        assertRefused("PHONE_CODE_INVALID", () -> answer(device, other(fake.codeOf(ana.phone()))));
        answer(device, fake.codeOf(ana.phone()));
        device.awaitsAuthorization("Ready");

        var me = device.ask(device.request("getMe"));
        assertThat(me.path("id").asLong()).isEqualTo(ana.id());
        assertThat("+" + me.path("phone_number").asString()).isEqualTo(ana.phone());
        assertThat(me.path("first_name").asString()).isEqualTo("Ana");
        assertThat(ana.computers()).isEqualTo(1);
    }

    @Test
    void aCodeIsGoodForAWhileAndAnotherCanBeHad() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        enter(device, ana.phone());
        device.awaitsAuthorization("WaitCode");
        fake.expireCode(ana.phone());
        assertRefused("PHONE_CODE_EXPIRED", () -> answer(device, fake.codeOf(ana.phone())));

        device.ask("resendAuthenticationCode", request -> {});
        soon().until(() -> device.awaitsAuthorization("WaitCode")
                .at("/code_info/type/@type")
                .asString()
                .equals("authenticationCodeTypeSms"));
        answer(device, fake.codeOf(ana.phone()));
        device.awaitsAuthorization("Ready");
    }

    @Test
    void whoHasAPasswordGivesItToo() throws Exception {
        ana.hasPassword("correct horse", "an animal");
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        enter(device, ana.phone());
        device.awaitsAuthorization("WaitCode");
        answer(device, fake.codeOf(ana.phone()));

        assertThat(device.awaitsAuthorization("WaitPassword")
                        .path("password_hint")
                        .asString())
                .isEqualTo("an animal");
        assertThat(ana.computers()).isZero();
        assertRefused("PASSWORD_HASH_INVALID", () -> password(device, "wrong horse"));
        password(device, "correct horse");
        device.awaitsAuthorization("Ready");
    }

    @Test
    void aPictureThatAnotherDeviceReadsSignsIn() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        var link = picture(device);
        assertRefused("unexpected", () -> enter(device, ana.phone()));

        ana.accepts(link);
        device.awaitsAuthorization("Ready");
        assertThat(device.ask(device.request("getMe")).path("id").asLong()).isEqualTo(ana.id());
    }

    @Test
    void theOtherDeviceMayBeATdlibToo() throws Exception {
        var first = deviceOf(ana);
        var second = device();
        second.awaitsAuthorization("WaitPhoneNumber");
        var link = picture(second);
        first.ask("confirmQrCodeAuthentication", request -> request.put("link", link));
        second.awaitsAuthorization("Ready");
        assertThat(ana.computers()).isEqualTo(2);
    }

    @Test
    void aPictureDoesNotStandInForAPassword() throws Exception {
        ana.hasPassword("correct horse", "");
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        ana.accepts(picture(device));
        device.awaitsAuthorization("WaitPassword");
        password(device, "correct horse");
        device.awaitsAuthorization("Ready");
    }

    @Test
    void someNumbersAreRefused() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        fake.ban("+55 21 3333-3333");
        assertRefused("PHONE_NUMBER_BANNED", () -> enter(device, "+55 21 3333-3333"));
        assertRefused("PHONE_NUMBER_INVALID", () -> enter(device, "12"));
        device.awaitsAuthorization("WaitPhoneNumber");
    }

    @Test
    void whoAsksForCodesTooOftenHasToWait() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        fake.floodNextCode(3_000);
        assertRefused("Too Many Requests: retry after 3000", () -> enter(device, ana.phone()));
        enter(device, ana.phone());
        device.awaitsAuthorization("WaitCode");
    }

    @Test
    void whoIsNewSaysTheirName() throws Exception {
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        enter(device, "+55 21 4444-4444");
        device.awaitsAuthorization("WaitCode");
        answer(device, fake.codeOf("+55 21 4444-4444"));
        device.awaitsAuthorization("WaitRegistration");
        device.ask("registerUser", request -> request.put("first_name", "Davi").put("last_name", "Lima"));
        device.awaitsAuthorization("Ready");
        assertThat(fake.person("+55 21 4444-4444").computers()).isEqualTo(1);
    }

    @Test
    void aBotHasAToken() throws Exception {
        var bot = fake.addBot(77_001, "Helper");
        var device = device();
        device.awaitsAuthorization("WaitPhoneNumber");
        assertRefused(
                "ACCESS_TOKEN_INVALID",
                () -> device.ask("checkAuthenticationBotToken", request -> request.put("token", "1:2")));
        device.ask("checkAuthenticationBotToken", request -> request.put("token", bot.token()));
        device.awaitsAuthorization("Ready");
        assertThat(device.ask(device.request("getMe")).at("/type/@type").asString())
                .isEqualTo("userTypeBot");
    }

    @Test
    void signingOutEndsTheClient() throws Exception {
        var device = deviceOf(ana);
        device.ask(device.request("logOut"));
        device.awaitsAuthorization("Closed");
        assertThat(device.states()).endsWith("LoggingOut", "Closed").doesNotContain("Closing");
        assertThat(ana.computers()).isZero();
    }

    @Test
    void whoIsClosedComesBackWithoutSigningIn() throws Exception {
        var device = device("a device of Ana's").signsIn(fake, ana);
        device.close();
        assertThat(device.states()).endsWith("Closing", "Closed");

        var again = device("a device of Ana's");
        again.awaitsAuthorization("Ready");
        again.awaitsConnection("Ready");
        assertThat(again.states()).doesNotContain("WaitPhoneNumber");
    }

    @Test
    void whoIsSignedOutElsewhereHearsOfIt() throws Exception {
        var device = deviceOf(ana);
        fake.revoke(ana);
        device.awaitsAuthorization("Closed");
        assertThat(device.states()).endsWith("LoggingOut", "Closed");
    }

    @Test
    void onesOwnDevicesAreListedAndEnded() throws Exception {
        var first = deviceOf(ana);
        var second = deviceOf(ana);
        var sessions = first.ask(first.request("getActiveSessions")).path("sessions");
        assertThat(sessions)
                .hasSize(2)
                .allSatisfy(
                        one -> assertThat(one.path("device_model").asString()).isEqualTo("a test's device"));
        first.ask(first.request("terminateAllOtherSessions"));
        second.awaitsAuthorization("Closed");
        first.ask(first.request("getMe"));
        assertThat(ana.computers()).isEqualTo(1);
    }

    @Test
    void aClientMayUseAKeyThatIsSoonForgotten() throws Exception {
        var device = device();
        device.ask(
                "setOption",
                request -> request.put("name", "use_pfs")
                        .putObject("value")
                        .put("@type", "optionValueBoolean")
                        .put("value", true));
        device.signsIn(fake, ana);
        soon().until(() -> fake.calls("auth.bindTempAuthKey") > 0);
        somebody("Bruno Tavares").writes(ana, "in secret");
        device.awaitsText("in secret");
        assertThat(ana.computers()).isEqualTo(1);
    }

    private static void enter(Device device, String phone) throws Exception {
        device.ask("setAuthenticationPhoneNumber", request -> request.put("phone_number", phone));
    }

    private static void answer(Device device, String code) throws Exception {
        device.ask("checkAuthenticationCode", request -> request.put("code", code));
    }

    private static void password(Device device, String password) throws Exception {
        device.ask("checkAuthenticationPassword", request -> request.put("password", password));
    }

    private static String picture(Device device) throws Exception {
        device.ask("requestQrCodeAuthentication", request -> request.putArray("other_user_ids"));
        return device.awaitsAuthorization("WaitOtherDeviceConfirmation")
                .path("link")
                .asString();
    }

    private static String other(String code) {
        return "%05d".formatted((Integer.parseInt(code) + 1) % 100_000);
    }
}
