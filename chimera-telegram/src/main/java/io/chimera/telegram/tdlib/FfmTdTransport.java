package io.chimera.telegram.tdlib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The native library, called by way of the foreign function and memory API (JEP 454). Never unloaded. */
@SuppressWarnings("restricted") // calling C is what this class is for
public final class FfmTdTransport implements TdTransport {

    private static final double NANOS = 1e9;

    private final MethodHandle create;
    private final MethodHandle send;
    private final MethodHandle receive;
    private final MethodHandle execute;

    private FfmTdTransport(SymbolLookup library) {
        this.create = function(library, "td_create_client_id", FunctionDescriptor.of(JAVA_INT));
        this.send = function(library, "td_send", FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS));
        this.receive = function(library, "td_receive", FunctionDescriptor.of(ADDRESS, JAVA_DOUBLE));
        this.execute = function(library, "td_execute", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }

    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }

    /**
     * Loads the library into this process.
     *
     * @throws NoTdLibrary if it is no library for this machine, or not TDLib's JSON interface
     */
    public static FfmTdTransport load(TdLibrary library) throws NoTdLibrary {
        try {
            return new FfmTdTransport(SymbolLookup.libraryLookup(library.file(), Arena.global()));
        } catch (IllegalArgumentException notLoaded) {
            throw new NoTdLibrary(
                    library.file() + " cannot be loaded: it is no library for this machine, or one that it needs is"
                            + " missing. Use the one Chimera brings, or one that was built here.",
                    notLoaded);
        } catch (NoSuchElementException notThere) {
            throw new NoTdLibrary(
                    library.file() + " is a library, but not TDLib's tdjson (" + notThere.getMessage()
                            + "). Name the file libtdjson.so, libtdjson.dylib or tdjson.dll.",
                    notThere);
        }
    }

    @Override
    public int create() {
        try {
            return (int) create.invokeExact();
        } catch (Throwable failed) {
            throw impossible(failed);
        }
    }

    @Override
    public void send(int client, String request) {
        try (var arena = Arena.ofConfined()) {
            send.invokeExact(client, arena.allocateFrom(request));
        } catch (Throwable failed) {
            throw impossible(failed);
        }
    }

    @Override
    public Optional<String> receive(Duration patience) {
        try {
            return text((MemorySegment) receive.invokeExact(patience.toNanos() / NANOS));
        } catch (Throwable failed) {
            throw impossible(failed);
        }
    }

    @Override
    public Optional<String> execute(String request) {
        try (var arena = Arena.ofConfined()) {
            return text((MemorySegment) execute.invokeExact(arena.allocateFrom(request)));
        } catch (Throwable failed) {
            throw impossible(failed);
        }
    }

    /** A copy: TDLib's own lives until this thread's next call. */
    private static Optional<String> text(MemorySegment answer) {
        return answer.equals(MemorySegment.NULL)
                ? Optional.empty()
                : Optional.of(answer.reinterpret(Long.MAX_VALUE).getString(0));
    }

    /** A C function throws nothing: what comes here is a fault of ours, or an error of the virtual machine. */
    private static RuntimeException impossible(Throwable failed) {
        if (failed instanceof Error error) throw error;
        if (failed instanceof RuntimeException fault) return fault;
        return new IllegalStateException(failed);
    }
}
