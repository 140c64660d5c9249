package io.chimera.app.scene;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/** The system calls of Linux the JDK has no words for: to enter a network namespace, and to see its packets. */
@SuppressWarnings("restricted") // a wrong call could crash this process, which is a test
final class Kernel {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = handle("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle SETNS = handle("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle INDEX = handle("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle BIND = handle("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle OPTION =
            handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECEIVE = handle("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    // setns(2), packet(7), socket(7)
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final short AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short ETH_P_ALL = 0x0003;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SOCKADDR_LL = 20;

    private Kernel() {}

    private static MethodHandle handle(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, arguments));
    }

    /** Sockets the calling thread opens from now on are in this namespace; it must be a platform thread. */
    static void enter(String namespace) throws IOException {
        try (var arena = Arena.ofConfined()) {
            int file = done("open", (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + namespace), 0));
            try {
                done("setns", (int) SETNS.invokeExact(file, CLONE_NEWNET));
            } finally {
                close(file);
            }
        } catch (Throwable failed) {
            throw asIo(failed);
        }
    }

    /** A socket that sees every packet of an interface in the calling thread's namespace; a read waits 200 ms. */
    static int listen(String networkInterface) throws IOException {
        try (var arena = Arena.ofConfined()) {
            short everything = Short.reverseBytes(ETH_P_ALL);
            int socket = done("socket", (int) SOCKET.invokeExact((int) AF_PACKET, SOCK_RAW, (int) everything));
            var address = arena.allocate(SOCKADDR_LL, 4);
            address.set(JAVA_SHORT, 0, AF_PACKET);
            address.set(JAVA_SHORT, 2, everything);
            address.set(
                    JAVA_INT, 4, done("if_nametoindex", (int) INDEX.invokeExact(arena.allocateFrom(networkInterface))));
            done("bind", (int) BIND.invokeExact(socket, address, SOCKADDR_LL));
            var patience = arena.allocate(16, 8);
            patience.set(JAVA_LONG, 8, 200_000);
            done("setsockopt", (int) OPTION.invokeExact(socket, SOL_SOCKET, SO_RCVTIMEO, patience, 16));
            return socket;
        } catch (Throwable failed) {
            throw asIo(failed);
        }
    }

    /** One packet; empty if none came in time. */
    static byte[] receive(int socket) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(70_000);
            long length = (long) RECEIVE.invokeExact(socket, buffer, buffer.byteSize(), 0);
            return length <= 0 ? new byte[0] : buffer.asSlice(0, length).toArray(JAVA_BYTE);
        } catch (Throwable failed) {
            throw asIo(failed);
        }
    }

    static void close(int file) throws IOException {
        try {
            done("close", (int) CLOSE.invokeExact(file));
        } catch (Throwable failed) {
            throw asIo(failed);
        }
    }

    private static int done(String call, int result) throws IOException {
        if (result < 0 || (call.equals("if_nametoindex") && result == 0)) throw new IOException(call + " failed");
        return result;
    }

    private static IOException asIo(Throwable failed) {
        return failed instanceof IOException io ? io : new IOException(failed);
    }
}
