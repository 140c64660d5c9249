package io.chimera.core.messenger;

import io.chimera.core.legacy.ImportReport;
import io.chimera.core.legacy.Legacies;
import io.chimera.core.legacy.Legacy;
import io.chimera.core.legacy.LegacyImport;
import io.chimera.core.legacy.UnusableLegacy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Imports of what the first Chimera left. */
public final class Imports extends Tasks<ImportReport> {

    private final Legacies legacies;

    public Imports(Legacies legacies) {
        super("import");
        this.legacies = legacies;
    }

    /**
     * What is wanted.
     *
     * @param database the first Chimera's {@code chats.db}
     * @param elsewhere folders from which files were sent, besides its own two
     * @param zone where that computer stood
     */
    public record Order(Path database, List<Path> elsewhere, ZoneId zone) {
        public Order {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /**
     * Begins an import, which goes on by itself. What one that failed brought stays, and another one goes on from there.
     *
     * @throws UnusableLegacy if there is nothing that can be brought into this account
     * @throws AlreadyUnderWay if one of this account goes on
     */
    public Task<ImportReport> begin(Messenger me, Order order) throws UnusableLegacy {
        refuseSecond(me.account());
        var legacy = legacies.open(order.database(), order.elsewhere());
        var importing = me.legacyImport();
        try {
            importing.check(legacy);
            return begin(
                    me.account(),
                    ImportReport.nothingYet(legacy.size()),
                    soFar -> bring(importing, legacy, order.zone(), soFar));
        } catch (UnusableLegacy | RuntimeException refused) {
            legacy.close();
            throw refused;
        }
    }

    private static Ending<ImportReport> bring(
            LegacyImport importing, Legacy legacy, ZoneId zone, Consumer<ImportReport> soFar) {
        try (legacy) {
            return new Ending.Whole<>(importing.bring(legacy, zone, soFar));
        } catch (UnusableLegacy broken) {
            return new Ending.Broken<>(Objects.requireNonNullElse(broken.getMessage(), "It cannot be read on"));
        } catch (InterruptedException _) {
            return new Ending.Broken<>("Chimera was ended. Start it, and import again: it goes on from there");
        }
    }
}
