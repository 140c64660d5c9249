package io.chimera.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Collection;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description at {@code /v3/api-docs} says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    ApiDescription() {}

    @Bean
    OpenApiCustomizer wholeApi() {
        return api -> {
            api.info(new Info()
                    .title("Chimera")
                    .version("1")
                    .description(
                            "One conversation over two routes. Every request carries the token that ./chimera token"
                                    + " prints; every refusal is a problem (RFC 9457) that says what to do next."));
            api.getComponents()
                    .addSecuritySchemes(
                            TOKEN,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                    .addSchemas(PROBLEM, problem());
            api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
            operations(api);
        };
    }

    private static void operations(OpenAPI api) {
        api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(Collection::stream)
                .forEach(ApiDescription::addProblems);
    }

    private static void addProblems(Operation operation) {
        operation
                .getResponses()
                .addApiResponse("401", refusal("No token, or not the right one"))
                .addApiResponse("default", refusal("Any other refusal: its type tells which"));
    }

    private static ApiResponse refusal(String description) {
        var body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", body));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().description("urn:chimera:problem:NAME"))
                .addProperty("title", new StringSchema().description("What happened"))
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("Why, and what to do next"))
                .addProperty("instance", new StringSchema());
    }
}
