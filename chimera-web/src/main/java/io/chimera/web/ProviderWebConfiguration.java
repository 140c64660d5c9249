package io.chimera.web;

import io.chimera.web.preference.WordsArgument;
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

/**
 * The pages and the REST API of whoever runs an identity provider, and nothing else. Needs from the application: a {@code
 * Register}, an {@link ApiToken}, which is the operator's key as well, and a {@code Clock} whose zone is the reader's.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = {ProviderWebConfiguration.OPERATORS, ProviderWebConfiguration.SHARED}))
@Import({StaticFiles.class, Bundles.class})
@EnableConfigurationProperties(WebSettings.class)
@PropertySource("classpath:io/chimera/web/web.properties")
public class ProviderWebConfiguration implements WebMvcConfigurer {

    /** What is the operator's alone, and no part of a node that belongs to people who chat. */
    static final String OPERATORS =
            "io\\.chimera\\.web\\.(provider\\.(Operator(Language|Sessions|Key|Guard)|\\w+Controller)|api\\.ProviderApi|ProviderWebConfiguration)";

    /** What both kinds of pages stand on. */
    static final String SHARED = "io\\.chimera\\.web\\.(guard\\.(HostGuard|ForeignSites|ResponseHeaders|TokenGuard)"
            + "|failure\\.Failures|preference\\.WordsArgument|api\\.(ApiDescription|Problems|SignInsApi))";

    private final WordsArgument words;

    ProviderWebConfiguration(WordsArgument words) {
        this.words = words;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(words);
    }
}
