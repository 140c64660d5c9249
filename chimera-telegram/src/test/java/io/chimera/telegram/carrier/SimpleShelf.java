package io.chimera.telegram.carrier;

import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A shelf in a folder that holds what is small enough for memory, and has as much room as a test gives it. */
final class SimpleShelf implements FileShelf {

    private final Path folder;
    private volatile long room = Long.MAX_VALUE;

    SimpleShelf(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
    }

    void room(long bytes) {
        room = bytes;
    }

    long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Override
    public IncomingFile begin(FileName name) {
        return new InMemory(name);
    }

    @Override
    public IncomingFile resume(MessageId message, FileName name, long size) {
        return begin(name);
    }

    @Override
    public void remove(SealedFile file) throws IOException {
        Files.deleteIfExists(file.path());
    }

    @Override
    public long room() {
        return room;
    }

    private final class InMemory implements IncomingFile {

        private final FileName name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        InMemory(FileName name) {
            this.name = name;
        }

        @Override
        public long length() {
            return bytes.size();
        }

        @Override
        public int crc32c() {
            throw new UnsupportedOperationException("nothing is resumed from the cloud");
        }

        @Override
        public void write(ByteBuffer more) {
            var taken = new byte[more.remaining()];
            more.get(taken);
            bytes.writeBytes(taken);
        }

        @Override
        public void restart() {
            bytes.reset();
        }

        @Override
        public SealedFile seal() throws IOException {
            var place = Files.createTempFile(folder, "", name.value());
            Files.write(place, bytes.toByteArray());
            return new SealedFile(place, bytes.size(), Sha256.over(bytes.toByteArray()));
        }

        @Override
        public void close() {}
    }
}
