package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.signin.SignOuts;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud that remembers who signed out, and can be away. */
public final class ScriptedSignOuts implements SignOuts {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /** What was done, in order: {@code "signed out 1001"}, {@code "forgot 1001"}. Begins anew. */
    public List<String> done() {
        var before = List.copyOf(done);
        done.clear();
        return before;
    }

    public void isAway(boolean so) {
        away = so;
    }

    @Override
    public void signOut(AccountId account) throws IOException {
        does("signed out " + account);
    }

    @Override
    public void forget(AccountId account) throws IOException {
        does("forgot " + account);
    }

    private void does(String what) throws IOException {
        if (away) throw new IOException("the cloud is away");
        done.add(what);
    }
}
