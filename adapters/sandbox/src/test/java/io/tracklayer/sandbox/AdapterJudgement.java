// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * An adapter whose requests are judged by the sandbox: they go over HTTP as the host would send
 * them, and the adapter reads the answers.
 */
public abstract class AdapterJudgement {
    /** The host's clock, two seconds after the given events happened; the sandbox has the same. */
    protected static final HostContext HOST = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    /** The adapter under judgement. */
    protected final Destination adapter;

    /** The running sandbox. */
    protected SandboxRig rig;

    private final Map<String, List<String>> base = new HashMap<>();

    /**
     * An adapter found as the host finds it.
     *
     * @param settings name, value, name, value; commas separate the values of a list
     */
    protected AdapterJudgement(String id, String... settings) {
        adapter =
                ServiceLoader.load(TrackLayerPlugin.class).stream()
                        .flatMap(plugin -> plugin.get().destinations().stream())
                        .filter(found -> found.descriptor().id().equals(id))
                        .findFirst()
                        .orElseThrow();
        put(base, settings);
    }

    /** The sandbox's account, as JSON in single quotes. */
    protected abstract String account();

    @BeforeEach
    void startSandbox() throws Exception {
        rig = new SandboxRig();
        rig.clock.set(HOST.now());
        rig.account(account());
        String id = adapter.descriptor().id();
        base.put("endpoint", List.of(rig.sandbox.base() + "/" + id));
    }

    @AfterEach
    void stopSandbox() {
        rig.close();
    }

    /** All events: rich, bare, of limited use, in a store, and each with every consent denied. */
    protected static List<Event> allEvents() {
        List<Event> events = new ArrayList<>();
        for (EventName name : EventName.values()) {
            Event rich = GivenEvents.rich(name);
            events.add(rich);
            events.add(GivenEvents.bare(name));
            events.add(rich.toBuilder().limitedUse(true).build());
            events.add(rich.toBuilder().consent(Consent.notGiven()).build());
            events.add(rich.toBuilder().actionSource(ActionSource.PHYSICAL_STORE).build());
            events.add(
                    rich.toBuilder()
                            .set(EventField.COUNTRY, "US")
                            .set(EventField.STATE, "California")
                            .set(EventField.FIRST_NAME, "정")
                            .set(EventField.CURRENCY, "RSD")
                            .build());
            for (Purpose purpose : Purpose.values()) {
                Consent consent = GivenEvents.consent(ConsentState.GRANTED);
                events.add(
                        rich.toBuilder()
                                .consent(consent.with(purpose, ConsentState.DENIED))
                                .build());
            }
        }
        return events;
    }

    /** The adapter's settings with changes, as in the constructor. */
    protected Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>(base);
        put(values, changes);
        return Settings.of(adapter.descriptor().settings(), values);
    }

    /** What the adapter makes of an event. */
    protected Mapping map(Event event, Settings settings) {
        return adapter.map(event, settings, HOST);
    }

    /** The record of an event that must not be skipped. */
    protected PlatformRecord record(Event event, Settings settings) {
        return ((Mapping.Send) map(event, settings)).platformRecord();
    }

    /** Sends each event that is not skipped and demands that it is taken; how many were sent. */
    protected int deliver(List<Event> events, Settings settings) throws Exception {
        int sent = 0;
        for (Event event : events) {
            if (map(event, settings) instanceof Mapping.Send send) {
                assertTaken(List.of(send.platformRecord()), settings);
                sent++;
            }
        }
        assertTrue(sent > 0, "every event was skipped");
        return sent;
    }

    /** Demands that a batch is taken. */
    protected void assertTaken(List<PlatformRecord> records, Settings settings) throws Exception {
        for (Outcome outcome : outcomes(records, settings)) {
            assertTrue(
                    outcome instanceof Outcome.Delivered
                            || outcome instanceof Outcome.AcceptedPending,
                    outcome + " for " + records);
        }
    }

    /** What the adapter reads from the sandbox's answer to these records in one request. */
    protected List<Outcome> outcomes(List<PlatformRecord> records, Settings settings)
            throws Exception {
        HttpResponse<String> response = send(adapter.pack(records, settings, HOST), settings);
        return adapter.interpret(
                Answers.of(response.statusCode(), response.body()), records, settings);
    }

    /** What the adapter reads when it asks what became of so many records that were taken. */
    protected InquiryResult later(Outcome taken, int records, Settings settings) throws Exception {
        String receipt = ((Outcome.AcceptedPending) taken).receipt();
        HttpResponse<String> response =
                send(adapter.inquiry(receipt, settings, HOST).orElseThrow(), settings);
        return adapter.interpretInquiry(
                Answers.of(response.statusCode(), response.body()), records, settings);
    }

    /** What the adapter's check of the connection finds. */
    protected ProbeResult.Verdict probe(Settings settings) throws Exception {
        HttpResponse<String> response = send(adapter.probe(settings, HOST).orElseThrow(), settings);
        return adapter.interpretProbe(Answers.of(response.statusCode(), response.body()), settings)
                .verdict();
    }

    /** What the sandbox's inspection shows. */
    protected JsonNode inspection() throws Exception {
        return rig.inspect(adapter.descriptor().id());
    }

    /** The access token the host would add to each request; empty when it would add none. */
    protected Optional<String> accessToken(Settings settings) throws Exception {
        return Optional.empty();
    }

    private HttpResponse<String> send(PlatformRequest request, Settings settings) throws Exception {
        String query =
                request.query().stream()
                        .map(field -> field.name() + "=" + encoded(field.value()))
                        .collect(Collectors.joining("&"));
        String path = request.url().substring(rig.sandbox.base().toString().length());
        var sent = rig.request(path + (query.isEmpty() ? "" : "?" + query));
        request.headers().forEach(header -> sent.header(header.name(), header.value()));
        accessToken(settings).ifPresent(token -> sent.header("Authorization", "Bearer " + token));
        BodyPublisher body =
                request.body().length == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(request.body());
        return rig.send(sent.method(request.method(), body).build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(Map<String, List<String>> values, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
    }
}
