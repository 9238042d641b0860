// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while nothing more becomes evidence: since when, from which journal record on and why. No
 * reason to send requests elsewhere or to start the node anew: what arrives is kept in the journal.
 */
final class ProjectionHealthCheck extends AbstractHealthCheck {
    private final Projection projection;

    ProjectionHealthCheck(Projection projection) {
        super("tracklayer", "projection");
        this.projection = projection;
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
        projection.stall().ifPresentOrElse(stall -> down(builder, stall), builder::up);
    }

    private static void down(HealthCheckResultBuilder builder, Projection.Stall stall) {
        builder.detail("since", stall.since().toString());
        builder.detail("offset", stall.offset());
        builder.message(stall.problem()).down();
    }
}
