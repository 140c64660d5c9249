package io.chimera.web.sign;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cookie that no script reads and no other site's request carries. Its name ends with the port, because browsers share
 * cookies between the ports of a host and somebody may run two of us.
 *
 * @param path below which pages it is sent along
 */
public record PortCookie(String prefix, String path) {

    /** Until the browser is closed. */
    public static final int WHILE_OPEN = -1;

    /** What the browser sent along, if it has the cookie. */
    public Optional<String> read(HttpServletRequest request) {
        return all(request)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** @param seconds how long the browser keeps it, or {@link #WHILE_OPEN} */
    public void write(String value, int seconds, HttpServletRequest request, HttpServletResponse response) {
        var cookie = new Cookie(name(request), value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
    }

    /** Has the browser forget it. */
    public void erase(HttpServletRequest request, HttpServletResponse response) {
        write("", 0, request, response);
    }

    private String name(HttpServletRequest request) {
        return prefix + request.getServerPort();
    }

    private static Stream<Cookie> all(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null ? Stream.empty() : Arrays.stream(cookies);
    }
}
