package io.chimera.web;

import io.chimera.web.live.LiveEndpoint;
import io.chimera.web.preference.WordsArgument;
import io.chimera.web.sign.MessengerArgument;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * The pages, their live updates and the REST API. Needs from the application: {@code Messengers}, {@code Accounts}, {@code
 * Imports}, {@code Exports}, {@code Checks}, {@code Enroller}, {@code Neighbourhood}, an {@link ApiToken}, a {@code Clock} whose zone is the
 * reader's, and every domain event as an application event.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableWebSocket
@EnableConfigurationProperties(WebSettings.class)
@PropertySource("classpath:io/chimera/web/web.properties")
public class WebConfiguration implements WebMvcConfigurer, WebSocketConfigurer {

    private static final String HOME = "classpath:/static/";
    private static final List<String> FOLDERS = List.of("fonts/", "script/", "vendor/");
    private static final String[] FILES = {"/chimera.css", "/pages.css", "/icons.svg", "/logo.svg"};

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

    /** Checked at every use by what is in them: equal jars have equal times whatever is inside. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var tags = new ContentTags();
        FOLDERS.forEach(folder -> serve(registry.addResourceHandler("/" + folder + "**"), HOME + folder, tags));
        serve(registry.addResourceHandler(FILES), HOME, tags);
    }

    private static void serve(ResourceHandlerRegistration handler, String location, ContentTags tags) {
        handler.addResourceLocations(location)
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(tags::of);
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(live, "/live").addInterceptors(live);
    }

    /** What pages say, in every language; a missing word is a fault, never a silent other language. */
    @Configuration(proxyBeanMethods = false)
    static class Bundles {

        @Bean
        MessageSource messageSource() {
            var source = new ResourceBundleMessageSource();
            source.setBasename("io/chimera/web/messages");
            source.setDefaultEncoding("UTF-8");
            source.setDefaultLocale(Locale.ENGLISH);
            source.setAlwaysUseMessageFormat(true);
            return source;
        }
    }
}
