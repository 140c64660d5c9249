package io.chimera.janus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folded headers are refused wherever a head begins; blanks in bodies are not headers. */
class FoldedHeadTest {

    private static ProxyHouse house;
    private static TestSite site;

    @BeforeAll
    static void open() {
        house = ProxyHouse.open();
        site = TestSite.friendly();
    }

    @AfterAll
    static void close() {
        house.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\n", "\r\n\r\n", "\u0001\r\n\r\n"})
    void aFoldAfterEmptyLinesIsRefused(String before) {
        try (var client = house.client()) {
            client.send(before + "GET " + site.url("/fold") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: "
                    + ProxyHouse.ANNA + "\r\nX-Mine: a\r\n b\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
        }
        assertThat(site.seen).noneMatch(seen -> seen.target().equals("/fold"));
    }

    @Test
    void aBodyThatBeginsWithABlankIsNoFoldEvenIfItsHeadCameInPieces() {
        try (var client = house.client()) {
            var requests = house.proxy.requests();
            assertThat(client.post(site.url("/"), "text/plain", " a").status()).isEqualTo(200);
            await().until(() -> house.proxy.requests() > requests);
            client.send("POST " + site.url("/pieces") + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: "
                    + ProxyHouse.ANNA + "\r\nContent-Length: 6\r\n");
            // Another request is served meanwhile, so that the piece has been read.
            try (var other = house.client()) {
                for (int i = 0; i < 20; i++)
                    assertThat(other.get(site.url("/")).status()).isEqualTo(200);
            }
            client.send("\r\n hello");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(site.last().body()).isEqualTo(" hello");
        }
    }
}
