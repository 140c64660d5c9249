package io.chimera.store.disk;

import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** A file that is being written aside. */
final class PartFile implements IncomingFile {

    /** How far the disk's room is trusted before it is asked again, in bytes: asking costs more than a little write. */
    private static final long TRUSTED = 4 << 20;

    private static final int BUFFER = 256 << 10;

    private final Path part;
    private final OptionalLong announced;
    private final Room room;
    private final Naming naming;
    private final Ending ending;
    private final CRC32C crc = new CRC32C();
    private FileChannel channel;
    private TrailingHash hash;
    private long length;
    private long checkedUpTo;
    private long roomUpTo;
    private boolean ended;

    /** Gives a whole part its name. */
    @FunctionalInterface
    interface Naming {
        Path put(Path part) throws IOException;
    }

    /** What is to be done with a part once it is sealed, or was closed unsealed. */
    @FunctionalInterface
    interface Ending {
        void ended(boolean sealed) throws IOException;
    }

    /** @param announced how long it is to become, if that is known; it is sealed at no other length */
    PartFile(Path part, OptionalLong announced, Room room, Naming naming, Ending ending) throws IOException {
        this.part = part;
        this.announced = announced;
        this.room = room;
        this.naming = naming;
        this.ending = ending;
        this.channel = Parts.openPart(part);
        this.length = channel.size();
        this.roomUpTo = length;
        this.hash = new TrailingHash(part);
        hash.writtenUpTo(length);
        if (length > longest()) restart();
    }

    private long longest() {
        return announced.orElse(Long.MAX_VALUE);
    }

    @Override
    public long length() {
        return length;
    }

    /** What was there before is only read when somebody asks; what is added then is added here too. */
    @Override
    public int crc32c() throws IOException {
        refuseIfEnded();
        var buffer = ByteBuffer.allocate(BUFFER);
        while (checkedUpTo < length) {
            int count = channel.read(buffer.clear(), checkedUpTo);
            if (count < 0) throw new IOException("the part of a file became shorter by other hands");
            crc.update(buffer.flip());
            checkedUpTo += count;
        }
        return (int) crc.getValue();
    }

    /** All of the bytes, or none of them. */
    @Override
    public void write(ByteBuffer bytes) throws IOException {
        refuseIfEnded();
        int count = bytes.remaining();
        if (count > longest() - length)
            throw new IOException("more bytes came than the " + longest() + " that were announced");
        askForRoom(count);
        var same = bytes.duplicate();
        writeOrTakeBack(bytes);
        if (checkedUpTo == length) {
            crc.update(same);
            checkedUpTo += count;
        }
        length += count;
        hash.writtenUpTo(length);
    }

    private void askForRoom(int count) throws IOException {
        if (length + count <= roomUpTo) return;
        long left = room.left();
        if (left < count) throw new NoRoom("the disk has room for " + left + " more bytes, and " + count + " came");
        roomUpTo = length + Math.min(left, Math.max(count, TRUSTED));
    }

    private void writeOrTakeBack(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        long place = length;
        try {
            while (bytes.hasRemaining()) place += channel.write(bytes, place);
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException failed) {
            bytes.position(start);
            channel.truncate(length);
            if (room.left() < bytes.remaining()) throw (NoRoom) new NoRoom("the disk is full").initCause(failed);
            throw failed;
        }
    }

    @Override
    public void restart() throws IOException {
        refuseIfEnded();
        hash.abandon();
        channel.close();
        // Not truncated: after a crash in the middle of sealing, the part and the sealed file may be one.
        Files.deleteIfExists(part);
        channel = Parts.openPart(part);
        hash = new TrailingHash(part);
        crc.reset();
        length = 0;
        checkedUpTo = 0;
        roomUpTo = 0;
    }

    @Override
    public SealedFile seal() throws IOException {
        refuseIfEnded();
        if (length != announced.orElse(length))
            throw new IOException("only " + length + " of " + longest() + " bytes have come");
        channel.force(true);
        var sha256 = hash.finish(length);
        channel.close();
        var path = naming.put(part);
        ended = true;
        ending.ended(true);
        return new SealedFile(path, length, sha256);
    }

    @Override
    public void close() throws IOException {
        if (ended) return;
        ended = true;
        hash.abandon();
        try {
            channel.close();
        } finally {
            ending.ended(false);
        }
    }

    private void refuseIfEnded() throws IOException {
        if (ended) throw new IOException("the file is sealed or closed already");
    }
}
