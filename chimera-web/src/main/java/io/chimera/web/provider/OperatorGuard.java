package io.chimera.web.provider;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every page is closed until the operator's key was given; what is open is counted up here. The REST API has a guard of
 * its own, and health and metrics are for programs on this computer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class OperatorGuard extends OncePerRequestFilter {

    private static final Set<String> OPEN =
            Set.of("/sign-in", "/error", "/chimera.css", "/pages.css", "/icons.svg", "/logo.svg", "/v3/api-docs");
    private static final List<String> OPEN_BELOW = List.of("/fonts/", "/api/", "/actuator/", "/v3/api-docs/");

    private final OperatorSessions sessions;

    OperatorGuard(OperatorSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath(); // decoded and normalised, as the handlers see it
        return OPEN.contains(path) || OPEN_BELOW.stream().anyMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (sessions.isOpen(request)) chain.doFilter(request, response);
        else if ("GET".equals(request.getMethod())) response.sendRedirect("/sign-in");
        else response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "no-session");
    }
}
