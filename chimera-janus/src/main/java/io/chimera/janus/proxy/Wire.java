package io.chimera.janus.proxy;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMethod;

/** How requests come from a client, and answers go to it. */
interface Wire {

    /** Lets the next request come, after the last answer. */
    void next() throws Exception;

    /** Nothing that comes from now on is a request. */
    void forget();

    /** Since when ({@link System#nanoTime}) a head is under way; 0 for never. */
    long headBegan();

    /** Of which method the next answer will be. */
    void asked(HttpMethod method);

    /** No more answers will be written. */
    void stopAnswers(ChannelPipeline pipeline);

    /** No more requests will be read: what came ahead goes to whoever is behind. */
    void stopRequests(ChannelPipeline pipeline);
}
