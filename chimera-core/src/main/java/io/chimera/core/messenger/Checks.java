package io.chimera.core.messenger;

import io.chimera.core.check.CheckReport;
import io.chimera.core.check.CloudCheck.Order;
import java.io.IOException;
import java.util.function.Consumer;

/** Comparisons of what is stored with what the cloud has. */
public final class Checks extends Tasks<CheckReport> {

    public Checks() {
        super("check");
    }

    /**
     * Begins one, which goes on by itself. What one that failed has mended stays so.
     *
     * @throws AlreadyUnderWay if one of this account goes on
     */
    public Task<CheckReport> begin(Messenger me, Order order) {
        return begin(me.account(), CheckReport.nothingYet(order.repair()), soFar -> compare(me, order, soFar));
    }

    private static Ending<CheckReport> compare(Messenger me, Order order, Consumer<CheckReport> soFar) {
        try {
            return new Ending.Whole<>(me.cloudCheck().run(order, soFar));
        } catch (IOException away) {
            return new Ending.Broken<>("Nothing was compared: " + away.getMessage() + ". Check again when it can");
        } catch (InterruptedException _) {
            return new Ending.Broken<>("Chimera was ended. What was mended stays so; start it, and check again");
        }
    }
}
