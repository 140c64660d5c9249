package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.identity.CodeSender;
import io.chimera.lab.api.Sending;
import io.chimera.lab.people.LabPeople;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one-time codes as messages of the lab's service, into the person's dialog with it. */
public final class LabCodeSender implements CodeSender {

    private static final Logger LOG = LoggerFactory.getLogger(LabCodeSender.class);

    private final LabLines lines;

    public LabCodeSender(LabLines lines) {
        this.lines = lines;
    }

    @Override
    public void send(AccountId to, String text) throws UndeliverableCode {
        try {
            var words = Sending.Words.plain(new Body.Text(text).text());
            lines.of(LabPeople.SERVICE).send(to.telegramUser(), words);
        } catch (UnacceptableText unacceptable) {
            throw new UndeliverableCode("the text cannot be a message: " + unacceptable.why());
        } catch (Broken broken) {
            if (!broken.left()) throw new UndeliverableCode(String.valueOf(broken.getMessage()));
            LOG.warn("A code may have arrived or not account={} why={}", to, broken.getMessage());
        } catch (IOException failed) {
            throw new UndeliverableCode(String.valueOf(failed.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UndeliverableCode("the sending was stopped");
        }
    }
}
