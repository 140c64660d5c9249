package io.chimera.janus.proxy;

import static java.util.stream.Collectors.toSet;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import io.chimera.janus.command.BasicSignIn;
import io.chimera.janus.command.BodyReader;
import io.chimera.janus.command.Filling;
import io.chimera.janus.command.QueryReader;
import io.chimera.janus.command.Unfillable;
import io.chimera.janus.desk.OpenProfile;
import io.chimera.janus.site.Site;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts values where commands stand in one request, and keeps account of it. */
final class Dressing {

    private final Exchange exchange;
    private final Target.Page page;
    private final OpenProfile profile;
    private final Fitting fitting;
    private final Sender sender;
    private final Site site;
    private final boolean leftAlone;
    private final List<Traffic.Field> filled = new ArrayList<>();
    private List<Traffic.Field> inQuestion = List.of();

    Dressing(Exchange exchange, Target.Page page, OpenProfile profile) {
        this.exchange = exchange;
        this.page = page;
        this.profile = profile;
        this.fitting = new Fitting(profile, page.url(), exchange.office().executor());
        this.sender = Sender.of(exchange.request().headers());
        this.site = profile.siteOf(page.host());
        this.leftAlone = profile.leavesAlone(page.host(), site);
    }

    /** The path with the query's values in it. */
    String fillQuery(String path) throws Refused {
        if (leftAlone) return path;
        var reader = new QueryReader(exchange.office().bodies().commands(), fitting, path);
        require(reader.found());
        try {
            var text = reader.filled();
            filled.addAll(reader.filling().fields());
            return text;
        } catch (Unfillable why) {
            throw unusable(why);
        }
    }

    /** HTTP's own sign-in at the site. */
    void fillSignIn(HttpHeaders headers) throws Refused {
        var header = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (header == null || leftAlone) return;
        var reader = new BasicSignIn(exchange.office().bodies().commands(), fitting, header);
        require(reader.found());
        try {
            headers.set(HttpHeaderNames.AUTHORIZATION, reader.filled());
            filled.addAll(reader.filling().fields());
        } catch (Unfillable why) {
            throw unusable(why);
        }
    }

    /** Who reads a body of that type, if anybody does. */
    Optional<BodyReader> readerFor(String contentType) {
        if (leftAlone) return Optional.empty();
        return exchange.office().bodies().readerFor(contentType, fitting);
    }

    /** The body's values. */
    Filling fill(BodyReader reader) throws Refused {
        require(reader.found());
        try {
            var filling = reader.end();
            require(reader.found());
            filled.addAll(filling.fields());
            return filling;
        } catch (Unfillable why) {
            inQuestion = reader.found();
            throw unusable(why);
        }
    }

    /** Refuses a body with commands that is too long to be filled in. */
    Refused tooLong(BodyReader reader) {
        inQuestion = reader.found();
        return new Refused(Refusal.TOO_LONG, site.name());
    }

    private static Refused unusable(Unfillable why) {
        return new Refused(Refusal.UNUSABLE, String.valueOf(why.getMessage()));
    }

    private boolean mayBeSeen() {
        return profile.allowsPlainHttp(page.host(), site)
                || exchange.office().inClear().test(site);
    }

    /**
     * Nothing is filled in that another site's page asked for, and a password does not go over the network in clear unless its
     * owner wants that for this site.
     */
    private void require(List<Traffic.Field> found) throws Refused {
        inQuestion = found;
        var parts = found.stream().map(Traffic.Field::part).collect(toSet());
        if (!parts.stream().allMatch(part -> sender.mayHaveTyped(part, site, page.secure(), profile::siteOf)))
            throw new Refused(Refusal.NOT_TYPED, site.name());
        boolean password = found.stream().anyMatch(field -> field.value() == Found.Value.PASSWORD);
        if (password && !page.secure() && !mayBeSeen()) throw new Refused(Refusal.PLAIN_HTTP, site.name());
    }

    void tellWhatWasFilled() {
        if (filled.isEmpty()) return;
        var now = exchange.office().clock().instant();
        exchange.publish(
                new Traffic.Filled(profile.tag(), now, page.host().toString(), site.name(), List.copyOf(filled)));
        filled.clear();
    }

    void tellWhyNot(Refusal refusal) {
        var why = switch (refusal) {
            case PLAIN_HTTP -> Traffic.Why.PLAIN_HTTP;
            case TOO_LONG -> Traffic.Why.TOO_LONG;
            case UNUSABLE -> Traffic.Why.UNUSABLE;
            case NOT_TYPED -> Traffic.Why.NOT_TYPED;
            default -> null;
        };
        if (why == null) return;
        var now = exchange.office().clock().instant();
        exchange.publish(new Traffic.Refused(profile.tag(), now, page.host().toString(), why, inQuestion));
    }
}
