// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while an operator's route file has a problem, or a route of one cannot reach what it takes
 * from. The node works on.
 */
public final class FeedsHealthCheck extends AbstractHealthCheck {
    private final Feeds feeds;

    public FeedsHealthCheck(Feeds feeds) {
        super("tracklayer", "routes");
        this.feeds = feeds;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> troubles = new ArrayList<>();
        for (Feeds.Standing standing : feeds.standings()) {
            if (standing.refusal() != null) {
                troubles.addAll(standing.refusal().problems());
            }
            if (standing.feed() != null) {
                troubles.addAll(standing.feed().troubles());
            }
        }
        if (troubles.isEmpty()) {
            builder.up();
        } else {
            builder.message(String.join("\n", troubles)).down();
        }
    }
}
