package io.chimera.telegram.fake.mtproto;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Packets with their lengths before them ("intermediate"), made to look like noise ("obfuscated2"): the first 64 bytes
 * hold the keys of both directions. One thread reads, one writes.
 */
final class Transport {

    private static final int HEAD = 64;
    private static final byte[] INTERMEDIATE = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};

    /** A part of a file of 512 KiB, and what is around it. */
    private static final int LARGEST_PACKET = 1 << 20;

    /** In a length: the client would like to know at once that it arrived. Nobody promised that. */
    private static final int QUICK_ACKNOWLEDGEMENT = 1 << 31;

    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher incoming;
    private final Cipher outgoing;

    private Transport(DataInputStream in, OutputStream out, byte[] head) throws ProtocolBreach {
        this.in = in;
        this.out = out;
        incoming = cipher(head);
        outgoing = cipher(reversed(head));
        var plain = incoming.update(head);
        if (!Arrays.equals(Arrays.copyOfRange(plain, 56, 60), INTERMEDIATE))
            throw new ProtocolBreach("another transport than the intermediate one");
    }

    static Transport accept(DataInputStream in, OutputStream out) throws IOException {
        var head = new byte[HEAD];
        in.readFully(head);
        return new Transport(in, out, head);
    }

    byte[] read() throws IOException {
        int length = ByteBuffer.wrap(readFully(Integer.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt()
                & ~QUICK_ACKNOWLEDGEMENT;
        if (length > LARGEST_PACKET) throw new ProtocolBreach("a packet of " + length + " bytes");
        return readFully(length);
    }

    void write(byte[] packet) throws IOException {
        var whole = ByteBuffer.allocate(Integer.BYTES + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(packet.length)
                .put(packet)
                .array();
        out.write(outgoing.update(whole));
    }

    void flush() throws IOException {
        out.flush();
    }

    private byte[] readFully(int length) throws IOException {
        var bytes = new byte[length];
        in.readFully(bytes);
        return length == 0 ? bytes : incoming.update(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) reversed[i] = bytes[bytes.length - 1 - i];
        return reversed;
    }

    private static Cipher cipher(byte[] head) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            var iv = new IvParameterSpec(head, 40, 16);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(head, 8, 32, "AES"), iv); // both ways are one in CTR
            return cipher;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
