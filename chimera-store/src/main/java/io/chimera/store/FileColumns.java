package io.chimera.store;

import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * The columns a file takes in tables {@code message} and {@code dispatch}. A file below the account's folder is kept as it
 * is seen from there, so that the home may be moved.
 */
final class FileColumns {

    private FileColumns() {}

    static Map<String, Object> values(SharedFile file, Path folder) {
        var content = file.content();
        var path = content.path().startsWith(folder) ? folder.relativize(content.path()) : content.path();
        return Map.of(
                "file_name", file.name().value(),
                "media_type", file.mediaType(),
                "path", path.toString(),
                "size", content.size(),
                "sha256", content.sha256().hex());
    }

    static Map<String, Object> values(DistantFile file) {
        return Map.of(
                "file_name", file.name().value(),
                "media_type", file.mediaType(),
                "size", file.size());
    }

    static DistantFile readDistant(ResultSet row) throws SQLException {
        return new DistantFile(
                new FileName(row.getString("file_name")), row.getString("media_type"), row.getLong("size"));
    }

    static SharedFile read(ResultSet row, Path folder) throws SQLException {
        var content = new SealedFile(
                folder.resolve(row.getString("path")), row.getLong("size"), new Sha256(row.getString("sha256")));
        return new SharedFile(new FileName(row.getString("file_name")), row.getString("media_type"), content);
    }
}
