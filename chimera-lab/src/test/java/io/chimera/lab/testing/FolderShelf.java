package io.chimera.lab.testing;

import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A shelf in a folder, with as much room as a test gives it. Used by one account. */
public final class FolderShelf implements FileShelf {

    private final Path folder;
    private volatile long room = Long.MAX_VALUE;

    public FolderShelf(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
    }

    /** No file may be longer from now on. */
    public void room(long bytes) {
        room = bytes;
    }

    /** How many files there are, parts included. */
    public long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Override
    public IncomingFile begin(FileName name) throws IOException {
        return new Writing(name);
    }

    @Override
    public IncomingFile resume(MessageId message, FileName name, long size) throws IOException {
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

    private final class Writing implements IncomingFile {

        private final FileName name;
        private final Path part;
        private final FileChannel out;
        private final CRC32C crc = new CRC32C();
        private final MessageDigest digest;
        private long length;
        private boolean sealed;

        Writing(FileName name) throws IOException {
            this.name = name;
            this.part = Files.createTempFile(folder, "part", null);
            this.out = FileChannel.open(part, StandardOpenOption.WRITE);
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int crc32c() {
            return (int) crc.getValue();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (length + bytes.remaining() > room) throw new NoRoom("the test's shelf is full");
            crc.update(bytes.duplicate());
            digest.update(bytes.duplicate());
            length += bytes.remaining();
            while (bytes.hasRemaining()) out.write(bytes);
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException("nothing is resumed from the cloud");
        }

        @Override
        public SealedFile seal() throws IOException {
            out.close();
            var place = folder.resolve(name.value());
            for (int n = 2; Files.exists(place); n++) place = folder.resolve(name.value() + " (" + n + ")");
            Files.move(part, place);
            sealed = true;
            return new SealedFile(place, length, Sha256.of(digest.digest()));
        }

        @Override
        public void close() throws IOException {
            out.close();
            if (!sealed) Files.deleteIfExists(part);
        }
    }
}
