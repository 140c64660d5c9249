package io.chimera.core.messenger;

import io.chimera.core.export.DialogExport.Order;
import io.chimera.core.export.DialogExport.Prepared;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.ExportReport;
import io.chimera.core.export.Format;
import io.chimera.core.export.UnusablePlace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Exports of dialogs. */
public final class Exports extends Tasks<ExportReport> {

    private final Map<Format, ExportFormat> formats = new EnumMap<>(Format.class);

    /** @param formats one for each form */
    public Exports(Collection<ExportFormat> formats) {
        super("export");
        formats.forEach(format -> this.formats.put(format.format(), format));
        for (var format : Format.values())
            if (!this.formats.containsKey(format)) throw new IllegalArgumentException("nobody can write " + format);
    }

    /**
     * Begins an export, which goes on by itself.
     *
     * @throws UnusablePlace if nothing can be written where it is to go
     * @throws AlreadyUnderWay if one of this account goes on
     */
    public Task<ExportReport> begin(Messenger me, Order order) throws UnusablePlace {
        refuseSecond(me.account());
        var format = Objects.requireNonNull(formats.get(order.format()));
        var prepared = me.dialogExport().prepare(format, order);
        try {
            return begin(me.account(), ExportReport.NOTHING_YET, soFar -> write(prepared, soFar));
        } catch (RuntimeException refused) {
            prepared.abandon();
            throw refused;
        }
    }

    private static Ending<ExportReport> write(Prepared prepared, Consumer<ExportReport> soFar) {
        try {
            return new Ending.Whole<>(prepared.write(soFar));
        } catch (UnusablePlace gone) {
            return new Ending.Broken<>(Objects.requireNonNullElse(gone.getMessage(), "There is no place for it"));
        } catch (InterruptedIOException _) {
            return new Ending.Broken<>("Chimera was ended. Nothing is left of it; export again");
        } catch (IOException failed) {
            return new Ending.Broken<>("It could not be written: " + failed.getMessage() + ". Nothing is left of it");
        }
    }
}
