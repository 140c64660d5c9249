package io.chimera.web;

import io.chimera.web.live.LiveEndpoint;
import io.chimera.web.preference.WordsArgument;
import io.chimera.web.sign.MessengerArgument;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * The pages, their live updates and the REST API. Needs from the application: {@code Messengers}, {@code Accounts}, {@code
 * Imports}, {@code Exports}, {@code Checks}, {@code Enroller}, {@code CertificateFiles}, {@code Pseudonyms}, {@code SiteCards}, {@code HttpsSites}, a {@code TrafficBook},
 * {@code Neighbourhood}, an {@link ApiToken}, a {@code Clock} whose zone is the
 * reader's, and every domain event as an application event.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(excludeFilters = @Filter(type = FilterType.REGEX, pattern = ProviderWebConfiguration.OPERATORS))
@Import({StaticFiles.class, Bundles.class})
@EnableWebSocket
@EnableConfigurationProperties(WebSettings.class)
@PropertySource("classpath:io/chimera/web/web.properties")
public class WebConfiguration implements WebMvcConfigurer, WebSocketConfigurer {

    private final LiveEndpoint live;
    private final MessengerArgument messengers;
    private final WordsArgument words;

    WebConfiguration(LiveEndpoint live, MessengerArgument messengers, WordsArgument words) {
        this.live = live;
        this.messengers = messengers;
        this.words = words;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(messengers);
        resolvers.add(words);
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(live, "/live").addInterceptors(live);
    }
}
