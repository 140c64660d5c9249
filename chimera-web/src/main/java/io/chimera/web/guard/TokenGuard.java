package io.chimera.web.guard;

import io.chimera.web.ApiToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The REST API is for whoever can read the token's file: bearer authentication (RFC 6750 §2.1), and nothing else. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class TokenGuard extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiToken token;

    TokenGuard(ApiToken token) {
        this.token = token;
    }

    static boolean isGuarded(HttpServletRequest request) {
        var path = request.getServletPath(); // decoded and normalised, as the handlers see it
        return path.equals("/api") || path.startsWith("/api/");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isGuarded(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasToken(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"Chimera\"");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "no-token");
    }

    private boolean hasToken(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        bytes(authorization.substring(SCHEME.length()).strip()), bytes(token.value()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
