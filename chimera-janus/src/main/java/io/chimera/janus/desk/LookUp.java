package io.chimera.janus.desk;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Found.Value;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.Janus;
import io.chimera.janus.Triple;
import io.chimera.janus.alias.Meaning;
import io.chimera.janus.derive.PasswordPolicy;
import io.chimera.janus.derive.PasswordRules;
import io.chimera.janus.derive.Persona;
import io.chimera.janus.site.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * For which site a value was made.
 *
 * @param asked who was asked for since it was unlocked
 * @param cards what is remembered
 * @param candidates what somebody typed
 */
record LookUp(Janus janus, List<Asked> asked, List<SiteCard> cards, List<Site> candidates) {

    /** How far beyond a card's counter is looked: who counted up and did not keep it. */
    private static final int BEYOND = 2;

    /** Somebody at a site, with the rules that were given for it. */
    record Asked(Persona who, PasswordPolicy policy, Wanted wanted) {

        /** Somebody a card names. */
        static Asked of(Wanted kept) {
            var who = new Persona(new Site(kept.site()), kept.persona(), kept.counter());
            return new Asked(who, PasswordRules.parse(kept.rules()), kept);
        }
    }

    Optional<Found> of(String value) {
        return janus.open(value).flatMap(this::meant).or(() -> compared(value));
    }

    private Optional<Found> meant(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Named named ->
                Optional.of(new Found(Value.ADDRESS, named.site().name(), "", named.counter()));
            case Meaning.Hashed hashed ->
                sites().filter(hashed::isOf)
                        .findFirst()
                        .map(site -> new Found(Value.ADDRESS, site.name(), "", hashed.counter()));
        };
    }

    private Stream<Site> sites() {
        return Stream.of(
                        asked.stream().map(one -> one.who().site()),
                        cards.stream().map(card -> new Site(card.site())),
                        candidates.stream())
                .flatMap(all -> all);
    }

    private Optional<Found> compared(String value) {
        for (var one : asked) {
            var exactly = found(value, one.who(), one.policy());
            if (exactly.isPresent()) return exactly;
            var other = found(value, List.of(one.who().site()), one.policy());
            if (other.isPresent()) return other;
        }
        return among(value).or(() -> found(value, candidates, PasswordPolicy.USUAL));
    }

    /** Whom the cards name comes before whom they might mean. */
    private Optional<Found> among(String value) {
        var named = cards.stream()
                .flatMap(card -> Stream.concat(Stream.of(card.usual()), card.earlier().stream()))
                .map(Asked::of)
                .flatMap(one -> found(value, one.who(), one.policy()).stream())
                .findFirst();
        return named.or(() -> cards.stream()
                .map(card -> Asked.of(card.usual()))
                .flatMap(usual -> IntStream.rangeClosed(1, Math.min(usual.who().counter() + BEYOND, 999))
                        .mapToObj(counter -> usual.who().counted(counter))
                        .flatMap(who -> found(value, who, usual.policy()).stream()))
                .findFirst());
    }

    private Optional<Found> found(String value, List<Site> sites, PasswordPolicy policy) {
        return janus.find(value, sites, policy).flatMap(who -> found(value, who, policy));
    }

    private Optional<Found> found(String value, Persona who, PasswordPolicy policy) {
        return kind(value, janus.triple(who, policy))
                .map(kind -> new Found(kind, who.site().name(), who.name(), who.counter()));
    }

    private static Optional<Value> kind(String value, Triple triple) {
        if (value.equals(triple.user())) return Optional.of(Value.USER);
        if (value.equals(triple.password())) return Optional.of(Value.PASSWORD);
        return value.equalsIgnoreCase(triple.address()) ? Optional.of(Value.ADDRESS) : Optional.empty();
    }
}
