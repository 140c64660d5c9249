package io.chimera.app;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender;

/** Writes codes on the terminal of whoever tries a provider out: never more than a lab, and never beyond this computer. */
final class ConsoleCodeSender implements CodeSender {

    @Override
    public void send(AccountId to, String text) {
        System.out.println("LAB ONLY. To " + to + ": " + text.strip().replace("\n", System.lineSeparator()));
    }
}
