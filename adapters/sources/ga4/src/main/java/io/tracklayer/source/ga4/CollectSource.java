// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Hits of Google's tag. */
final class CollectSource implements Source {
    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "ga4-collect",
                    "Google tag (GA4 collect)",
                    Stream.of("POST", "GET")
                            .flatMap(
                                    method ->
                                            Stream.of("g/collect", "g/s/collect", "collect")
                                                    .map(
                                                            path ->
                                                                    new Endpoint(
                                                                            method,
                                                                            "/ga4/{store}/"
                                                                                    + path)))
                            .toList(),
                    Addressing.STORE_IN_PATH,
                    Stream.concat(
                                    Stream.of(
                                            Setting.required(
                                                    GaSettings.MEASUREMENT_IDS,
                                                    Type.LIST,
                                                    "Measurement ids whose hits are taken, e.g."
                                                            + " G-TRACK1."),
                                            Setting.optional(
                                                    GaSettings.STRICT,
                                                    Type.FLAG,
                                                    "false",
                                                    "Whether hits of other measurement ids get 403;"
                                                            + " otherwise 204, and they are kept as"
                                                            + " rejected.")),
                                    GaSettings.EVENTS.stream())
                            .toList(),
                    Set.of("sec-gpc", "user-agent"),
                    128 * 1024,
                    Malformed.ACKNOWLEDGE,
                    EventField.Authority.BROWSER,
                    true);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        return GaSettings.check(settings);
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        boolean known =
                request.parameter("tid")
                        .filter(settings.list(GaSettings.MEASUREMENT_IDS)::contains)
                        .isPresent();
        if (settings.flag(GaSettings.STRICT) && !known) {
            return new Verification.Refused(
                    403,
                    "unknown_measurement_id",
                    "The measurement id is not one of the setting \"measurement-ids\".");
        }
        return new Verification.Authentic("measurement id");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        GaDecoder decoder = new GaDecoder(request, settings, new Device(request, false));
        List<Decoded> decoded = new ArrayList<>();
        for (Map<String, Hits.Parameter> hit : Hits.of(request)) {
            int index = decoded.size();
            decoded.add(
                    misfit(hit, settings)
                            .orElseGet(() -> decoder.decode(HitModel.of(hit, index), index)));
        }
        return decoded;
    }

    /** Browsers write every other answer into their console. */
    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return new Reply(204, "", new byte[0]);
    }

    private static Optional<Decoded> misfit(Map<String, Hits.Parameter> hit, Settings settings) {
        if (!value(hit, "v").equals("2")) {
            return Optional.of(
                    new Decoded.Rejected(
                            "not_ga4",
                            "The hit is not of protocol version 2; Universal Analytics has ended."));
        }
        return settings.list(GaSettings.MEASUREMENT_IDS).contains(value(hit, "tid"))
                ? Optional.empty()
                : Optional.of(
                        new Decoded.Rejected(
                                "unknown_measurement_id",
                                "The measurement id is not one of the setting \"measurement-ids\";"
                                        + " add it there, then reprocess."));
    }

    private static String value(Map<String, Hits.Parameter> hit, String name) {
        return hit.containsKey(name) ? hit.get(name).value() : "";
    }
}
