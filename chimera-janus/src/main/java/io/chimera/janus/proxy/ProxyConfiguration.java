package io.chimera.janus.proxy;

import io.chimera.core.event.Events;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.Traffic;
import io.chimera.janus.command.Bodies;
import io.chimera.janus.command.Commands;
import io.chimera.janus.command.Words;
import io.chimera.janus.desk.JanusDesk;
import io.chimera.janus.site.Site;
import io.chimera.janus.site.Suffixes;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The proxy. What it does is told as {@link Traffic}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProxySettings.class, WordSettings.class})
public class ProxyConfiguration {

    private static final int TLS = 443;

    @Bean
    JanusProxy janusProxy(
            ProxySettings settings,
            WordSettings words,
            JanusDesk desk,
            Notebook notebook,
            Events events,
            ObjectProvider<Interception> interception,
            Environment environment,
            Clock clock) {
        var own = new OwnPorts(environment);
        var proxy = new JanusProxy(
                settings,
                (counters, executor) -> office(
                        settings,
                        words.words(),
                        Limits.usual(),
                        new Doorkeeper(desk, notebook::known, executor, new SecureRandom()),
                        events::publish,
                        own,
                        interception.getIfAvailable(() -> Interception.NONE),
                        counters,
                        executor,
                        clock));
        own.proxy = proxy::isOwnPort;
        return proxy;
    }

    /** What all connections share. */
    static Office office(
            ProxySettings settings,
            Words words,
            Limits limits,
            Doorkeeper doorkeeper,
            Consumer<Traffic> listener,
            IntPredicate ownPort,
            Interception interception,
            Counters counters,
            ExecutorService executor,
            Clock clock)
            throws Exception {
        var guard = new Guard(InetAddress::getAllByName, settings.allow(), ownPort);
        var ports = new HashSet<>(settings.tunnelPorts());
        ports.add(TLS);
        var roads = new Roads(guard, settings.through(), executor, limits.connectTime());
        return new Office(
                limits,
                doorkeeper,
                roads,
                inClear(settings),
                Suffixes.shipped(),
                new Bodies(new Commands(words)),
                new Herald(listener),
                counters,
                executor,
                clock,
                ports,
                interception,
                new SecureRoads(roads, TrustedRoots.with(settings.trustedRoots()), executor, limits.connectTime()),
                new Guises(),
                new Exempt(System::nanoTime));
    }

    private static Predicate<Site> inClear(ProxySettings settings) {
        var allowed = Set.copyOf(settings.plainHttp());
        return site -> allowed.contains(site.name());
    }

    /** Chimera's own: nobody reaches its pages through its proxy. */
    private static final class OwnPorts implements IntPredicate {

        private static final List<String> SERVERS = List.of("local.server.port", "local.management.port");

        private final Environment environment;
        private volatile IntPredicate proxy = _ -> false;

        OwnPorts(Environment environment) {
            this.environment = environment;
        }

        @Override
        public boolean test(int port) {
            return proxy.test(port)
                    || SERVERS.stream()
                            .anyMatch(name -> environment.getProperty(name, Integer.class, 0) == port && port != 0);
        }
    }
}
