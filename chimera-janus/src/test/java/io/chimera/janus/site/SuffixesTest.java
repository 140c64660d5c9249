package io.chimera.janus.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InternetDomainName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuffixesTest {

    private static final Suffixes SUFFIXES = Suffixes.shipped();

    private static String site(String typed) throws InvalidHost {
        return SUFFIXES.of(Host.of(typed)).name();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/login?x=1#y, example.com",
        "example.com,                    example.com",
        "EXAMPLE.com.,                   example.com",
        "example.com:443,                example.com",
        "https://example.com:8443/,      example.com",
        "https://user:pw@example.com/,   example.com",
        "https://example.com\\@evil.example/, example.com",
        "https://evil.example@example.com/, example.com",
        "m.mercadolivre.com.br,          mercadolivre.com.br",
        "a.b.c.co.uk,                    c.co.uk",
        "alice.github.io,                alice.github.io",
        "bob.github.io,                  bob.github.io",
        "x.www.ck,                       www.ck",
        "a.b.ck,                         a.b.ck",
        "sub.a.b.ck,                     a.b.ck",
        "city.kawasaki.jp,               city.kawasaki.jp",
        "www.city.kawasaki.jp,           city.kawasaki.jp",
        "prefeitura.saopaulo.sp.gov.br,  saopaulo.sp.gov.br",
        "münchen.de,                     xn--mnchen-3ya.de",
        "www.MÜNCHEN.de,                 xn--mnchen-3ya.de",
        "straße.de,                      xn--strae-oqa.de",
        "strasse.de,                     strasse.de",
        "аpple.com,                      xn--pple-43d.com",
        "食狮.公司.cn,                     xn--85x722f.xn--55qx5d.cn",
        "example。com,                    example.com"
    })
    void aSiteIsTheDomainSomebodyCouldRegister(String typed, String site) throws Exception {
        assertThat(site(typed)).isEqualTo(site);
    }

    /** Where there is no registrable domain the host itself is the site, with its port. */
    @ParameterizedTest
    @CsvSource({
        "localhost,                 localhost",
        "http://localhost:8080/,    localhost:8080",
        "router.lan,                router.lan",
        "http://nas:5000,           nas:5000",
        "co.uk,                     co.uk",
        "github.io,                 github.io",
        "192.168.0.10,              192.168.0.10",
        "http://192.168.0.10:8080/, 192.168.0.10:8080",
        "'http://[2001:DB8:0:0:0:0:0:1]/x', '[2001:db8::1]'",
        "'[2001:db8:0:1:0:0:0:1]:8443', '[2001:db8:0:1::1]:8443'",
        "'[::ffff:127.0.0.1]',      127.0.0.1"
    })
    void whatCannotBeRegisteredIsItsOwnSite(String typed, String site) throws Exception {
        assertThat(site(typed)).isEqualTo(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://",
                "https:///path",
                ".",
                "..",
                "a..b",
                "-a.com",
                "a-.com",
                "a b.com",
                "a_b c",
                "exa$mple.com",
                "[::1",
                "[::1]x",
                "[zz]",
                "example.com:99999",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "127.1",
                "010.0.0.1",
                "1.2.3.4.5",
                "256.1.1.1",
                "\u200bexample.com\u0000",
                "xn--a.com",
                "xn--.com"
            })
    void whatIsNoHostIsToldSo(String typed) {
        assertThatThrownBy(() -> site(typed))
                .isInstanceOf(InvalidHost.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aNameLongerThanDnsAllowsIsNone() {
        assertThatThrownBy(() -> site("a".repeat(64) + ".com")).isInstanceOf(InvalidHost.class);
        assertThatThrownBy(() -> site("a.".repeat(130) + "com")).isInstanceOf(InvalidHost.class);
        assertThatThrownBy(() -> site("a".repeat(100_000))).isInstanceOf(InvalidHost.class);
    }

    @Test
    void theListSaysOfWhenItIs() {
        assertThat(SUFFIXES.version()).startsWith("2026-");
    }

    /** Another reading of (almost) the same list; only domains whose rules changed in between may differ. */
    @Test
    void anotherReaderOfTheListAgrees() throws Exception {
        var random = new Random(11);
        var ends = new String[] {
            "com", "com.br", "co.uk", "github.io", "ck", "kawasaki.jp", "sp.gov.br", "de", "blogspot.com",
                    "s3.amazonaws.com", "appspot.com",
            "herokuapp.com", "bd", "no", "uk", "kobe.jp", "公司.cn", "cloudfront.net", "azurewebsites.net", "invalid",
                    "museum", "org.au"
        };
        var differences = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            var host = new StringBuilder();
            for (int labels = random.nextInt(4); labels > 0; labels--)
                host.append((char) ('a' + random.nextInt(26)))
                        .append(random.nextInt(100))
                        .append('.');
            host.append(ends[random.nextInt(ends.length)]);
            var ours = site(host.toString());
            var name = InternetDomainName.from(Host.of(host.toString()).name());
            var theirs = name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : name.toString();
            if (!ours.equals(theirs)) differences.add(host + ": " + ours + ", " + theirs);
        }
        assertThat(differences).isEmpty();
    }

    /** A library with newer tables of Unicode could give a site another name, and its owner another password. */
    @Test
    void whatIsMadeOfEveryCodePointNeverChanges() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (Character.getType(point) == Character.SURROGATE) continue;
            digest.update(
                    (made("x" + Character.toString(point) + "y.example") + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("66621cd8dfef0280c7d1b49243d9132563214fcc67f20c0beee81f680327dd05");
    }

    private static String made(String typed) {
        try {
            return Host.of(typed).toString();
        } catch (InvalidHost refused) {
            return "";
        }
    }

    @Test
    void anythingTypedIsAHostOrRefused() {
        var random = new Random(3);
        var alphabet = "abc.:/[]@\\?#-_%0129é\u200d\u0000 xn--ß。".toCharArray();
        for (int i = 0; i < 100_000; i++) {
            var typed = new StringBuilder();
            for (int n = random.nextInt(20); n >= 0; n--) typed.append(alphabet[random.nextInt(alphabet.length)]);
            try {
                var host = Host.of(typed.toString());
                assertThat(Host.of(host.toString())).as(typed.toString()).isEqualTo(host);
                assertThat(SUFFIXES.of(host).name()).isNotBlank();
            } catch (InvalidHost refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
