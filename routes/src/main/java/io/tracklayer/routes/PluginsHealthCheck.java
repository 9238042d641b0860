// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.plugin.PluginEntry;
import io.tracklayer.core.plugin.Plugins;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while a destination waits because its plugin is called no more. The others send, so it is no
 * reason to send requests elsewhere. What was refused at start is a detail: it may be meant.
 */
final class PluginsHealthCheck extends AbstractHealthCheck {
    private final Plugins plugins;
    private final Supplier<Map<String, String>> suspended;

    PluginsHealthCheck(Plugins plugins, Supplier<Map<String, String>> suspended) {
        super("tracklayer", "plugins");
        this.plugins = plugins;
        this.suspended = suspended;
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
        String refused =
                plugins.entries().stream()
                        .filter(entry -> !entry.loaded())
                        .map(PluginEntry::origin)
                        .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            builder.detail("refused", refused);
        }
        Map<String, String> held = suspended.get();
        if (held.isEmpty()) {
            builder.up();
        } else {
            builder.detail("suspended", String.join(", ", held.keySet()));
            builder.message(String.join("\n", held.values())).down();
        }
    }
}
