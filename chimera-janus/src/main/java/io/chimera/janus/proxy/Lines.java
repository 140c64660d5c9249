package io.chimera.janus.proxy;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslHandler;

/** HTTP/1.1: one request after the other. */
record Lines(StrictRequests requests, Answers answers) implements Wire {

    /** Lets a client of that protocol in, behind whatever is in its pipeline. */
    static void welcome(ChannelPipeline pipeline, Office office) {
        var lines = new Lines(new StrictRequests(office.limits()), new Answers());
        pipeline.addLast(lines.requests, lines.answers, new Front(office, lines));
    }

    /** The same behind a CONNECT that is looked into. */
    static void welcomeInside(ChannelPipeline pipeline, Office office, Inside inside, SslHandler tls) {
        var lines = new Lines(new StrictRequests(office.limits()), new Answers());
        pipeline.addLast(lines.requests, lines.answers, new Front(office, lines, inside, tls));
    }

    @Override
    public void next() throws Exception {
        requests.next();
    }

    @Override
    public void forget() {
        requests.forget();
    }

    @Override
    public long headBegan() {
        return requests.headBegan();
    }

    @Override
    public void asked(HttpMethod method) {
        answers.to(method);
    }

    @Override
    public void stopAnswers(ChannelPipeline pipeline) {
        pipeline.remove(answers);
    }

    @Override
    public void stopRequests(ChannelPipeline pipeline) {
        pipeline.remove(requests);
    }
}
