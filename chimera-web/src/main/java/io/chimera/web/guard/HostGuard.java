package io.chimera.web.guard;

import io.chimera.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only to this computer's own names. A page of a stranger whose host name was made to point here (DNS rebinding)
 * still sends that name in Host, and gets nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HostGuard extends OncePerRequestFilter {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HTTP = 80;

    private final WebSettings settings;

    HostGuard(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOurs(request)) chain.doFilter(request, response);
        else response.sendError(HttpServletResponse.SC_FORBIDDEN, "unknown-host");
    }

    private boolean isOurs(HttpServletRequest request) {
        var host = request.getHeader("Host");
        if (host == null) return false;
        var authority = host.toLowerCase(Locale.ROOT);
        if (settings.hosts().contains(authority)) return true;
        int colon = authority.lastIndexOf(':');
        boolean withPort = colon > authority.lastIndexOf(']');
        var name = withPort ? authority.substring(0, colon) : authority;
        var port = withPort ? authority.substring(colon + 1) : Integer.toString(HTTP);
        return OWN_NAMES.contains(name) && port.equals(Integer.toString(request.getLocalPort()));
    }
}
