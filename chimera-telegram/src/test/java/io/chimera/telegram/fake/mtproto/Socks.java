package io.chimera.telegram.fake.mtproto;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The server's half of SOCKS 5 (RFC 1928): it lets everybody connect anywhere, and everywhere is here. */
final class Socks {

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final byte[] NO_PASSWORD = {VERSION, 0};
    private static final byte[] CONNECTED = {VERSION, 0, 0, IPV4, 127, 0, 0, 1, 0, 0};

    private Socks() {}

    /** Greets, and says that the connection is made. What follows is for the one it was asked for. */
    static void welcome(DataInputStream in, OutputStream out) throws IOException {
        if (in.readByte() != VERSION) throw new ProtocolBreach("not SOCKS 5: tell TDLib of the proxy before all else");
        in.readFully(new byte[in.readUnsignedByte()]);
        out.write(NO_PASSWORD);
        out.flush();
        in.readByte();
        if (in.readByte() != CONNECT) throw new ProtocolBreach("SOCKS can do more, but not here");
        in.readByte();
        address(in);
        in.readUnsignedShort();
        out.write(CONNECTED);
        out.flush();
    }

    private static void address(DataInputStream in) throws IOException {
        int kind = in.readByte();
        int length = switch (kind) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> in.readUnsignedByte();
            default -> throw new ProtocolBreach("no address of this kind: " + kind);
        };
        var address = new byte[length];
        in.readFully(address);
        if (kind == NAME)
            throw new ProtocolBreach("no names are looked up: " + new String(address, StandardCharsets.US_ASCII));
    }
}
