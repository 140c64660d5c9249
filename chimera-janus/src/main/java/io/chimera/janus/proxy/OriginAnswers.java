package io.chimera.janus.proxy;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads a site's answers. */
final class OriginAnswers extends HttpResponseDecoder {

    /** Sites send more cookies than browsers do. */
    private static final int HEAD = 256 * 1_024;

    private HttpMethod asked = HttpMethod.GET;

    OriginAnswers(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.line())
                .setMaxHeaderSize(HEAD)
                .setMaxChunkSize(64 * 1_024)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true));
    }

    /** Of which method the next answer will be. */
    void to(HttpMethod method) {
        asked = method;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage answer) {
        return asked.equals(HttpMethod.HEAD) || super.isContentAlwaysEmpty(answer);
    }
}
