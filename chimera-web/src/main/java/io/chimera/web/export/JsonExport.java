package io.chimera.web.export;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.export.Copy;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.Format;
import io.chimera.core.export.Imprint;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The fields of the REST API, one file for each dialog and one that lists them. */
@Component
class JsonExport implements ExportFormat {

    private final JsonMapper json;

    JsonExport(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.JSON;
    }

    @Override
    public Copy begin(PrivateFolder folder, Imprint imprint) throws IOException {
        return new JsonCopy(json, folder, imprint);
    }
}
