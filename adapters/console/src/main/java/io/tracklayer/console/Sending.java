// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.spi.DestinationDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is known of the sending of destinations beside the evidence.
 *
 * @param standing how a destination stands now, by its id; empty while it is not at work
 * @param plugins what destinations can be set up with
 */
public record Sending(
        Function<String, Optional<LaneStatus>> standing,
        Supplier<List<DestinationDescriptor>> plugins) {
    public Sending {
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(plugins, "plugins");
    }

    /** Nothing is sent. */
    static Sending none() {
        return new Sending(id -> Optional.empty(), List::of);
    }
}
