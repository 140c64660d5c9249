package io.chimera.app;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.telegram.carrier.TelegramCodeSender;
import io.chimera.telegram.signin.Reception;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Who signs in to Telegram at an identity provider becomes the account its codes are sent from. There is one at a time. */
final class CodeOffice implements Reception {

    private final Path folder;
    private final Supplier<TelegramCodeSender> sender;

    /** @param sender had when somebody signs in: it needs what the sign-ins need */
    CodeOffice(Path folder, Supplier<TelegramCodeSender> sender) {
        this.folder = folder;
        this.sender = sender;
    }

    @Override
    public boolean isHere(AccountId account) {
        return sender.get().isFrom(account);
    }

    @Override
    public Path makeRoomFor(AccountId account) {
        sender.get().close();
        return folder;
    }

    @Override
    public void reopen(AccountId account) {
        sender.get().reopen();
    }

    /** Nothing is kept of it here but TDLib's database. */
    @Override
    public void forget(AccountId account) {}

    @Override
    public void welcome(Account account) {
        sender.get().reopen();
    }
}
