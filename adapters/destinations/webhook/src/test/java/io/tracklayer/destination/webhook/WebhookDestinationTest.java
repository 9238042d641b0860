// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.SettingsCheck;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "webhook";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", Given.URL, "secret", Given.SECRET_A);
    }

    @Override
    protected List<EventName> sent() {
        return List.of(EventName.values());
    }

    @Test
    void aPurchaseBecomesOneSignedPost() {
        PlatformRequest request = packed(Given.purchase(), Given.settings());
        assertEquals("POST", request.method());
        assertEquals(Given.URL, request.url());
        assertEquals(List.of(), request.query());
        String id = header(request, "webhook-id").orElseThrow();
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.open("User-Agent", "TrackLayer/0.1.0"),
                        Field.open("webhook-id", id),
                        Field.open("webhook-timestamp", "1768472432"),
                        Field.open(
                                "webhook-signature",
                                WebhookSignature.header(
                                        List.of(Given.SECRET_A),
                                        id,
                                        "1768472432",
                                        request.body()))),
                request.headers());
        assertEquals(
                Given.json("expect/purchase-pii-hashed.json"),
                new String(request.body(), StandardCharsets.UTF_8));
    }

    @Test
    void thePersonIsDescribedAsTheSettingSays() {
        for (String pii : List.of("none", "hashed", "raw")) {
            PlatformRequest request = packed(Given.purchase(), Given.settings("pii", pii));
            assertEquals(
                    Given.json("expect/purchase-pii-" + pii + ".json"),
                    new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void deniedMarketingIsTakenOutAndSaidWithTheAttempt() {
        Event denied = Given.purchase(Purpose.MARKETING, ConsentState.DENIED);
        PlatformRecord mapped = recordOf(denied);
        assertTrue(mapped.warnings().get(0).startsWith("stripped:page.url,"));
        assertFalse(mapped.body().toString().contains("click_ids"));
    }

    @Test
    void whileSecretsRotateEachOneSigns() {
        Settings rotating = Given.settings("previous-secrets", Given.SECRET_B);
        PlatformRequest request = packed(Given.purchase(), rotating);
        assertEquals(
                WebhookSignature.header(
                        List.of(Given.SECRET_A, Given.SECRET_B),
                        header(request, "webhook-id").orElseThrow(),
                        "1768472432",
                        request.body()),
                header(request, "webhook-signature").orElseThrow());
    }

    @Test
    void moreThanThreePreviousSecretsAreRefused() {
        String old = Given.SECRET_B;
        packed(Given.purchase(), Given.settings("previous-secrets", old, old, old));
        assertRefused(Given.settings("previous-secrets", old, old, old, old), "at most 3");
    }

    @Test
    void aLaterAttemptHasTheSameIdAndANewTimeAndSignature() {
        PlatformRecord mapped = recordOf(Given.purchase());
        PlatformRequest first = destination().pack(List.of(mapped), settingsWith(), context());
        HostContext later = HostContext.at(GivenEvents.TIME.plusSeconds(7));
        PlatformRequest second =
                destination().pack(List.of(recordOf(Given.purchase())), settingsWith(), later);
        assertEquals(header(first, "webhook-id"), header(second, "webhook-id"));
        assertEquals(Optional.of("1768472437"), header(second, "webhook-timestamp"));
        assertNotEquals(header(first, "webhook-signature"), header(second, "webhook-signature"));
    }

    @Test
    void theIdDependsOnEndpointMerchantNameAndEventIdAlone() {
        Event event = Given.purchase();
        String id = idOf(event, Given.settings());
        assertEquals("msg_32b21eeb6e90c22105b2da0fc85a30bc", id);
        assertEquals(id, idOf(event.without(List.of(EventField.EMAIL)), Given.settings()));
        assertEquals(id, idOf(event, Given.settings("secret", Given.SECRET_B)));
        assertNotEquals(id, idOf(event, Given.settings("url", Given.URL + "2")));
        assertNotEquals(id, idOf(event.toBuilder().eventId("ord_2").build(), Given.settings()));
        assertNotEquals(id, idOf(event.toBuilder().of("b", "b-eu").build(), Given.settings()));
        assertNotEquals(
                idOf(
                        GivenEvents.bare(EventName.LOGGED_IN).toBuilder().eventId("x").build(),
                        Given.settings()),
                idOf(
                        GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder().eventId("x").build(),
                        Given.settings()));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void anIdHasOnlyLettersDigitsAndUnderscores(EventName name) {
        Event event = GivenEvents.bare(name).toBuilder().eventId("a.b/c:ü").build();
        assertTrue(idOf(event, Given.settings()).matches("msg_[A-Za-z0-9_]{32}"));
    }

    @Test
    void aTokenInTheAddressIsSentAsAMaskedParameter() {
        PlatformRequest request =
                packed(
                        Given.purchase(),
                        Given.settings("url", Given.URL + "?token=a%2Fb%20c&&flag"));
        assertEquals(Given.URL, request.url());
        assertEquals(
                List.of(Field.secret("token", "a/b c"), Field.secret("flag", "")), request.query());
    }

    @Test
    void anOperatorsHeadersAreAddedAndMasked() {
        Settings settings =
                Given.settings(
                        Map.of(
                                "authorization", List.of("Bearer t0p"),
                                "headers", List.of("X-Env: prod", "x-key:a: b ")));
        List<Field> headers = packed(Given.purchase(), settings).headers();
        assertEquals(
                List.of(
                        Field.secret("Authorization", "Bearer t0p"),
                        Field.secret("X-Env", "prod"),
                        Field.secret("x-key", "a: b")),
                headers.subList(5, headers.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id: 1",
                "Webhook-Signature: v1,x",
                "webhook-anything: 1",
                "Host: evil.example",
                "content-length: 5",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "Content-Type: text/plain",
                "User-Agent: x",
                "Authorization: Basic eA==",
                "Content-Encoding: gzip",
                "Keep-Alive: 5",
                "TE: trailers",
                "Trailer: x",
                "Upgrade: h2c",
                "Expect: 100-continue"
            })
    void aHeaderThatBelongsToTheMessageIsRefusedByName(String line) {
        String name = line.substring(0, line.indexOf(':'));
        assertRefused(Given.settings("headers", line), "\"headers\" names \"" + name + "\"");
    }

    @Test
    void aHeaderNamedTwiceIsRefused() {
        assertRefused(Given.settings("headers", "X-A: 1", "x-a: 2"), "names \"x-a\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Env", "X Env: prod", "X-Env:", ": prod", "X-Env: grün", "X: a\nB: c"})
    void anEntryThatIsNoHeaderIsRefused(String line) {
        assertRefused(Given.settings("headers", line), "\"Name: value\"");
    }

    @Test
    void aPlainHttpAddressIsSkippedUnlessAllowed() {
        Map<String, List<String>> http = Map.of("url", List.of("http://hooks.example.com/"));
        Mapping mapping = destination().map(Given.purchase(), Given.settings(http), context());
        assertEquals(
                Mapping.skip(
                        "insecure_url",
                        "The setting \"url\" is plain http. Use https, or set \"allow-http\" to"
                                + " true."),
                mapping);
        assertThrows(
                IllegalArgumentException.class,
                () -> destination().probe(Given.settings(http), context()));
        PlatformRequest request =
                packed(
                        Given.purchase(),
                        Given.settings(
                                Map.of(
                                        "url", List.of("http://hooks.example.com/"),
                                        "allow-http", List.of("true"))));
        assertEquals("http://hooks.example.com/", request.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://u:p@hooks.example.com/", "https://hooks.example.com/#part"})
    void anAddressWithCredentialsOrFragmentIsRefused(String url) {
        assertRefused(Given.settings("url", url), "setting \"url\"");
    }

    @Test
    void onlyTheNamedEventsAreSent() {
        Settings some = Given.settings("events", "purchase_placed", "order_refunded");
        for (EventName name : EventName.values()) {
            Mapping mapping = destination().map(GivenEvents.rich(name), some, context());
            boolean named = name == EventName.PURCHASE_PLACED || name == EventName.ORDER_REFUNDED;
            assertEquals(named, mapping instanceof Mapping.Send, name.wire());
        }
        Mapping.Skip skip =
                assertInstanceOf(
                        Mapping.Skip.class,
                        destination().map(GivenEvents.rich(EventName.LOGGED_IN), some, context()));
        assertEquals("event_not_selected", skip.code());
        assertTrue(skip.sentence().contains("logged_in"), skip.sentence());
    }

    @Test
    void misspeltChoicesAreNamedAtStart() {
        List<String> problems =
                SettingsCheck.check(
                                WebhookSettings.ALL,
                                Map.of(
                                        "url", List.of(Given.URL),
                                        "secret", List.of(Given.SECRET_A),
                                        "events", List.of("purchase_placd"),
                                        "required-purposes", List.of("marketng"),
                                        "strip-when-denied", List.of("analytics"),
                                        "pii", List.of("plain")))
                        .problems();
        assertEquals(4, problems.size(), problems.toString());
    }

    @Test
    void aMessageOfUpTo256KilobytesIsSentAndALargerOneSkipped() {
        PlatformRecord largest = recordOf(padded(262_144 - sizeOf(padded(1)) + 1));
        assertEquals(262_144, context().json(largest.body()).length);
        Mapping.Skip skip = skipOf(padded(262_144 - sizeOf(padded(1)) + 2));
        assertEquals("payload_too_large", skip.code());
    }

    @Test
    void theConnectionCheckIsASignedMessageOfItsOwnType() {
        PlatformRequest request = destination().probe(settingsWith(), context()).orElseThrow();
        assertEquals(Given.URL, request.url());
        assertEquals(
                "{\"type\":\"tracklayer.endpoint.test\",\"timestamp\":\"2026-01-15T10:20:32.000Z\","
                        + "\"data\":{\"message\":\"TrackLayer checks that this endpoint takes its"
                        + " messages.\"}}",
                new String(request.body(), StandardCharsets.UTF_8));
        assertEquals(
                WebhookSignature.header(
                        List.of(Given.SECRET_A),
                        header(request, "webhook-id").orElseThrow(),
                        "1768472432",
                        request.body()),
                header(request, "webhook-signature").orElseThrow());
    }

    @Test
    void twoConnectionChecksAreTwoMessages() {
        HostContext later = HostContext.at(GivenEvents.TIME.plusSeconds(60));
        assertNotEquals(
                header(destination().probe(settingsWith(), context()).orElseThrow(), "webhook-id"),
                header(destination().probe(settingsWith(), later).orElseThrow(), "webhook-id"));
    }

    @Test
    void sevenAttemptsAreSpreadOverEighteenHours() {
        RedeliveryPolicy policy = destination().descriptor().redelivery();
        assertEquals(7, policy.maxAttempts());
        assertEquals(
                List.of("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H"),
                policy.steps().stream().map(Duration::toString).toList());
        assertEquals(0.1, policy.jitter());
    }

    @Test
    void receiversAreTrustedToRememberAnIdForFiveMinutesOnly() {
        assertEquals(Duration.ofMinutes(5), destination().descriptor().resendWindow());
    }

    @Test
    void sendingAgainIsHarmless() {
        assertTrue(recordOf(Given.purchase()).resendSafe());
    }

    private PlatformRequest packed(Event event, Settings settings) {
        Mapping.Send send =
                assertInstanceOf(Mapping.Send.class, destination().map(event, settings, context()));
        return destination().pack(List.of(send.platformRecord()), settings, context());
    }

    private void assertRefused(Settings settings, String words) {
        Exception refused =
                assertThrows(
                        IllegalArgumentException.class, () -> packed(Given.purchase(), settings));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private String idOf(Event event, Settings settings) {
        return header(packed(event, settings), "webhook-id").orElseThrow();
    }

    private int sizeOf(Event event) {
        return context().json(recordOf(event).body()).length;
    }

    private static Event padded(int letters) {
        return GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.PAGE_TITLE, "x".repeat(letters))
                .build();
    }

    private static Optional<String> header(PlatformRequest request, String name) {
        return request.headers().stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }
}
