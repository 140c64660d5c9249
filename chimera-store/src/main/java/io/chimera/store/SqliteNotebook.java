package io.chimera.store;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileTag;
import io.chimera.store.sqlite.Database;
import io.chimera.store.sqlite.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What is kept of Janus profiles, in the home's own database. Safe for use by many threads. */
final class SqliteNotebook implements Notebook {

    private final Database database;

    /** @param database that of the home, which whoever opened it closes */
    SqliteNotebook(Database database) {
        this.database = database;
    }

    @Override
    public List<String> names() {
        return database.read(turn -> turn.sql("SELECT name FROM profile ORDER BY name")
                .query(String.class)
                .list());
    }

    @Override
    public Optional<ProfileTag> known(String profileName) {
        return database.read(turn -> turn.sql("SELECT tag FROM profile WHERE name = :name")
                .param("name", profileName)
                .query(String.class)
                .optional()
                .map(ProfileTag::new));
    }

    @Override
    public boolean remember(String profileName, ProfileTag tag) {
        return database.write(turn -> {
            if (count(turn, "SELECT count(*) FROM profile WHERE name = :a AND tag = :b", profileName, tag.hex()) > 0)
                return true;
            if (count(turn, "SELECT count(*) FROM profile WHERE name <> :a AND tag <> :b", profileName, tag.hex())
                    >= MOST_PROFILES) return false;
            forget(turn, profileName);
            turn.sql(
                            "INSERT INTO profile (tag, name) VALUES (:tag, :name) ON CONFLICT (tag) DO UPDATE SET name = :name")
                    .param("tag", tag.hex())
                    .param("name", profileName)
                    .update();
            return true;
        });
    }

    private static int count(Turn turn, String question, String a, String b) {
        return turn.sql(question)
                .param("a", a)
                .param("b", b)
                .query(Integer.class)
                .single();
    }

    @Override
    public void forget(String profileName) {
        database.write(turn -> {
            forget(turn, profileName);
            return true;
        });
    }

    private static void forget(Turn turn, String name) {
        turn.sql("DELETE FROM card WHERE profile = (SELECT tag FROM profile WHERE name = :name)")
                .param("name", name)
                .update();
        turn.sql("DELETE FROM profile WHERE name = :name").param("name", name).update();
    }

    @Override
    public List<SealedCard> cards(ProfileTag profile) {
        return database.read(turn -> turn.sql("SELECT label, sealed FROM card WHERE profile = :profile")
                .param("profile", profile.hex())
                .query((row, _) -> new SealedCard(row.getString("label"), row.getBytes("sealed")))
                .list());
    }

    @Override
    public boolean put(ProfileTag profile, List<SealedCard> cards) {
        return database.write(turn -> {
            if (!isRemembered(turn, profile) || !hasRoom(turn, profile, cards)) return false;
            for (var card : cards) {
                turn.sql("""
                                INSERT INTO card (profile, label, sealed) VALUES (:profile, :label, :sealed)
                                ON CONFLICT (profile, label) DO UPDATE SET sealed = excluded.sealed
                                """)
                        .param("profile", profile.hex())
                        .param("label", card.label())
                        .param("sealed", card.sealed())
                        .update();
            }
            return true;
        });
    }

    private static boolean isRemembered(Turn turn, ProfileTag profile) {
        return turn.sql("SELECT count(*) FROM profile WHERE tag = :tag")
                        .param("tag", profile.hex())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static boolean hasRoom(Turn turn, ProfileTag profile, List<SealedCard> cards) {
        var labels = new HashSet<>(turn.sql("SELECT label FROM card WHERE profile = :profile")
                .param("profile", profile.hex())
                .query(String.class)
                .list());
        cards.forEach(card -> labels.add(card.label()));
        return labels.size() <= MOST_CARDS;
    }

    @Override
    public void remove(ProfileTag profile, String label) {
        database.write(turn -> turn.sql("DELETE FROM card WHERE profile = :profile AND label = :label")
                .param("profile", profile.hex())
                .param("label", label)
                .update());
    }
}
