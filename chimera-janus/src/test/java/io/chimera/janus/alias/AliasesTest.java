package io.chimera.janus.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.site.Site;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {

    private static final String DOMAIN = "anna.example";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private static MailKey first;
    private static MailKey second;

    @BeforeAll
    static void unlock() {
        try (var key =
                MasterKey.derive(Profile.of("anna"), "a secret that is long enough".toCharArray(), KitSecret.none())) {
            first = MailKey.of(key, 0);
            second = MailKey.of(key, 1);
        }
    }

    private static Aliases aliases() {
        return new Aliases(first, DOMAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "t.co,                          33",
        "example.com,                   41",
        "mercadolivre.com.br,           49",
        "prefeitura.saopaulo.sp.gov.br, 61",
        "twelve-and-twelve-and-nine.com.br, 64",
        "a-name-of-thirty-four-letters.com1, 61",
        "localhost:8080,                61"
    })
    void anAddressIsShortEnoughForMailWhateverTheSite(String name, int length) {
        var alias = aliases().of(new Site(name), 0, 1);

        assertThat(alias.local()).hasSizeBetween(length - 2, 64).matches("[a-z][a-z2-7]+");
        assertThat(aliases().open(alias.toString())).isPresent();
    }

    @Test
    void anAddressSaysWhichSiteItWasGivenTo() {
        var alias = aliases().of(new Site("shop.example"), 31, 4);

        assertThat(aliases().open(alias.toString())).hasValue(new Meaning.Named(31, 4, new Site("shop.example")));
    }

    @Test
    void anAddressForALongNameIsComparedWithSitesThatAreKnown() {
        var site = new Site("a-very-long-name-of-a-site-that-goes-on.com");

        assertThat(aliases().open(aliases().of(site, 0, 2).toString()))
                .hasValueSatisfying(meaning -> assertThat(meaning)
                        .isInstanceOfSatisfying(Meaning.Hashed.class, hashed -> {
                            assertThat(hashed.isOf(site)).isTrue();
                            assertThat(hashed.isOf(new Site("another.example"))).isFalse();
                            assertThat(hashed.counter()).isEqualTo(2);
                        }));
    }

    @Test
    void everySiteHasAddressesOfItsOwn() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 5_000; i++) {
            var site = new Site("site" + i + ".example");
            assertThat(seen.add(aliases().of(site, 0, 1).local())).isTrue();
            assertThat(seen.add(aliases().of(site, 0, 2).local())).isTrue();
            assertThat(seen.add(aliases().shortOf(Persona.at(site)).local())).isTrue();
        }
    }

    @Test
    void theSameSiteHasTheSameAddressAgain() {
        assertThat(new Aliases(MailKey.of(0, first.bytes()), DOMAIN).of(new Site("shop.example"), 0, 1))
                .isEqualTo(aliases().of(new Site("shop.example"), 0, 1));
    }

    @Test
    void capitalsAndTagsDoNotMatter() {
        var alias = aliases().of(new Site("shop.example"), 0, 1);

        assertThat(aliases().open(alias.local().toUpperCase() + "@Anna.EXAMPLE"))
                .isPresent();
        assertThat(aliases().open(alias.local() + "+news@" + DOMAIN)).isPresent();
    }

    @Test
    void oneLetterChangedIsNoAddressOfOurs() {
        var random = new Random(1);
        var locals = IntStream.range(0, 100)
                .mapToObj(
                        i -> aliases().of(new Site("s" + i + ".example"), 0, 1).local())
                .toList();
        for (int i = 0; i < 20_000; i++) {
            var local = locals.get(i % locals.size());
            int at = random.nextInt(local.length());
            char other = LETTERS.charAt(random.nextInt(32));
            if (local.charAt(at) == other) continue;
            var changed = local.substring(0, at) + other + local.substring(at + 1);
            assertThat(aliases().open(changed + "@" + DOMAIN)).isEmpty();
        }
    }

    @Test
    void nothingInventedOpens() {
        var random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            var local = new StringBuilder("k");
            for (int n = random.nextInt(70); n > 0; n--) local.append(LETTERS.charAt(random.nextInt(32)));
            assertThat(aliases().open(local + "@" + DOMAIN)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@anna.example",
                "k@anna.example",
                "nobody",
                "k k@anna.example",
                "ká@anna.example",
                "k2@"
            })
    void whatIsNoAddressDoesNotOpen(String text) {
        assertThat(aliases().open(text)).isEmpty();
    }

    @Test
    void addressesOfAnotherDomainOrEpochOrKeyDoNotOpen() {
        var local = aliases().of(new Site("shop.example"), 0, 1).local();

        assertThat(aliases().open(local + "@other.example")).isEmpty();
        assertThat(new Aliases(first, "other.example").open(local + "@other.example"))
                .isEmpty();
        assertThat(new Aliases(second, DOMAIN).open(local + "@" + DOMAIN)).isEmpty();
        assertThat(new Aliases(second, DOMAIN).open("l" + local.substring(1) + "@" + DOMAIN))
                .isEmpty();
        assertThat(aliases().open(local + "a@" + DOMAIN)).isEmpty();
        assertThat(aliases().open(local.substring(0, local.length() - 1) + "@" + DOMAIN))
                .isEmpty();
    }

    @Test
    void aNewEpochGivesEverySiteANewAddressWithAnotherLetter() {
        var before = aliases().of(new Site("shop.example"), 0, 1);
        var after = new Aliases(second, DOMAIN).of(new Site("shop.example"), 0, 1);

        assertThat(before.local()).startsWith("k");
        assertThat(after.local())
                .startsWith("l")
                .isNotEqualTo("l" + before.local().substring(1));
        assertThatThrownBy(() -> aliases().of(new Site("shop.example"), 0, 5)).hasMessageContaining("new epoch");
    }

    @Test
    void theShortAddressHasThirteenCharacters() {
        var alias = aliases().shortOf(new Persona(new Site("shop.example"), "work", 7));

        assertThat(alias.local()).matches("q[a-z2-7]{12}");
        assertThat(aliases().open(alias.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "Anna.example", "-a.example", "a..b", "a@b"})
    void mailGoesToDomainsOnly(String domain) {
        assertThatThrownBy(() -> new Aliases(first, domain)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyNameHasOnePackedForm() {
        var random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            var bytes = new byte[1 + random.nextInt(PackedSite.MOST_BYTES)];
            random.nextBytes(bytes);
            PackedSite.site(bytes)
                    .ifPresent(site -> assertThat(PackedSite.of(site))
                            .hasValueSatisfying(packed -> assertThat(packed).isEqualTo(bytes)));
        }
        assertThat(PackedSite.of(new Site("z".repeat(33)))).isPresent();
        assertThat(PackedSite.of(new Site("z".repeat(34)))).isEmpty();
        assertThat(PackedSite.of(new Site("a_b.example"))).isEmpty();
    }

    @Test
    void aKeyIsNotPrinted() {
        assertThat(first.toString()).isEqualTo("MailKey[epoch=0]");
    }
}
