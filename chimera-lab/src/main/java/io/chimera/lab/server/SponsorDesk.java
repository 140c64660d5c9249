package io.chimera.lab.server;

import io.chimera.lab.api.NewAd;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Sponsored;
import io.chimera.lab.api.SponsoredReport;
import io.chimera.lab.api.SponsoredReported;
import io.chimera.lab.api.SponsoredReported.Option;
import io.chimera.lab.people.Advertisement;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where sponsored messages are shown, and where it is said what became of them. */
final class SponsorDesk {

    private static final List<Option> OPTIONS =
            List.of(new Option("boring", "It is boring"), new Option("wrong", "It is wrong"));

    private final LabDatabase database;
    private final Gatherings gatherings;

    SponsorDesk(LabDatabase database, Gatherings gatherings) {
        this.database = database;
        this.gatherings = gatherings;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/gatherings/{id}/sponsored", Kind.ASKS, this::show),
                Route.of("PUT", "/v1/gatherings/{id}/sponsored", Kind.ASKS, this::advertise),
                Route.of("POST", "/v1/gatherings/{id}/sponsored/{id}/seen", Kind.ASKS, call -> count(call, "seen")),
                Route.of("POST", "/v1/gatherings/{id}/sponsored/{id}/click", Kind.ASKS, call -> count(call, "clicked")),
                Route.of("POST", "/v1/gatherings/{id}/sponsored/{id}/report", Kind.ASKS, this::report));
    }

    private Answer advertise(Call call) throws IOException {
        var ad = call.json(NewAd.class);
        long channel = call.number(1);
        database.alter(change -> {
            Gatherings.requireWriter(change, call.caller().id(), channel);
            change.sql("DELETE FROM sponsored WHERE gathering = ?")
                    .param(channel)
                    .update();
            place(change, new Advertisement(channel, ad.title(), ad.text(), ad.button(), ad.link(), ad.about()));
        });
        return Answer.done();
    }

    /** Puts one into a channel within a change, unless there is one already. */
    static void place(JdbcClient change, Advertisement ad) {
        change.sql("""
                INSERT INTO sponsored (gathering, title, text, button, link, about) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (gathering) DO NOTHING
                """)
                .params(ad.channel(), ad.title(), ad.text(), ad.button(), ad.link(), ad.about())
                .update();
    }

    private Answer show(Call call) {
        gatherings.requireMember(call.caller().id(), call.number(1));
        return Answer.of(new Sponsored(database.read(reading -> reading.sql("""
                SELECT id, title, text, button, link, about, seen, clicked, reported
                  FROM sponsored WHERE gathering = ?
                """)
                .param(call.number(1))
                .query((row, _) -> new Sponsored.Ad(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getString("text"),
                        row.getString("button"),
                        row.getString("link"),
                        row.getString("about"),
                        row.getInt("seen"),
                        row.getInt("clicked"),
                        row.getInt("reported")))
                .list())));
    }

    private Answer report(Call call) throws IOException {
        var option = call.json(SponsoredReport.class).option();
        if (OPTIONS.stream().noneMatch(one -> one.id().equals(option)))
            return Answer.of(new SponsoredReported("What is wrong with it?", OPTIONS));
        count(call, "reported");
        return Answer.of(new SponsoredReported("", List.of()));
    }

    /** @param column one of this class's own */
    private Answer count(Call call, String column) {
        gatherings.requireMember(call.caller().id(), call.number(1));
        int counted = database.change(change -> change.sql(
                        "UPDATE sponsored SET " + column + " = " + column + " + 1 WHERE gathering = ? AND id = ?")
                .params(call.number(1), call.number(2))
                .update());
        if (counted == 0) throw new Refusal(No.NO_SUCH_MESSAGE, "this is not shown in that channel");
        return Answer.done();
    }
}
