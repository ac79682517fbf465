package dev.holdfast.target;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/**
 * Why an attempt failed, in words of ours.
 *
 * <p>Never the exception's own message: a decoder's repeats what the target sent, which may be anything.
 */
final class FailureText {
    private FailureText() {}

    /** One line without anything that the target or the vendor wrote. */
    static String of(Throwable failure) {
        if (failure instanceof NoRouteToHostException || failure instanceof UnresolvedAddressException) {
            return "no route to the target";
        }
        if (failure instanceof ConnectException) {
            return "the target accepts no connection";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: certificate, host name or version";
        }
        if (failure instanceof TooLongFrameException) {
            return "the answer's headers are too large";
        }
        if (failure instanceof HttpClosedException || failure instanceof java.io.IOException) {
            return "the connection broke before the answer was complete";
        }
        if (failure instanceof IllegalArgumentException) {
            return "the answer is not HTTP";
        }
        return "the attempt failed: " + failure.getClass().getSimpleName();
    }
}
