package io.chimera.web.live;

import io.chimera.web.words.Words;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;

/** Renders pieces of pages outside of a request, by the same templates. */
@Component
public class Fragments {

    private final ITemplateEngine templates;

    Fragments(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** One fragment of the template {@code news}, which holds what pages are sent while they are open. */
    public String news(String fragment, Map<String, Object> model, Words words) {
        var spec = new TemplateSpec("news", Set.of(fragment), TemplateMode.HTML, Map.of());
        return templates.process(spec, new Context(words.language().locale(), model));
    }
}
