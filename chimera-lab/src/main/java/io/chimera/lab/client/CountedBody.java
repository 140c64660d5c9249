package io.chimera.lab.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request's body of known length that knows whether all of it was given to the connection. Until then the other end
 * cannot have the whole request, so nothing can have been done.
 */
final class CountedBody implements BodyPublisher {

    private final BodyPublisher body;
    private volatile boolean left;

    CountedBody(BodyPublisher body) {
        this.body = body;
    }

    /** Whether its last byte may have left. */
    boolean left() {
        return left;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Counting(subscriber));
    }

    private final class Counting implements Flow.Subscriber<ByteBuffer> {

        private final Flow.Subscriber<? super ByteBuffer> next;
        private long count;

        Counting(Flow.Subscriber<? super ByteBuffer> next) {
            this.next = next;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (contentLength() == 0) left = true;
            next.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer part) {
            count += part.remaining();
            if (count >= contentLength()) left = true;
            next.onNext(part);
        }

        @Override
        public void onError(Throwable failure) {
            next.onError(failure);
        }

        @Override
        public void onComplete() {
            next.onComplete();
        }
    }
}
