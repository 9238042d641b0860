// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * How a node is started to be measured, by system properties and never by configuration. Without
 * them, as in every other start, both are off.
 *
 * @param pauseProjection requests are taken in and journalled, and nothing is made of them
 * @param nothingPath a POST there is read and answered 202, as a measure for the HTTP server alone;
 *     empty for none
 */
record BenchmarkSwitches(boolean pauseProjection, String nothingPath) {
    private static final String PREFIX = "tracklayer.benchmark.";

    static BenchmarkSwitches fromSystem() {
        return new BenchmarkSwitches(
                Boolean.getBoolean(PREFIX + "pause-projection"),
                System.getProperty(PREFIX + "nothing-path", ""));
    }

    /** Adds the path that does nothing, if there is one. */
    void install(Router router) {
        if (!nothingPath.isEmpty()) {
            router.post(nothingPath).order(-400).handler(BenchmarkSwitches::doNothing);
        }
    }

    private static void doNothing(RoutingContext context) {
        context.request().endHandler(read -> context.response().setStatusCode(202).end());
        context.request().resume();
    }
}
