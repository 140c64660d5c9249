package io.chimera.app.bench;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** A proxy of another library for Java, as it is without rules, in a process of its own. */
final class LittleProxy {

    private LittleProxy() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws InterruptedException {
        DefaultHttpProxyServer.bootstrap()
                .withAddress(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .start();
        new CountDownLatch(1).await();
    }
}
