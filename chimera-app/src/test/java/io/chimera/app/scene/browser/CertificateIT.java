package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.chimera.app.scene.browser.Lab.ANA;
import static io.chimera.app.scene.browser.Lab.BRUNO;
import static io.chimera.app.scene.browser.Lab.CHIMERA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a certificate, on its page. */
class CertificateIT {

    @RegisterExtension
    static final Lab LAB = Lab.shared();

    private static final Pattern CODE = Pattern.compile("(?:código é|code is) ([0-9]{4} [0-9]{4})");

    @Test
    void itIsRenewedRevokedAndObtainedAnewWithACodeFromTheDialog() {
        LAB.awaitNear();
        var ana = LAB.signIn(ANA);
        ana.expects("status of 409");
        ana.goTo("/certificate");
        var state = ana.page().locator("#state");
        var serial = ana.page().locator("#credential .facts dd.mono").first();
        assertThat(state).hasText("Valid");
        var first = serial.innerText();

        ana.page().getByText("Renew now").click();
        assertThat(serial).not().hasText(first);
        assertThat(state).hasText("Valid");

        ana.page().locator("select[name=reason]").selectOption("4");
        ana.page().locator("input[name=note]").fill("Computador novo");
        ana.page().getByText("Revoke the certificate…").click();
        ana.page().locator("#revoke-sure button[form=revoke]").click();
        assertThat(state).hasText("Revoked");
        assertThat(ana.page().locator("#credential")).containsText("It was taken back (I changed computers)");
        await().until(() -> !LAB.rest(BRUNO).sees(ANA));
        LAB.rest(ANA).send(BRUNO, "Sem certificado vai pela nuvem").ok();
        var bruno = LAB.signIn(BRUNO);
        bruno.open(ANA);
        assertThat(bruno.message("Sem certificado").locator(".why summary")).containsText("Cloud");

        ana.page().getByText("Send me a code").click();
        assertThat(state).hasText("A code is on its way");
        var code = codeFromTheDialog(ana);
        enter(ana, code.startsWith("0") ? "9" + code.substring(1) : "0" + code.substring(1));
        assertThat(ana.page().locator("[role=alert]")).containsText("The code is not right");
        enter(ana, code);
        assertThat(state).hasText("Valid");
        LAB.awaitNear();
    }

    private static void enter(Person person, String code) {
        Locator field = person.page().locator("input[name=code]");
        field.fill(code);
        field.press("Enter");
    }

    /** Reads it as a person would: in another tab, in the dialog with the service. */
    private static String codeFromTheDialog(Person person) {
        var tab = person.tab();
        tab.navigate(LAB.node().address() + "/c/" + CHIMERA);
        Person.awaitLive(tab);
        var newest = tab.locator(".entry .text").last();
        assertThat(newest).containsText(CODE);
        var found = CODE.matcher(newest.innerText());
        assertThat(found.find()).isTrue();
        tab.close();
        return found.group(1);
    }
}
