package io.chimera.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what other sites' pages make a browser ask for: forms they post, images they embed, sockets they open.
 * Browsers say in Sec-Fetch-Site (Fetch Metadata) and in Origin (RFC 6454 §7) who asks, and pages cannot change either.
 * Another port of this computer is another site here, which SameSite cookies alone would let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ForeignSites extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURSELVES = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeign(request)) response.sendError(HttpServletResponse.SC_FORBIDDEN, "foreign-site");
        else chain.doFilter(request, response);
    }

    private static boolean isForeign(HttpServletRequest request) {
        var origin = request.getHeader("Origin");
        var site = request.getHeader("Sec-Fetch-Site");
        if (isFollowedLink(request)) return false;
        if (site != null && !OURSELVES.contains(site)) return true;
        // Under our own referrer policy browsers hide the origin of a form they post (Fetch, "append Origin").
        boolean hidden = site != null && "null".equals(origin);
        if (origin != null && !hidden) return !origin.equals(ownOrigin(request));
        return site == null && !READING.contains(request.getMethod()) && !bringsItsOwnProof(request);
    }

    private static String ownOrigin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }

    /** A link to us on another page may be followed: the page opens for itself, and its maker sees nothing of it. */
    private static boolean isFollowedLink(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    /** A program with the API's token is no browser: nothing is sent along that it did not put there itself. */
    private static boolean bringsItsOwnProof(HttpServletRequest request) {
        return request.getHeader("Authorization") != null && TokenGuard.isGuarded(request);
    }
}
