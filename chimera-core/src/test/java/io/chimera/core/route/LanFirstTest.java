package io.chimera.core.route;

import static io.chimera.core.testing.SteppingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.route.Decision.Go;
import io.chimera.core.route.Decision.Wait;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.route.Outcome.Unreachable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanFirstTest {

    private static final Patience PATIENCE =
            new Patience(2, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(15));
    private static final RoutingPolicy POLICY = RoutingPolicy.lanFirst(PATIENCE);

    private static final Outcome.Unsettled DOWN = new Unreachable("refused");
    private static final Outcome.Unsettled LOST = new Unconfirmed("no receipt", true);
    private static final Outcome.Unsettled LOST_FOR_GOOD = new Unconfirmed("no receipt", false);
    private static final Outcome.Unsettled IMPOSTOR = new Unproven("another name in the certificate");

    private static final Neighbour BRUNO = bruno(NOON);

    @Test
    void whatGoesToSeveralPeopleGoesThroughTheCloudWhetherTheLanIsOnOrNot() {
        for (boolean lanOn : new boolean[] {true, false}) {
            var around = new Surroundings(NOON, lanOn, Optional.empty(), Optional.empty(), true, true);
            assertThat(POLICY.decide(journey(), around)).isEqualTo(new Decision.Go(new Route.Cloud(), Reason.SEVERAL));
        }
    }

    @Test
    void aNeighbourIsPreferredToTheCloud() {
        assertThat(decide(journey(), at(0).near(BRUNO))).isEqualTo(new Go(new Route.Lan(BRUNO), Reason.NEAR));
    }

    @Test
    void whoIsNearAndIsNotTalkedToIsReachedThroughTheCloudAndTheReasonSaysWhy() {
        for (var kind : Refusal.Kind.values()) {
            var around = at(0).near(BRUNO).surroundings().refused(new Refusal(kind, "so it is", NOON));
            var why = Reason.valueOf(kind.name());
            assertThat(POLICY.decide(journey(), around)).isEqualTo(new Go(new Route.Cloud(), why));
            assertThat(POLICY.decide(journey(lan(0, IMPOSTOR)), around)).isEqualTo(new Go(new Route.Cloud(), why));
            assertThat(POLICY.decide(new Journey(NOON, Optional.of(Way.LAN), List.of()), around))
                    .isEqualTo(new Wait(NOON.plus(PATIENCE.longestPause()), why));
        }
    }

    @Test
    void whoOwesAReceiptWhenTheyAreRefusedIsGivenAMomentToo() {
        var refused = new Refusal(Refusal.Kind.UNCERTAIN, "so it is", NOON);
        var soon = at(0).near(BRUNO).surroundings().refused(refused);
        var later = at(600).near(BRUNO).surroundings().refused(refused);

        assertThat(POLICY.decide(journey(lan(0, LOST)), soon)).isInstanceOf(Wait.class);
        assertThat(POLICY.decide(journey(lan(0, LOST)), later)).isEqualTo(new Go(new Route.Cloud(), Reason.UNCERTAIN));
    }

    @Test
    void whoIsNotNearIsReachedThroughTheCloud() {
        assertThat(decide(journey(), at(0))).isEqualTo(new Go(new Route.Cloud(), Reason.NOT_NEAR));
    }

    @Test
    void withTheLanSwitchedOffTheCloudCarriesAndTheReasonSaysSo() {
        assertThat(decide(journey(), at(0).lanOff())).isEqualTo(new Go(new Route.Cloud(), Reason.LAN_OFF));
    }

    @Test
    void aNeighbourThatCouldNotBeReachedIsTriedAgainAfterAPause() {
        var once = journey(lan(1, DOWN));
        assertThat(decide(once, at(2).near(BRUNO))).isEqualTo(new Wait(NOON.plusSeconds(6), Reason.PAUSED));
        assertThat(decide(once, at(6).near(BRUNO))).isEqualTo(new Go(new Route.Lan(BRUNO), Reason.NEAR));
    }

    @Test
    void aNeighbourThatHadItsChancesLosesTheMessageToTheCloud() {
        assertThat(decide(journey(lan(1, DOWN), lan(6, DOWN)), at(7).near(BRUNO)))
                .isEqualTo(new Go(new Route.Cloud(), Reason.LAN_FAILED));
    }

    @Test
    void aReturningNeighbourIsPreferredToTheCloud() {
        var again = bruno(NOON.plusSeconds(100));
        assertThat(decide(journey(lan(1, DOWN), lan(6, DOWN)), at(101).near(again)))
                .isEqualTo(new Go(new Route.Lan(again), Reason.NEAR));
    }

    @Test
    void anUnconfirmedNeighbourIsAskedAgainAsLongAsItIsHere() {
        var lost = journey(lan(1, LOST), lan(6, LOST), lan(20, LOST), lan(50, LOST));
        assertThat(decide(lost, at(300).near(BRUNO))).isEqualTo(new Go(new Route.Lan(BRUNO), Reason.NEAR));
    }

    @Test
    void anUnconfirmedMessageTakesTheCloudOnceTheNeighbourHasVanished() {
        assertThat(decide(journey(lan(1, LOST)), at(60))).isEqualTo(new Go(new Route.Cloud(), Reason.UNCONFIRMED));
    }

    @Test
    void whoVanishedWithAReceiptOwedIsGivenAMomentToComeBack() {
        assertThat(decide(journey(lan(1, LOST)), at(3))).isEqualTo(new Wait(NOON.plusSeconds(16), Reason.UNCONFIRMED));
        assertThat(decide(journey(lan(1, LOST)), at(16))).isEqualTo(new Go(new Route.Cloud(), Reason.UNCONFIRMED));
    }

    @Test
    void nobodyIsWaitedForWhoCouldNotBeAskedAnyway() {
        assertThat(decide(journey(lan(1, LOST)), at(3).lanOff())).isEqualTo(new Go(new Route.Cloud(), Reason.LAN_OFF));
        assertThat(decide(journey(lan(1, LOST_FOR_GOOD)), at(3)))
                .isEqualTo(new Go(new Route.Cloud(), Reason.UNCONFIRMED));
        assertThat(decide(journey(lan(1, DOWN)), at(3))).isEqualTo(new Go(new Route.Cloud(), Reason.LAN_FAILED));
    }

    @Test
    void whatMayBeInTheCloudIsLookedForThereOnceBeforeANeighbourGetsIt() {
        var again = bruno(NOON.plusSeconds(30));
        assertThat(decide(journey(cloud(20, LOST_FOR_GOOD)), at(31).near(again)))
                .isEqualTo(new Go(new Route.Cloud(), Reason.IN_CLOUD));
        assertThat(decide(journey(cloud(20, LOST_FOR_GOOD), cloud(31, LOST_FOR_GOOD)), at(32).near(again)))
                .isEqualTo(new Go(new Route.Lan(again), Reason.NEAR));
        assertThat(decide(journey(cloud(20, LOST_FOR_GOOD)), at(31).near(again).offline()))
                .isEqualTo(new Go(new Route.Lan(again), Reason.NEAR));
        assertThat(decide(journey(cloud(20, DOWN)), at(31).near(again)))
                .isEqualTo(new Go(new Route.Lan(again), Reason.NEAR));
    }

    @Test
    void aNeighbourThatCannotRecogniseACopyIsNeverAskedTwice() {
        var once = journey(lan(1, LOST_FOR_GOOD));
        assertThat(decide(once, at(60).near(BRUNO))).isEqualTo(new Go(new Route.Cloud(), Reason.UNCONFIRMED));
        assertThat(decide(once, at(60).near(bruno(NOON.plusSeconds(30)))))
                .isEqualTo(new Go(new Route.Cloud(), Reason.UNCONFIRMED));
    }

    @Test
    void whoCouldNotProveToBeTheContactIsNotAskedAgain() {
        assertThat(decide(journey(lan(1, IMPOSTOR)), at(2).near(BRUNO)))
                .isEqualTo(new Go(new Route.Cloud(), Reason.UNPROVEN));
    }

    @Test
    void whileTheCloudIsDownTheMessageWaitsHoweverLong() {
        assertThat(decide(journey(), at(0).offline())).isEqualTo(new Wait(NOON.plusSeconds(60), Reason.CLOUD_DOWN));
        assertThat(decide(journey(), at(1_000_000).offline())).isInstanceOf(Wait.class);
    }

    @Test
    void anErrandForTheLanWaitsForTheNeighbour() {
        var errand = Journey.onlyBy(Way.LAN, NOON);
        assertThat(decide(errand, at(0))).isEqualTo(new Wait(NOON.plusSeconds(60), Reason.ONLY_NEAR));
        assertThat(decide(errand, at(0).near(BRUNO))).isEqualTo(new Go(new Route.Lan(BRUNO), Reason.SAME_WAY));
    }

    @Test
    void anErrandForTheCloudTakesItEvenBesideANeighbour() {
        assertThat(decide(Journey.onlyBy(Way.CLOUD, NOON), at(0).near(BRUNO)))
                .isEqualTo(new Go(new Route.Cloud(), Reason.SAME_WAY));
    }

    /** Every journey of up to three attempts, in every surroundings: what must hold whatever happened. */
    @Test
    void theLawsHoldForEveryShortJourney() {
        long looked = 0;
        for (var journey : everyShortJourney()) {
            for (var around : everySurroundings()) {
                checkLaws(journey, around, POLICY.decide(journey, around));
                looked++;
            }
        }
        assertThat(looked).isGreaterThan(50_000);
    }

    private static void checkLaws(Journey journey, Surroundings around, Decision decision) {
        var lastOnLan =
                journey.by(Way.LAN).isEmpty() ? null : journey.by(Way.LAN).getLast();
        switch (decision) {
            case Go(Route.Lan(var neighbour), var _) -> {
                assertThat(around.refusal()).isEmpty();
                assertThat(around.neighbour()).contains(neighbour);
                assertThat(journey.only()).isNotEqualTo(Optional.of(Way.CLOUD));
                if (lastOnLan != null && journey.only().isEmpty())
                    assertThat(lastOnLan.outcome()).isNotEqualTo(LOST_FOR_GOOD);
            }
            case Go(Route.Cloud(), var _) -> {
                assertThat(around.cloudOnline()).isTrue();
                assertThat(journey.only()).isNotEqualTo(Optional.of(Way.LAN));
                boolean couldStillAsk = around.neighbour().isPresent()
                        && around.refusal().isEmpty()
                        && journey.only().isEmpty()
                        && lastOnLan != null
                        && !lastOnLan.at().isBefore(around.neighbour().get().since())
                        && lastOnLan.outcome().equals(LOST);
                assertThat(couldStillAsk).as("%s in %s", journey, around).isFalse();
            }
            case Wait(var until, var _) ->
                assertThat(until)
                        .isAfter(around.now())
                        .isBeforeOrEqualTo(around.now().plus(PATIENCE.longestPause()));
        }
    }

    private static List<Journey> everyShortJourney() {
        var steps = new ArrayList<Attempt>();
        for (var outcome : List.of(DOWN, LOST, LOST_FOR_GOOD, IMPOSTOR)) {
            for (var way : Way.values()) {
                for (int second : new int[] {0, 40, 99}) steps.add(new Attempt(NOON.plusSeconds(second), way, outcome));
            }
        }
        var journeys = new ArrayList<Journey>();
        for (var only : List.of(Optional.<Way>empty(), Optional.of(Way.LAN), Optional.of(Way.CLOUD))) {
            journeys.add(new Journey(NOON, only, List.of()));
            for (var first : steps) {
                journeys.add(new Journey(NOON, only, List.of(first)));
                for (var second : steps) {
                    if (second.at().isBefore(first.at())) continue;
                    journeys.add(new Journey(NOON, only, List.of(first, second)));
                    for (var third : steps) {
                        if (!third.at().isBefore(second.at()))
                            journeys.add(new Journey(NOON, only, List.of(first, second, third)));
                    }
                }
            }
        }
        return journeys;
    }

    private static List<Surroundings> everySurroundings() {
        var all = new ArrayList<Surroundings>();
        for (boolean online : new boolean[] {true, false}) {
            for (int second : new int[] {100, 104, 200}) {
                var now = NOON.plusSeconds(second);
                all.add(new Surroundings(now, false, Optional.empty(), online));
                all.add(new Surroundings(now, true, Optional.empty(), online));
                all.add(new Surroundings(now, true, Optional.of(bruno(NOON)), online));
                all.add(new Surroundings(now, true, Optional.of(bruno(NOON.plusSeconds(50))), online));
                all.add(new Surroundings(now, true, Optional.of(bruno(NOON)), online)
                        .refused(new Refusal(Refusal.Kind.REVOKED, "taken back", NOON)));
            }
        }
        return all;
    }

    private static Decision decide(Journey journey, Facts facts) {
        return POLICY.decide(journey, facts.surroundings());
    }

    private static Journey journey(Attempt... attempts) {
        return new Journey(NOON, Optional.empty(), List.of(attempts));
    }

    private static Attempt cloud(int second, Outcome.Unsettled outcome) {
        return new Attempt(NOON.plusSeconds(second), Way.CLOUD, outcome);
    }

    private static Attempt lan(int second, Outcome.Unsettled outcome) {
        return new Attempt(NOON.plusSeconds(second), Way.LAN, outcome);
    }

    private static Neighbour bruno(Instant since) {
        var place = new Neighbour.Endpoint(InetSocketAddress.createUnresolved("10.0.0.7", 50052), Dialect.V2);
        return new Neighbour(new ContactId(1002), List.of(place), since, since, true);
    }

    private static Facts at(int second) {
        return new Facts(new Surroundings(NOON.plusSeconds(second), true, Optional.empty(), true));
    }

    private record Facts(Surroundings surroundings) {
        Facts near(Neighbour neighbour) {
            return new Facts(
                    new Surroundings(surroundings.now(), true, Optional.of(neighbour), surroundings.cloudOnline()));
        }

        Facts lanOff() {
            return new Facts(new Surroundings(surroundings.now(), false, Optional.empty(), surroundings.cloudOnline()));
        }

        Facts offline() {
            return new Facts(
                    new Surroundings(surroundings.now(), surroundings.lanOn(), surroundings.neighbour(), false));
        }
    }
}
