package io.chimera.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the pages and the API are served.
 *
 * @param hosts further values of the Host header that are answered, such as {@code chimera.example:8443}; this computer's
 *     own names with the right port always are. Each one added is a name an attacker may try to rebind: add only names
 *     whose DNS you control
 * @param deviceName what the identity provider shows beside a one-time code, so that people recognise their own request
 * @param sendWithin how long an open page may take to swallow one piece of news before its connection is cut; it
 *     connects again and catches up
 * @param mostSockets how many open pages are kept up to date at once; further ones work, but need a reload
 */
@ConfigurationProperties("chimera.web")
public record WebSettings(
        @DefaultValue List<String> hosts,
        @DefaultValue("Chimera") String deviceName,
        @DefaultValue("5s") Duration sendWithin,
        @DefaultValue("256") int mostSockets) {

    private static final Pattern HOST = Pattern.compile("[a-z0-9.\\[\\]:-]+");

    public WebSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        for (var host : hosts) {
            if (!HOST.matcher(host).matches())
                throw new IllegalArgumentException("chimera.web.hosts holds «" + host
                        + "», which is no host name. Write it as name or name:port.");
        }
        if (deviceName.isBlank() || deviceName.length() > 64)
            throw new IllegalArgumentException("chimera.web.device-name must have 1 to 64 characters.");
        if (sendWithin.toMillis() < 100)
            throw new IllegalArgumentException("chimera.web.send-within must be at least 100ms.");
        if (mostSockets < 1) throw new IllegalArgumentException("chimera.web.most-sockets must be at least 1.");
    }
}
