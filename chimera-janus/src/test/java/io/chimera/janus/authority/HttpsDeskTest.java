package io.chimera.janus.authority;

import static io.chimera.janus.authority.Desk.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsRefused.Refusal;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.janus.HttpsSites.Reach;
import io.chimera.core.janus.HttpsSitesContract;
import io.chimera.core.janus.OptIns;
import io.chimera.core.janus.OptIns.Will;
import io.chimera.janus.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsDeskTest extends HttpsSitesContract {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void aDesk() {
        desk = new Desk(home);
    }

    @Override
    protected HttpsSites https() {
        return desk.https;
    }

    private boolean looksInto(String name) {
        return desk.https.looksInto(host(name));
    }

    private Reach reach(String site) {
        return desk.https.state().sites().stream()
                .filter(one -> one.name().equals(site))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    private static void refuses(Refusal refusal, ThrowingCallable what) {
        assertThatExceptionOfType(HttpsRefused.class)
                .isThrownBy(what)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void nothingIsLookedIntoBeforeTheBrowsersHaveTheCertificate() throws Exception {
        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.add("example.com", false)).isEqualTo("example.com");
        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.state().wantsCertificate()).isTrue();
        assertThat(reach("example.com")).isEqualTo(Reach.WAITS);

        var root = desk.https.issue();
        assertThat(root.sites()).containsExactly("example.com");
        assertThat(root.pem()).startsWith("-----BEGIN CERTIFICATE-----\n").doesNotContain("KEY");
        assertThat(desk.https.state().wantsGiving()).isTrue();
        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.credentials(host("example.com"))).isEmpty();

        desk.https.given();
        assertThat(looksInto("example.com")).isTrue();
        assertThat(looksInto("www.example.com:8443")).isTrue();
        assertThat(looksInto("notexample.com")).isFalse();
        assertThat(looksInto("192.0.2.7")).isFalse();
        assertThat(desk.https.sites()).containsExactly(new Site("example.com"));
        assertThat(desk.https.state().wantsGiving()).isFalse();
        assertThat(desk.https.credentials(host("www.example.com")).orElseThrow().chain())
                .hasSize(1);
    }

    @Test
    void anotherSiteWaitsForACertificateOfTheSameKeyAndTheFirstGoesOnMeanwhile() throws Exception {
        desk.with("example.com");
        var first = desk.https.state().counts().orElseThrow();
        desk.https.add("loja.com.br", false);
        assertThat(reach("loja.com.br")).isEqualTo(Reach.WAITS);
        assertThat(looksInto("loja.com.br")).isFalse();

        var second = desk.https.issue();
        assertThat(second.name()).isEqualTo(first.name());
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(desk.https.issue()).as("made once").isEqualTo(second);
        assertThat(looksInto("loja.com.br")).isFalse();
        assertThat(looksInto("example.com")).isTrue();
        desk.begin();
        assertThat(desk.https.state().counts()).contains(first);
        assertThat(looksInto("loja.com.br")).isFalse();

        desk.https.given();
        assertThat(looksInto("loja.com.br")).isTrue();
    }

    @Test
    void forNowIsForNowWhateverTheListSays() throws Exception {
        desk.with("example.com");
        desk.https.change("example.com", false);
        assertThat(looksInto("example.com")).isFalse();

        desk.https.add("example.com", true);
        assertThat(looksInto("example.com")).isTrue();
        assertThat(desk.optIns.all()).singleElement().returns(Will.OFF, OptIns.OptIn::will);
        desk.begin();
        assertThat(looksInto("example.com")).as("after a restart").isFalse();

        desk.https.add("example.com", true);
        desk.https.change("example.com", false);
        assertThat(looksInto("example.com")).as("off is off").isFalse();
    }

    @Test
    void aSiteForNowIsNotWrittenAndCanBeKept() throws Exception {
        desk.https.add("example.com", true);
        assertThat(desk.optIns.all()).isEmpty();
        assertThat(desk.https.issue().sites()).containsExactly("example.com");
        desk.https.given();
        assertThat(looksInto("example.com")).isTrue();

        desk.https.change("example.com", true);
        assertThat(desk.https.state().sites().getFirst()).satisfies(site -> {
            assertThat(site.on()).isTrue();
            assertThat(site.forNow()).isFalse();
        });
        desk.https.remove("example.com");
        assertThat(looksInto("example.com")).isFalse();
        refuses(Refusal.NOT_LISTED, () -> desk.https.remove("example.com"));
        refuses(Refusal.NOT_LISTED, () -> desk.https.change("example.com", true));
    }

    @Test
    void whatIsNeverLookedIntoIsNot() throws Exception {
        desk.with("example.com", "microsoft.com");
        assertThat(desk.https.never("https://Bank.example.com/login")).isEqualTo("bank.example.com");
        assertThat(looksInto("bank.example.com")).isFalse();
        assertThat(looksInto("www.bank.example.com")).isFalse();
        assertThat(looksInto("example.com")).isTrue();
        assertThat(desk.https.state().never()).containsExactly("bank.example.com");
        assertThat(looksInto("www.microsoft.com")).isTrue();
        assertThat(looksInto("fe2.update.microsoft.com"))
                .as("the list that comes along")
                .isFalse();

        desk.https.never("example.com");
        assertThat(looksInto("example.com")).isFalse();
        refuses(Refusal.NEVER, () -> desk.https.add("example.com", false));
        refuses(Refusal.NEVER, () -> desk.https.add("example.com", true));
        desk.https.remove("example.com");
        desk.https.add("example.com", false);
        assertThat(looksInto("example.com")).isTrue();
    }

    @Test
    void whoHasASiteOfTheirOwnBelowOneIsNotLookedInto() throws Exception {
        desk.with("amazonaws.com");
        assertThat(looksInto("console.amazonaws.com")).isTrue();
        assertThat(looksInto("bucket.s3.amazonaws.com")).isFalse();
    }

    @Test
    void everythingIsSwitchedOffAndTheKeyIsGone() throws Exception {
        desk.with("example.com");
        desk.https.never("bank.example.com");
        desk.https.add("loja.com.br", true);
        desk.https.delete();

        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.state().newest()).isEmpty();
        assertThat(desk.https.state().sites()).singleElement().satisfies(site -> {
            assertThat(site.name()).isEqualTo("example.com");
            assertThat(site.isOn()).isFalse();
        });
        assertThat(desk.https.state().never()).containsExactly("bank.example.com");
        try (var left = Files.list(desk.folder)) {
            assertThat(left).isEmpty();
        }
        refuses(Refusal.NO_CERTIFICATE, () -> desk.https.given());
        refuses(Refusal.NO_CERTIFICATE, () -> desk.https.issue());
        desk.https.delete();
    }

    @Test
    void aCertificateThatEndedCountsNoMoreAndOneThatEndsSoonIsMadeAnew() throws Exception {
        desk.with("example.com");
        var first = desk.https.state().newest().orElseThrow();
        desk.clock.advance(Duration.ofDays(700));
        desk.begin();
        var newest = desk.https.state().newest().orElseThrow();
        assertThat(newest.until()).isAfter(first.until());
        assertThat(desk.https.state().counts()).contains(first);
        assertThat(looksInto("example.com")).isTrue();

        desk.clock.advance(Duration.ofDays(31));
        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.sites()).isEmpty();
        assertThat(reach("example.com")).isEqualTo(Reach.WAITS);
        desk.https.given();
        assertThat(looksInto("example.com")).isTrue();
    }

    @Test
    void theKeyIsItsOwnersAlone() throws Exception {
        desk.with("example.com");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.folder)))
                .isEqualTo("rwx------");
        for (var name : new String[] {"authority.pem", "given.pem"})
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.folder.resolve(name))))
                    .isEqualTo("rw-------");
        assertThat(desk.https.toString() + desk.https.state() + desk.https.credentials(host("example.com")))
                .doesNotContain("PRIVATE");
    }

    @Test
    void aKeyOthersCanReadIsNotUsedUntilThatIsMended() throws Exception {
        desk.with("example.com");
        var file = desk.folder.resolve("authority.pem");
        var before = Files.readString(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        desk.begin();

        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.state().trouble().orElseThrow()).contains("chmod 600", "authority.pem");
        assertThat(desk.https.state().sites()).hasSize(1);
        refuses(Refusal.NO_KEY, () -> desk.https.issue());
        refuses(Refusal.NO_KEY, () -> desk.https.given());
        desk.https.add("loja.com.br", false);
        assertThat(Files.readString(file)).isEqualTo(before);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(desk.https.state().trouble()).isEmpty();
        assertThat(looksInto("example.com")).isTrue();
    }

    @Test
    void aFolderOthersCanEnterIsNotUsed() throws Exception {
        desk.with("example.com");
        Files.setPosixFilePermissions(desk.folder, PosixFilePermissions.fromString("rwxr-x---"));
        desk.begin();
        assertThat(desk.https.state().trouble().orElseThrow()).contains("chmod 700");
        assertThat(looksInto("example.com")).isFalse();
        desk.https.delete();
        assertThat(desk.folder.resolve("authority.pem")).doesNotExist();
    }

    @Test
    void whatIsBrokenIsToldAndNotOverwritten() throws Exception {
        desk.with("example.com");
        var file = desk.folder.resolve("authority.pem");
        var whole = Files.readString(file);
        for (var broken : new String[] {
            "",
            whole.substring(0, whole.length() / 2),
            whole.substring(0, whole.length() - 40),
            whole.substring(whole.indexOf("-----BEGIN CERTIFICATE")),
            whole.replaceFirst("(?s)(BEGIN CERTIFICATE-----\n).*?(-----END CERT)", "$1AAAA\n$2"),
            whole + whole,
        }) {
            Files.writeString(file, broken);
            desk.begin();
            assertThat(desk.https.state().trouble().orElseThrow())
                    .contains("cannot be used", "begin anew")
                    .doesNotContain("Exception", "null");
            assertThat(looksInto("example.com")).isFalse();
            refuses(Refusal.NO_KEY, () -> desk.https.issue());
            assertThat(Files.readString(file)).isEqualTo(broken);
        }
        Files.writeString(file, whole);
        assertThat(desk.https.state().trouble()).isEmpty();
        assertThat(looksInto("example.com")).isTrue();
    }

    @Test
    void aCertificateOfAnotherKeyDoesNotCount() throws Exception {
        desk.with("example.com");
        var given = Files.readString(desk.folder.resolve("given.pem"));
        desk.https.delete();
        desk.with("example.com");
        Files.writeString(desk.folder.resolve("given.pem"), given);
        desk.begin();
        assertThat(looksInto("example.com")).isFalse();
        assertThat(desk.https.state().trouble()).isPresent();
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() throws Exception {
        for (int i = 0; i < OptIns.MOST; i++) desk.https.add("site" + i + ".com", i % 2 == 0);
        for (int i = 0; i < OptIns.MOST; i++) desk.https.add("site" + i + ".com", false);
        refuses(Refusal.NO_ROOM, () -> desk.https.add("more.com", false));
        assertThat(desk.https.issue().sites()).hasSize(OptIns.MOST);
    }

    @Test
    void whatCannotBeWrittenIsToldAndNothingHasChanged() throws IOException, HttpsRefused {
        desk.https.add("example.com", false);
        Files.writeString(desk.folder, "a file where the folder should be");
        refuses(Refusal.NO_KEY, () -> desk.https.issue());
        assertThat(desk.https.state().newest()).isEmpty();
    }
}
