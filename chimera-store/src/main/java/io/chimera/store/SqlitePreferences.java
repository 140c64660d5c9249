package io.chimera.store;

import io.chimera.core.store.Preferences;
import io.chimera.store.sqlite.Turn;
import java.util.Optional;
import java.util.regex.Pattern;

/** The choices of one account as its database has them during one turn. */
final class SqlitePreferences implements Preferences.Editing {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final int LONGEST = 200;

    /** No key of others is written like this. */
    private static final String LAN_ON = "lanOn";

    private final Turn turn;

    SqlitePreferences(Turn turn) {
        this.turn = turn;
    }

    @Override
    public boolean lanOn() {
        return value(LAN_ON).map(Boolean::valueOf).orElse(true);
    }

    @Override
    public void lanOn(boolean on) {
        keep(LAN_ON, Boolean.toString(on));
    }

    @Override
    public Optional<String> get(String key) {
        turn.check();
        return KEY.matcher(key).matches() ? value(key) : Optional.empty();
    }

    @Override
    public void put(String key, String value) {
        if (!KEY.matcher(key).matches())
            throw new IllegalArgumentException("a preference's key is lower-case words with dots, not: " + key);
        if (value.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a choice has at most " + LONGEST + " characters, not " + value.length());
        if (value.isEmpty()) forget(key);
        else keep(key, value);
    }

    private Optional<String> value(String key) {
        return turn.sql("SELECT value FROM preference WHERE key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    private void keep(String key, String value) {
        turn.sql("""
                        INSERT INTO preference (key, value) VALUES (:key, :value)
                        ON CONFLICT (key) DO UPDATE SET value = excluded.value
                        """).param("key", key).param("value", value).update();
    }

    private void forget(String key) {
        turn.sql("DELETE FROM preference WHERE key = :key").param("key", key).update();
    }
}
