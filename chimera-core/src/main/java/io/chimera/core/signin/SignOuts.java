package io.chimera.core.signin;

import io.chimera.core.account.AccountId;
import java.io.IOException;

/** Port: where people sign out of their accounts in the cloud. */
public interface SignOuts {

    /**
     * Ends this computer's part in an account: the cloud forgets the computer, and the computer the key to the cloud. What
     * was written and received stays here, and can be read. An account that is signed out already is no error.
     *
     * @throws IOException if the cloud cannot be reached, so that it would go on counting on this computer; nothing has
     *     changed then
     */
    void signOut(AccountId account) throws IOException, InterruptedException;

    /**
     * Signs an account out and removes everything of it from this computer: what was written and received, its files, its
     * keys. What is in the cloud stays there.
     *
     * @throws IOException if the cloud cannot be reached, or something cannot be removed
     */
    void forget(AccountId account) throws IOException, InterruptedException;
}
