package io.chimera.telegram;

import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.Wire;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Telegram: {@code chimera.telegram.*}.
 *
 * @param library a TDLib to use instead of the one Chimera brings; {@code CHIMERA_TELEGRAM_LIBRARY} in the environment
 * @param apiId which application this is, as my.telegram.org gave it; asked for at the first sign-in otherwise
 * @param apiHash what belongs to that; best given in the environment, as {@code CHIMERA_TELEGRAM_APIHASH}
 * @param proxy a SOCKS5 proxy by which alone Telegram is reached, as {@code host:port}
 */
@ConfigurationProperties("chimera.telegram")
public record TelegramSettings(
        @Nullable Path library,
        @Nullable Integer apiId,
        @Nullable String apiHash,
        @Nullable String proxy) {

    private static final Pattern PLACE = Pattern.compile("\\[?([^\\[\\]]+?)]?:([0-9]{1,5})");

    public TelegramSettings {
        if ((apiId == null) != (apiHash == null))
            throw new IllegalArgumentException(
                    "chimera.telegram.api-id and chimera.telegram.api-hash belong together: set both or neither");
        if (apiId != null && apiHash != null) check(apiId, apiHash);
        if (proxy != null) socks(proxy);
    }

    /** Which application this is, if it is set. */
    Optional<Application> application() {
        return apiId == null || apiHash == null ? Optional.empty() : Optional.of(new Application(apiId, apiHash));
    }

    /** How Telegram is reached. */
    Wire wire() {
        return proxy == null ? new Wire.Direct() : socks(proxy);
    }

    private static void check(int id, String hash) {
        try {
            var _ = new Application(id, hash);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "chimera.telegram.api-id and api-hash are not what my.telegram.org gives: " + wrong.getMessage());
        }
    }

    private static Wire socks(String place) {
        var found = PLACE.matcher(place);
        int port = found.matches() ? Integer.parseInt(found.group(2)) : 0;
        if (port < 1 || port > 0xffff)
            throw new IllegalArgumentException("chimera.telegram.proxy must be host:port, not " + place);
        return new Wire.Socks5(found.group(1), port);
    }
}
