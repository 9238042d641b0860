// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A destination with one setting of every kind, and nothing behind it. */
public final class ParrotPlugin implements TrackLayerPlugin {
    @Override
    public String id() {
        return "parrot";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new Parrot());
    }

    private static final class Parrot implements Destination {
        private final DestinationDescriptor descriptor =
                new DestinationDescriptor(
                        "parrot",
                        "Parrot",
                        "v1",
                        List.of(
                                Setting.required(
                                        "cage", Setting.Type.NUMBER, "Number of the cage."),
                                Setting.secret("word", "The magic word."),
                                new Setting(
                                        "old-words",
                                        Setting.Type.LIST,
                                        false,
                                        true,
                                        "",
                                        List.of(),
                                        "Former words."),
                                Setting.optional("loud", Setting.Type.FLAG, "false", "Shout."),
                                Setting.optional("topics", Setting.Type.LIST, "", "Topics.")),
                        Set.of(),
                        new Limits(1, 1_000, Duration.ofDays(1), Duration.ZERO),
                        RedeliveryPolicy.exponential(
                                3,
                                Duration.ofSeconds(1),
                                2,
                                Duration.ofMinutes(1),
                                Duration.ofHours(1)),
                        DestinationDescriptor.FailureMode.PER_RECORD,
                        DestinationDescriptor.CorrectionMode.NONE,
                        Duration.ZERO,
                        DestinationDescriptor.TestMode.NONE,
                        DestinationDescriptor.Auth.TOKEN,
                        true,
                        DestinationDescriptor.Maturity.EXPERIMENTAL);

        @Override
        public DestinationDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outcome> interpret(
                PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
            throw new UnsupportedOperationException();
        }
    }
}
