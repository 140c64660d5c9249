package io.chimera.web.sign;

import io.chimera.core.account.Account;
import io.chimera.web.words.Face;

/** An account as the sign-in page offers it. */
record Door(long id, String name, Face face) {

    static Door of(Account account) {
        var id = account.id().telegramUser();
        return new Door(id, account.name(), Face.of(id, account.name(), false));
    }
}
