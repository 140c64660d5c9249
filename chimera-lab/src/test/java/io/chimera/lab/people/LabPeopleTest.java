package io.chimera.lab.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.file.FileName;
import io.chimera.lab.api.Gathering;
import java.io.IOException;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabPeopleTest {

    private final LabPeople people = LabPeople.usual();

    @Test
    void anaBrunoAndTheServiceLiveThere() {
        assertThat(people.people())
                .extracting(Resident::id, Resident::name)
                .contains(
                        tuple(1001L, "Ana Figueira"),
                        tuple(1002L, "Bruno Tavares"),
                        tuple(LabPeople.SERVICE, "Chimera"));
    }

    @Test
    void nobodySharesAnIdOrANumber() {
        assertThat(people.people()).extracting(Resident::id).doesNotHaveDuplicates();
        assertThat(people.people())
                .extracting(resident -> resident.number().e164())
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingTheySaidCanBeSaid() throws IOException {
        for (var past : people.past()) {
            assertThat(past.text().map(Body.Text::new).isPresent())
                    .isNotEqualTo(past.file().isPresent());
            if (past.file().isEmpty()) continue;
            var name = past.file().get();
            assertThat(FileName.from(name).value()).isEqualTo(name);
            assertThat(LabPeople.resource(name)).isNotEmpty();
        }
    }

    @Test
    void thePastIsToldInItsOrderByPeopleWhoLiveThere() {
        assertThat(people.past())
                .isSortedAccordingTo(Comparator.comparing(PastMessage::ago).reversed());
        var ids = people.people().stream().map(Resident::id).collect(Collectors.toSet());
        assertThat(people.past()).allSatisfy(past -> {
            assertThat(ids).contains(past.from());
            assertThat(past.to() < 0 ? membersOf(past.to()) : ids).contains(past.from());
            assertThat(past.from()).isNotEqualTo(past.to());
        });
        assertThat(people.acquaintances()).allSatisfy(known -> assertThat(ids).contains(known.owner(), known.person()));
        assertThat(people.unseen())
                .allSatisfy(some ->
                        assertThat(some.of() < 0 ? membersOf(some.of()) : ids).contains(some.reader()));
    }

    @Test
    void inAChannelOnlyWhoFoundedItHasWritten() {
        assertThat(people.gatherings())
                .extracting(FoundedGathering::kind)
                .containsExactlyInAnyOrder(Gathering.Kind.GROUP, Gathering.Kind.CHANNEL);
        for (var channel : people.gatherings()) {
            assertThat(channel.members()).contains(channel.founder());
            if (channel.kind() == Gathering.Kind.GROUP) continue;
            assertThat(people.past())
                    .filteredOn(past -> past.to() == channel.id())
                    .isNotEmpty()
                    .allMatch(past -> past.from() == channel.founder());
        }
    }

    private Set<Long> membersOf(long gathering) {
        return people.gatherings().stream()
                .filter(one -> one.id() == gathering)
                .flatMap(one -> one.members().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void whoAnaOrBrunoHaveTalkedToIsInTheirTelephoneBook() {
        for (long owner : new long[] {1001, 1002}) {
            var known = people.acquaintances().stream()
                    .filter(entry -> entry.owner() == owner)
                    .map(entry -> new ContactId(entry.person()))
                    .collect(Collectors.toSet());
            assertThat(people.past().stream()
                            .filter(past -> past.to() > 0 && (past.from() == owner || past.to() == owner))
                            .map(past -> new ContactId(past.from() == owner ? past.to() : past.from())))
                    .isNotEmpty()
                    .allMatch(known::contains);
        }
    }
}
