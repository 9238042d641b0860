// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says that operators.yaml as it stands is not in force. The node works on. */
final class OperatorsHealthCheck extends AbstractHealthCheck {
    private final OperatorsWatch watch;

    OperatorsHealthCheck(OperatorsWatch watch) {
        super("tracklayer", "operators");
        this.watch = watch;
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
        if (watch.problems().isEmpty()) {
            builder.up();
        } else {
            builder.message(String.join("\n", watch.problems())).down();
        }
    }
}
