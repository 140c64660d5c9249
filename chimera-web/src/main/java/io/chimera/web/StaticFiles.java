package io.chimera.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Style, script, fonts, symbols. Checked at every use by what is in them: equal jars have equal times whatever is inside. */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    private static final String HOME = "classpath:/static/";
    private static final List<String> FOLDERS = List.of("fonts/", "script/", "vendor/");
    private static final String[] FILES = {"/chimera.css", "/pages.css", "/icons.svg", "/logo.svg"};

    StaticFiles() {}

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
}
