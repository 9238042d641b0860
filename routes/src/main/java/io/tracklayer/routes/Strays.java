// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * Requests that seem to be a sender's and came to an address where nobody listens, such as a
 * webhook behind a prefix of a proxy. They are kept as refused, so that whoever looks for what they
 * brought finds out.
 */
final class Strays {
    /** More is not read of them. */
    static final int MOST_BYTES = 256 * 1024;

    private static final int LONGEST_PATH = 500;

    private static final Pattern PATH =
            Pattern.compile(
                    "(?i)/(?!api/v1(/|$))(.*/)?"
                            + "(webhooks?|hooks?|collect|segment|rudder|v1|shopify|woocommerce|recharge|pixel)"
                            + "(/.*)?");

    private Strays() {}

    /** Whether it is worth to be kept. */
    static boolean includes(HttpServerRequest request) {
        return includes(request.method().name(), request.path());
    }

    static boolean includes(String method, String path) {
        return method.equals("POST")
                && path.length() <= LONGEST_PATH
                && PATH.matcher(path).matches();
    }
}
