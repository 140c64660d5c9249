package io.chimera.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.janus.alias.Meaning;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.PasswordPolicy;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.site.Site;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JanusTest {

    private static final Site SHOP = new Site("shop.example");
    private static final Site BANK = new Site("bank.example");

    private static Janus anna(Optional<String> mailDomain) {
        var key = MasterKey.derive(Profile.of("anna"), "a secret that is long enough".toCharArray(), KitSecret.none());
        return new Janus(key, mailDomain);
    }

    @Test
    void theSameTripleIsThereAgainOnAnotherComputer() {
        try (var here = anna(Optional.of("anna.example"));
                var there = anna(Optional.of("anna.example"))) {
            var triple = here.triple(Persona.at(SHOP), PasswordPolicy.USUAL);

            assertThat(there.triple(Persona.at(SHOP), PasswordPolicy.USUAL)).isEqualTo(triple);
            assertThat(there.checkNumbers()).isEqualTo(here.checkNumbers());
            assertThat(triple.toString()).doesNotContain(triple.password());
        }
    }

    @Test
    void aValueIsTracedToItsSite() {
        try (var anna = anna(Optional.of("anna.example"))) {
            var third = anna.triple(new Persona(BANK, "", 3), PasswordPolicy.USUAL);
            var sites = List.of(SHOP, BANK);

            for (var value : List.of(third.user(), third.password(), third.address()))
                assertThat(anna.find(value, sites, PasswordPolicy.USUAL)).hasValue(new Persona(BANK, "", 3));
            assertThat(anna.find("somebody", sites, PasswordPolicy.USUAL)).isEmpty();
            assertThat(anna.open(third.address())).hasValue(new Meaning.Named(0, 3, BANK));
        }
    }

    @Test
    void withoutADomainThereAreNoAddresses() {
        try (var anna = anna(Optional.empty())) {
            assertThat(anna.triple(Persona.at(SHOP), PasswordPolicy.USUAL).address())
                    .isEmpty();
            assertThat(anna.open("anything@anna.example")).isEmpty();
        }
    }

    @Test
    void highCountersAndPersonasHaveShortAddresses() {
        try (var anna = anna(Optional.of("anna.example"))) {
            assertThat(anna.triple(new Persona(SHOP, "", 5), PasswordPolicy.USUAL)
                            .address())
                    .matches("q[a-z2-7]{12}@anna.example");
            assertThat(anna.triple(new Persona(SHOP, "work", 1), PasswordPolicy.USUAL)
                            .address())
                    .matches("q[a-z2-7]{12}@anna.example");
        }
    }

    @Test
    void aLockedProfileTellsNothing() {
        var anna = anna(Optional.empty());
        anna.close();

        assertThatThrownBy(() -> anna.triple(Persona.at(SHOP), PasswordPolicy.USUAL))
                .hasMessageContaining("locked");
    }
}
