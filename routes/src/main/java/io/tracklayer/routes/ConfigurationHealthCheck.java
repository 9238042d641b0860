// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.RulesInForce;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says that the configuration files as they stand are not in force. The node works on. */
final class ConfigurationHealthCheck extends AbstractHealthCheck {
    private final ConfigurationWatch watch;

    ConfigurationHealthCheck(ConfigurationWatch watch) {
        super("tracklayer", "configuration");
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
        RulesInForce shown = watch.shown();
        builder.detail("rules", shown.version());
        shown.refusal()
                .ifPresentOrElse(
                        refused -> {
                            builder.detail("since", refused.since().toString());
                            builder.message(String.join("\n", refused.problems())).down();
                        },
                        builder::up);
    }
}
