// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the GA4 adapter sends. GA4 answers 204 to everything, so the inspection is the judge. */
class Ga4AdapterTest extends AdapterJudgement {
    Ga4AdapterTest() {
        super("ga4", "measurement-id", "G-TRACK12345", "secret", "S&1");
    }

    @Override
    protected String account() {
        return "{'platform':'ga4','account':'G-TRACK12345','secret':'S&1'}";
    }

    @Test
    void noEventIsDroppedUnderAnyConsentWithLittleOrWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything())) {
            sent += deliver(allEvents(), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("dropped").asInt(), this::dropped);
    }

    @Test
    void whateverOneFieldHoldsTheEventIsTakenOrSkipped() throws Exception {
        deliver(strangeEvents(), everything());
        assertEquals(0, inspection().get("dropped").asInt(), this::dropped);
    }

    @Test
    void noneOfTheEventsOfABatchIsDropped() throws Exception {
        Map<String, List<PlatformRecord>> batches =
                Stream.of(EventName.values())
                        .map(name -> map(GivenEvents.rich(name), everything()))
                        .filter(Mapping.Send.class::isInstance)
                        .map(mapping -> ((Mapping.Send) mapping).platformRecord())
                        .collect(
                                Collectors.groupingBy(
                                        PlatformRecord::batchKey,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        assertEquals(30, batches.values().stream().mapToInt(List::size).sum());
        for (List<PlatformRecord> batch : batches.values()) {
            for (int from = 0; from < batch.size(); from += 25) {
                int to = Math.min(batch.size(), from + 25);
                assertTaken(batch.subList(from, to), everything());
            }
        }
        assertEquals(0, inspection().get("dropped").asInt(), this::dropped);
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void theValidationServerFindsNothing() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Settings dryRun = settings("endpoint", rig.sandbox.base() + "/ga4/debug");
        assertTaken(List.of(record(event, dryRun)), dryRun);
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings()));
        assertEquals(0, inspection().get("events").size());
    }

    private Settings everything() {
        return settings(
                "value-basis", "total",
                "missing-client-id-browse", "derive",
                "page-views", "true",
                "optional-events", "order_fulfilled,order_edited",
                "user-data", "true",
                "user-data-on-unknown-consent", "true",
                "ip-override", "false",
                "user-agent", "true",
                "debug-mode", "true");
    }

    /** The events that were dropped, for the report of a failure. */
    private String dropped() {
        try {
            return inspection()
                    .get("events")
                    .valueStream()
                    .filter(event -> event.get("verdict").asText().equals("dropped"))
                    .map(JsonNode::toString)
                    .collect(Collectors.joining("\n"));
        } catch (Exception unreachable) {
            return unreachable.toString();
        }
    }
}
