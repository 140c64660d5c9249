package io.chimera.app.bench;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.chimera.app.scene.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * What files over the LAN are compared with: the same bytes through a bare TLS 1.3 socket of the same JDK on loopback, in
 * writes of the same length and with the cipher suite that Chimera prefers. Read from memory, and written nowhere or into a
 * file that is durable in the end.
 */
final class RawTls {

    private static final int WRITE_LENGTH = 256 * 1024;
    private static final String SUITE = "TLS_AES_128_GCM_SHA256";
    private static final char[] PASSWORD = "benchmark".toCharArray();

    private final SSLContext context;

    private RawTls(SSLContext context) {
        this.context = context;
    }

    static RawTls ready(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("raw.p12");
        var keytool = new ProcessBuilder(
                        Path.of(Program.java()).resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0)
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new RawTls(context);
    }

    /** How long so many bytes take, from the first write until the last is where it should be, and by which suite. */
    record Passage(double seconds, String suite) {}

    /** @param into the file they are written to, or none */
    Passage carry(long bytes, Optional<Path> into) throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
                var reading = Executors.newSingleThreadExecutor()) {
            var read = reading.submit((Callable<Long>) () -> drain(listening, into));
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
                socket.setTcpNoDelay(true);
                socket.setEnabledCipherSuites(new String[] {SUITE});
                socket.startHandshake();
                long began = System.nanoTime();
                var block = new byte[WRITE_LENGTH];
                for (long left = bytes; left > 0; left -= WRITE_LENGTH)
                    socket.getOutputStream().write(block, 0, Math.toIntExact(Math.min(WRITE_LENGTH, left)));
                socket.shutdownOutput();
                if (read.get() != bytes) throw new IOException("bytes were lost");
                return new Passage(
                        (System.nanoTime() - began) / 1e9, socket.getSession().getCipherSuite());
            }
        }
    }

    private static long drain(SSLServerSocket listening, Optional<Path> into) throws IOException {
        try (var socket = listening.accept();
                var file = into.isPresent() ? FileChannel.open(into.get(), CREATE_NEW, WRITE) : null) {
            var block = new byte[WRITE_LENGTH];
            long count = 0;
            for (int n = socket.getInputStream().read(block);
                    n >= 0;
                    n = socket.getInputStream().read(block)) {
                if (file != null) file.write(ByteBuffer.wrap(block, 0, n));
                count += n;
            }
            if (file != null) file.force(true);
            return count;
        }
    }
}
