// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.egress.BlockedAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * What it means that a call brought no answer: above all, whether the platform may have got the
 * request.
 *
 * @param target where the call went
 * @param leaving whether the request had begun to leave
 * @param expired whether the deadline ended the call
 */
record CallFailure(URI target, boolean leaving, boolean expired, Network network) {

    SendResult.Failed of(Exception thrown, long millis) {
        Throwable cause = cause(thrown);
        if (cause instanceof BlockedAddressException) {
            return failed("blocked_address", cause.getMessage(), millis);
        }
        if (expired) {
            return failed("timeout", late(), millis);
        }
        if (connecting(cause) && !silentHandshake(cause)) {
            return failed("connect_failed", unreachable(cause), millis);
        }
        boolean handshake = !leaving && "https".equalsIgnoreCase(target.getScheme());
        if (handshake || cause instanceof SSLException) {
            return failed("tls", insecure(cause), millis);
        }
        if (cause instanceof SocketTimeoutException) {
            return failed("timeout", late(), millis);
        }
        if (cause instanceof HttpException || cause instanceof MessageConstraintException) {
            return failed("unreadable_answer", unreadable(cause), millis);
        }
        return failed("connection_lost", lost(cause), millis);
    }

    private SendResult.Failed failed(String code, String sentence, long millis) {
        return new SendResult.Failed(leaving, code, sentence, millis);
    }

    /** The transport's own complaint, below what Camel and the client have wrapped around it. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !telling(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean telling(Throwable thrown) {
        boolean wrapping = thrown.getClass().getSimpleName().equals("ClientProtocolException");
        return !wrapping && (thrown instanceof IOException || thrown instanceof HttpException);
    }

    private static boolean connecting(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof ConnectTimeoutException
                || cause instanceof ConnectionRequestTimeoutException;
    }

    /**
     * The client reports a handshake without an answer as a connect time-out, of which only the
     * socket's words ("Read timed out", "Connect timed out") tell what was waited for.
     */
    private static boolean silentHandshake(Throwable cause) {
        return cause instanceof ConnectTimeoutException
                && String.valueOf(cause.getMessage()).contains("Read timed out");
    }

    private String unreachable(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the name "
                    + target.getHost()
                    + " cannot be resolved; nothing was sent. Check the address and the DNS of this"
                    + " machine.";
        }
        String why =
                cause instanceof ConnectTimeoutException
                        ? "no answer within " + spoken(network.connect())
                        : said(cause);
        return "no connection to "
                + target.getAuthority()
                + " ("
                + why
                + "); nothing was sent. Check the address, the platform and the network.";
    }

    private String insecure(Throwable cause) {
        String why =
                cause instanceof SocketTimeoutException || silentHandshake(cause)
                        ? "no answer within " + spoken(network.handshake())
                        : said(cause);
        return "no secure connection to "
                + target.getAuthority()
                + " ("
                + why
                + "); "
                + fate()
                + ". Check the platform's certificate and the clock of this machine.";
    }

    private String late() {
        return "no complete answer within " + spoken(network.call()) + "; " + fate() + ".";
    }

    private String unreadable(Throwable cause) {
        return "what came back is no HTTP answer, or its head is too large ("
                + said(cause)
                + "); "
                + fate()
                + ".";
    }

    private String lost(Throwable cause) {
        return "the connection ended before an answer came (" + said(cause) + "); " + fate() + ".";
    }

    private String fate() {
        return leaving ? "the platform may have got the request" : "nothing was sent";
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        // The client names the address once more before the words of the socket.
        if (cause instanceof HttpHostConnectException && message != null) {
            return message.replaceFirst("(?s)^.* failed: ", "");
        }
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String spoken(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
