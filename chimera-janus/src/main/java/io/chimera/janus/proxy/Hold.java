package io.chimera.janus.proxy;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A body that waits until it was looked through: its beginning in memory, the rest in a file only its owner can read and that
 * has no name any more. One thread at a time.
 */
final class Hold implements AutoCloseable {

    private final int inMemory;
    private final Budget budget;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1_024);
    private @Nullable FileChannel file;
    private long size;
    private boolean closed;

    /** @param budget of which it takes its share, until it is closed */
    Hold(int inMemory, Budget budget) {
        this.inMemory = inMemory;
        this.budget = budget;
    }

    long size() {
        return size;
    }

    /** Whether a disk is or will be waited for when so many bytes more come. */
    boolean blocks(int more) {
        return file != null || memory.size() + more > inMemory;
    }

    void add(byte[] bytes) throws IOException {
        boolean small = !blocks(bytes.length);
        if (!(small ? budget.takeMemory(bytes.length) : budget.takeDisk(bytes.length)))
            throw new IOException("the connection holds enough");
        size += bytes.length;
        if (small) {
            memory.writeBytes(bytes);
            return;
        }
        if (file == null) file = nameless();
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) file.write(rest);
    }

    private static FileChannel nameless() throws IOException {
        var path = Files.createTempFile("janus-", ".body"); // 0600 wherever there are such rights
        var channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        removeName(path);
        return channel;
    }

    private static void removeName(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // Windows keeps the name of what is open; it goes when the file is closed
        }
    }

    /** All of it, from the beginning. Nothing is added afterwards. */
    InputStream whole() throws IOException {
        var first = new ByteArrayInputStream(memory.toByteArray());
        if (file == null) return first;
        file.position(0);
        return new SequenceInputStream(first, Channels.newInputStream(file));
    }

    static byte[] bytes(ByteBuf from) {
        var bytes = new byte[from.readableBytes()];
        from.getBytes(from.readerIndex(), bytes);
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) budget.giveBack(memory.size(), size - memory.size());
        closed = true;
        memory.reset();
        try {
            if (file != null) file.close();
        } catch (IOException _) {
            // it has no name: it is gone with the process at the latest
        }
    }
}
