package io.chimera.janus.proxy;

import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;

/**
 * How much may be under way to us (RFC 9113 §5.2), and is kept for whoever does not read it. What all streams of a connection may
 * have together is more than what one may, so that the others move while some wait for their reader.
 */
final class Windows {

    /** One stream from a site: what comes in a tenth of a second from far away, at 40 Mbit/s. */
    static final int FROM_SITE = 512 * 1_024;

    private static final int ALL_FROM_SITE = 16 * FROM_SITE;

    /** Clients are near. */
    private static final int ALL_FROM_CLIENT = 64 * Http2CodecUtil.DEFAULT_WINDOW_SIZE;

    private Windows() {}

    /** To be called when the codec is in its pipeline. */
    static void openToSite(Http2FrameCodec codec) {
        open(codec, ALL_FROM_SITE);
    }

    /** The same for a client's connection. */
    static void openToClient(Http2FrameCodec codec) {
        open(codec, ALL_FROM_CLIENT);
    }

    private static void open(Http2FrameCodec codec, int all) {
        var connection = codec.connection();
        try {
            connection
                    .local()
                    .flowController()
                    .incrementWindowSize(connection.connectionStream(), all - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        } catch (Http2Exception e) {
            throw new IllegalStateException("a new connection has a small window", e);
        }
    }
}
