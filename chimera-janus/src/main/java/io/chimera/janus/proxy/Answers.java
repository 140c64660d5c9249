package io.chimera.janus.proxy;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Writes answers to the client. What the request was decides whether an answer has a body. */
final class Answers extends HttpResponseEncoder {

    private HttpMethod asked = HttpMethod.GET;

    /** Of which method the next answer will be. */
    void to(HttpMethod method) {
        asked = method;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        boolean accepted = HttpStatusClass.valueOf(answer.status().code()) == HttpStatusClass.SUCCESS;
        return asked.equals(HttpMethod.HEAD)
                || (asked.equals(HttpMethod.CONNECT) && accepted)
                || super.isContentAlwaysEmpty(answer);
    }

    @Override
    protected void sanitizeHeadersBeforeEncode(HttpResponse answer, boolean isAlwaysEmpty) {
        if (!asked.equals(HttpMethod.HEAD)) super.sanitizeHeadersBeforeEncode(answer, isAlwaysEmpty);
    }
}
