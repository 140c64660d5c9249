package io.chimera.pki.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Answers for this process that no address has a name, without asking anybody; names are looked up as ever.
 *
 * <p>The JDK's HTTPS server asks the DNS for the name of each caller before the handshake, for nothing that is used here.
 * Addresses of a local network often have none, and whoever waits for a server that does not answer waits for seconds;
 * and the DNS would learn who asks. Found by the JDK as a service (JEP 418).
 */
public final class NoNamesOfCallers extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new NamesOnly(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "addresses have no names";
    }

    private record NamesOnly(InetAddressResolver usual) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return usual.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("names of addresses are not looked up");
        }
    }
}
