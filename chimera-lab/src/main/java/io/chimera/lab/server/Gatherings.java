package io.chimera.lab.server;

import io.chimera.lab.api.Gathering;
import io.chimera.lab.api.Gathering.Kind;
import io.chimera.lab.api.Gathering.Member;
import io.chimera.lab.api.No;
import io.chimera.lab.people.FoundedGathering;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups and channels, and who is in them. */
final class Gatherings {

    private final LabDatabase database;
    private final UpdateQueues updates;
    private final Bells bells;

    Gatherings(LabDatabase database, UpdateQueues updates, Bells bells) {
        this.database = database;
        this.updates = updates;
        this.bells = bells;
    }

    /** Whether there is one with this id. */
    boolean exists(long id) {
        return database.read(reading -> find(reading, id).isPresent());
    }

    /** Founds one under an id of its own. */
    long found(Kind kind, String title, long founder, Collection<Long> members, Instant now) {
        long founded = database.change(change -> {
            long id = change.sql("SELECT min(coalesce((SELECT min(id) FROM gathering), 0), -1000) - 1")
                    .query(Long.class)
                    .single();
            found(change, new FoundedGathering(id, kind, title, founder, List.copyOf(members)), now);
            return id;
        });
        ringMembers(founded);
        return founded;
    }

    /** Founds one within a change. */
    void found(JdbcClient change, FoundedGathering gathering, Instant now) {
        change.sql("INSERT INTO gathering (id, kind, title, founder) VALUES (?, ?, ?, ?)")
                .params(gathering.id(), gathering.kind().name(), gathering.title(), gathering.founder())
                .update();
        join(change, gathering.id(), gathering.founder());
        gathering.members().forEach(member -> join(change, gathering.id(), member));
        tellMembers(change, gathering.id(), now);
    }

    private static void join(JdbcClient change, long gathering, long person) {
        change.sql("INSERT INTO member (gathering, person) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(gathering, person)
                .update();
    }

    /** Takes somebody in. */
    void takeIn(long by, long gathering, long person, Instant now) {
        database.alter(change -> {
            requireFounder(change, by, gathering);
            join(change, gathering, person);
            tellMembers(change, gathering, now);
        });
        ringMembers(gathering);
    }

    /** Somebody leaves, or is removed by the founder; what was said there is nothing of theirs any more. */
    void remove(long by, long gathering, long person, Instant now) {
        database.alter(change -> {
            if (by != person) requireFounder(change, by, gathering);
            requireMember(change, person, gathering);
            for (var table : List.of("copy", "mark")) {
                change.sql("DELETE FROM " + table + " WHERE owner = ? AND peer = ?")
                        .params(person, gathering)
                        .update();
            }
            change.sql("DELETE FROM member WHERE gathering = ? AND person = ?")
                    .params(gathering, person)
                    .update();
            updates.forgetAll(change, person, gathering);
            tell(change, person, gathering, now);
        });
        bells.of(person).ring();
    }

    private void tellMembers(JdbcClient change, long gathering, Instant now) {
        members(change, gathering).forEach(member -> tell(change, member, gathering, now));
    }

    private void tell(JdbcClient change, long person, long gathering, Instant now) {
        updates.forgetGathering(change, person, gathering);
        updates.add(change, new News(person, News.Kind.GATHERING, gathering, 0, gathering, now, Optional.empty()));
    }

    private void ringMembers(long gathering) {
        database.read(reading -> members(reading, gathering))
                .forEach(member -> bells.of(member).ring());
    }

    /** One as a member knows it; empty for those who are none. */
    Optional<Gathering> seenBy(long person, long id) {
        return database.read(reading -> find(reading, id)
                .filter(_ -> isMember(reading, person, id))
                .map(found -> new Gathering(
                        id, found.kind(), found.title(), found.lets(person), people(reading, id, found.kind()))));
    }

    private static List<Member> people(JdbcClient reading, long id, Kind kind) {
        if (kind == Kind.CHANNEL) return List.of();
        return reading.sql("""
                SELECT p.id, p.name
                  FROM member m
                  JOIN person p ON p.id = m.person
                 WHERE m.gathering = ?
                 ORDER BY p.id
                """)
                .param(id)
                .query((row, _) -> new Member(row.getLong("id"), row.getString("name")))
                .list();
    }

    static List<Long> members(JdbcClient reading, long id) {
        return reading.sql("SELECT person FROM member WHERE gathering = ? ORDER BY person")
                .param(id)
                .query((row, _) -> row.getLong("person"))
                .list();
    }

    static boolean isChannel(JdbcClient reading, long id) {
        return find(reading, id).map(found -> found.kind() == Kind.CHANNEL).orElse(false);
    }

    /** Refuses those who are no members. */
    void requireMember(long person, long gathering) {
        database.read(reading -> {
            requireMember(reading, person, gathering);
            return true;
        });
    }

    private static void requireMember(JdbcClient reading, long person, long gathering) {
        if (!isMember(reading, person, gathering))
            throw new Refusal(No.NO_SUCH_DIALOG, "you are in no group or channel with the id " + gathering);
    }

    /** Refuses those who may not write, members or not. */
    static void requireWriter(JdbcClient reading, long person, long gathering) {
        requireMember(reading, person, gathering);
        if (!find(reading, gathering).orElseThrow().lets(person))
            throw new Refusal(No.READ_ONLY, "only who founded a channel writes in it");
    }

    private static void requireFounder(JdbcClient reading, long person, long gathering) {
        requireMember(reading, person, gathering);
        if (find(reading, gathering).orElseThrow().founder() != person)
            throw new Refusal(No.NOT_YOURS, "only who founded it can do that");
    }

    private static boolean isMember(JdbcClient reading, long person, long gathering) {
        return reading.sql("SELECT count(*) FROM member WHERE gathering = ? AND person = ?")
                        .params(gathering, person)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Optional<Founded> find(JdbcClient reading, long id) {
        return reading.sql("SELECT kind, title, founder FROM gathering WHERE id = ?")
                .param(id)
                .query((row, _) -> new Founded(
                        Kind.valueOf(row.getString("kind")), row.getString("title"), row.getLong("founder")))
                .optional();
    }

    private record Founded(Kind kind, String title, long founder) {

        boolean lets(long member) {
            return kind == Kind.GROUP || member == founder;
        }
    }
}
