// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.intake.LocalIntake;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The end of an operator's route: {@code tracklayer:STORE/SOURCE}. The body becomes one request to
 * that source; the exchange goes on once it is stored durably, and fails when it cannot be.
 */
final class IntakeComponent extends DefaultComponent {
    static final String SCHEME = "tracklayer";

    private final LocalIntake intake;
    private final Activities activities;

    IntakeComponent(LocalIntake intake, Activities activities) {
        this.intake = intake;
        this.activities = activities;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters)
            throws Exception {
        String[] parts = rest.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "name a store and one of its sources: tracklayer:STORE/SOURCE");
        }
        intake.source(parts[0], parts[1]);
        return new IntakeEndpoint(uri, this, parts[0], parts[1]);
    }

    LocalIntake intake() {
        return intake;
    }

    Activities activities() {
        return activities;
    }
}
