package io.chimera.janus.proxy;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.ScriptedNotebook;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A notebook that would be on a disk: an event loop that asked for it would keep everybody waiting, and is counted. */
final class OffTheLoops implements Notebook {

    private final ScriptedNotebook notebook = new ScriptedNotebook();
    private final AtomicInteger onLoops = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    /** How often an event loop had to do with it. */
    int onLoops() {
        return onLoops.get();
    }

    /** How often cards were written. */
    int written() {
        return written.get();
    }

    private ScriptedNotebook disk() {
        if (Thread.currentThread() instanceof FastThreadLocalThread) onLoops.incrementAndGet();
        return notebook;
    }

    @Override
    public List<String> names() {
        return disk().names();
    }

    @Override
    public Optional<ProfileTag> known(String profileName) {
        return disk().known(profileName);
    }

    @Override
    public boolean remember(String profileName, ProfileTag tag) {
        return disk().remember(profileName, tag);
    }

    @Override
    public void forget(String profileName) {
        disk().forget(profileName);
    }

    @Override
    public List<SealedCard> cards(ProfileTag profile) {
        return disk().cards(profile);
    }

    @Override
    public boolean put(ProfileTag profile, List<SealedCard> cards) {
        written.incrementAndGet();
        return disk().put(profile, cards);
    }

    @Override
    public void remove(ProfileTag profile, String label) {
        disk().remove(profile, label);
    }
}
