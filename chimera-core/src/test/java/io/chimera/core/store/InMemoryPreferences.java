package io.chimera.core.store;

import java.util.Optional;
import java.util.regex.Pattern;

/** The choices in a map. */
final class InMemoryPreferences implements Preferences.Editing {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final int LONGEST = 200;

    private final InMemoryState.Holder holder;

    InMemoryPreferences(InMemoryState.Holder holder) {
        this.holder = holder;
    }

    @Override
    public boolean lanOn() {
        return holder.state().lanOn;
    }

    @Override
    public void lanOn(boolean on) {
        holder.state().lanOn = on;
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(holder.state().choices.get(key));
    }

    @Override
    public void put(String key, String value) {
        if (!KEY.matcher(key).matches()) throw new IllegalArgumentException("not a preference's key");
        if (value.length() > LONGEST) throw new IllegalArgumentException("a choice has at most 200 characters");
        if (value.isEmpty()) holder.state().choices.remove(key);
        else holder.state().choices.put(key, value);
    }
}
