package io.chimera.web.export;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.export.Copy;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.Format;
import io.chimera.core.export.Imprint;
import io.chimera.web.words.Language;
import io.chimera.web.words.Words;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Pages that any browser shows, without Chimera and without scripts. */
@Component
class HtmlExport implements ExportFormat {

    private final MessageSource source;
    private final Clock clock;

    HtmlExport(MessageSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Format format() {
        return Format.HTML;
    }

    @Override
    public Copy begin(PrivateFolder folder, Imprint imprint) throws IOException {
        var language = Language.accepted(imprint.language().toLanguageTag());
        return new HtmlCopy(folder, imprint, new Words(source, language, clock.getZone()));
    }
}
