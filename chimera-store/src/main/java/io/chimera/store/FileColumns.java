package io.chimera.store;

import io.chimera.core.file.FileName;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import java.nio.file.Path;

/**
 * The columns a file takes in tables {@code message} and {@code dispatch}.
 *
 * @param path seen from the account's folder where the file lies below it, so that the home may be moved
 */
record FileColumns(String fileName, String mediaType, String path, long size, String sha256) {

    static FileColumns of(SharedFile file, Path folder) {
        var content = file.content();
        var path = content.path().startsWith(folder) ? folder.relativize(content.path()) : content.path();
        return new FileColumns(
                file.name().value(),
                file.mediaType(),
                path.toString(),
                content.size(),
                content.sha256().hex());
    }

    SharedFile toFile(Path folder) {
        return new SharedFile(
                new FileName(fileName), mediaType, new SealedFile(folder.resolve(path), size, new Sha256(sha256)));
    }
}
