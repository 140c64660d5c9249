package io.chimera.core.delivery;

import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** A shelf in a test's folder: simple and slow, durable only as long as the test runs. */
public final class FolderShelf implements FileShelf {

    private static final long ANY = -1;

    private final Path folder;
    private final Path parts;
    private final Set<Path> beingWritten = new HashSet<>();
    private volatile long room = 1L << 40;

    public FolderShelf(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.parts = folder.toAbsolutePath().resolve(".parts");
        try {
            Files.createDirectories(parts);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How much fits on it from now on. */
    public void room(long bytes) {
        room = bytes;
    }

    /** How many whole files lie on it. */
    public long count() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public IncomingFile begin(FileName name) throws IOException {
        return new Part(Files.createTempFile(parts, "whole", null), name, ANY);
    }

    @Override
    public synchronized IncomingFile resume(MessageId message, FileName name, long size) throws IOException {
        if (size < 0) throw new IllegalArgumentException("no file has " + size + " bytes");
        var part = parts.resolve(message + "-" + size);
        if (!beingWritten.add(part)) throw new IOException("this file is being written already");
        try (var others = Files.newDirectoryStream(parts, message + "-*")) {
            for (var other : others) if (!other.equals(part)) Files.delete(other);
        }
        return new Part(part, name, size);
    }

    @Override
    public void remove(SealedFile file) throws IOException {
        if (!file.path().normalize().getParent().equals(folder) || Files.isDirectory(file.path()))
            throw new IllegalArgumentException("not on this shelf");
        Files.deleteIfExists(file.path());
    }

    @Override
    public long room() {
        return room;
    }

    private synchronized void written(Path part) {
        beingWritten.remove(part);
    }

    private synchronized Path place(Path part, FileName name) throws IOException {
        var place = folder.resolve(name.value());
        for (int n = 2; Files.exists(place); n++) place = folder.resolve(numbered(name, n));
        return Files.move(part, place);
    }

    private static String numbered(FileName name, int n) {
        var value = name.value();
        var ending = " (" + n + ")"
                + value.substring(value.length() - name.extension().length());
        var stem = value.substring(0, value.length() - name.extension().length());
        while ((stem + ending).getBytes(StandardCharsets.UTF_8).length > FileName.LONGEST)
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        return stem + ending;
    }

    private final class Part implements IncomingFile {

        private final Path path;
        private final FileName name;
        private final long size;
        private final FileChannel channel;
        private long length;

        private Part(Path path, FileName name, long size) throws IOException {
            this.path = path;
            this.name = name;
            this.size = size;
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.length = channel.size();
            channel.position(length);
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int crc32c() throws IOException {
            var crc = new CRC32C();
            readThrough(new CheckedInputStream(Files.newInputStream(path), crc));
            return (int) crc.getValue();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (size != ANY && length + bytes.remaining() > size) throw new IOException("more than " + size + " bytes");
            if (length + bytes.remaining() > room) throw new NoRoom("this shelf has room for " + room);
            while (bytes.hasRemaining()) length += channel.write(bytes);
        }

        @Override
        public void restart() throws IOException {
            channel.truncate(0);
            length = 0;
        }

        @Override
        public SealedFile seal() throws IOException {
            if (size != ANY && length != size) throw new IOException(length + " bytes are not all of " + size);
            var hash = sha256();
            channel.close();
            return new SealedFile(place(path, name), length, hash);
        }

        private Sha256 sha256() throws IOException {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                readThrough(new DigestInputStream(Files.newInputStream(path), digest));
                return Sha256.of(digest.digest());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static void readThrough(InputStream stream) throws IOException {
            try (stream) {
                var piece = new byte[64 * 1024];
                while (stream.read(piece) >= 0) {}
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (size == ANY) Files.deleteIfExists(path);
            written(path);
        }
    }
}
