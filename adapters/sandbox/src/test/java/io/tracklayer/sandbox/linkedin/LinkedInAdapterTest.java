// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the LinkedIn adapter sends, judged by the closed schema. */
class LinkedInAdapterTest extends AdapterJudgement {
    private static final String LIVE =
            "page_viewed=1,product_viewed=2,collection_viewed=3,search_submitted=4,"
                    + "product_added_to_cart=5,wishlist_added=6,checkout_started=7,"
                    + "contact_info_submitted=8,payment_info_submitted=9,purchase_placed=20,"
                    + "subscription_started=11,subscription_renewed=12,trial_started=13,"
                    + "lead_submitted=20,account_registered=15,logged_in=16,"
                    + "newsletter_subscribed=17,form_submitted=18,quote_requested=19,"
                    + "appointment_booked=20,review_submitted=21,custom:Size Guide Opened=22";

    LinkedInAdapterTest() {
        super("linkedin", "token", "T&1", "conversion-rules", LIVE, "key-pages", "/*");
    }

    @Override
    protected String account() {
        String rules =
                IntStream.rangeClosed(1, 30)
                        .mapToObj(number -> "'" + number + "'")
                        .collect(Collectors.joining(","));
        return "{'platform':'linkedin','account':'512345678','token':'T&1','client_id':'C',"
                + "'client_secret':'S','refresh_token':'R&','disabled_rules':['98'],"
                + "'tag_rules':['99'],'per_minute':100000,'rules':["
                + rules
                + "]}";
    }

    @Override
    protected Optional<String> accessToken(Settings settings) throws Exception {
        Optional<TokenGrant> grant = adapter.tokenGrant(settings);
        return grant.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        SandboxRig.json(ask((TokenGrant.RefreshToken) grant.get()))
                                .get("access_token")
                                .asText());
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything(), older())) {
            sent += deliver(identified(), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void aFullBatchIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (int i = 0; i < adapter.descriptor().limits().maxRecords(); i++) {
            Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
            records.add(record(event.toBuilder().eventId("ord_" + i).build(), settings()));
        }
        int bytes = adapter.pack(records, settings(), HOST).body().length;
        assertTrue(bytes < adapter.descriptor().limits().maxBytes(), bytes + " bytes");
        assertTaken(records, settings());
        assertEquals(500, inspection().get("stored").asInt());
    }

    @Test
    void aTokenGotByTheRefreshTokenIsTaken() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), app("R&"));
        assertEquals(1, inspection().get("stored").asInt());
    }

    @Test
    void aTokenTakenBackHoldsTheDestination() throws Exception {
        rig.account(
                "{'platform':'linkedin','account':'7','token':'T7','revoked':true,"
                        + "'rules':['20']}");
        Settings settings = settings("token", "T7");
        PlatformRecord record = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings);
        var hold = assertInstanceOf(Outcome.AuthHold.class, one(record, settings));
        assertEquals("REVOKED_ACCESS_TOKEN", hold.code());
    }

    @Test
    void repeatingAPurchaseCountsItOnceInTheSandbox() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void testEventsGoToTheRuleOfTheTests() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        assertInstanceOf(Mapping.Skip.class, map(event, settings()));
        deliver(List.of(event), settings("test-conversion-rule", "30"));
        assertEquals("conversion 30", inspection().at("/events/0/event_name").asText());
    }

    @Test
    void oneBadEventIsReadBackToItsRecordAndTheOthersGoAgain() throws Exception {
        PlatformRecord good = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings());
        PlatformRecord lead = record(GivenEvents.rich(EventName.LEAD_SUBMITTED), settings());
        PlatformRecord old = aged(lead);
        List<Outcome> outcomes = outcomes(List.of(good, old, lead), settings());
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertEquals(
                new Outcome.Permanent(
                        "http_422",
                        "Index: 1, ERROR :: /conversionHappenedAt :: is older than 90 days"),
                outcomes.get(1));
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
        assertInstanceOf(Outcome.Permanent.class, one(old, settings()));
        assertTaken(List.of(good, lead), settings());
    }

    @Test
    void theEventsOfARuleThatCannotTakeThemWaitAlone() throws Exception {
        Settings settings = settings("conversion-rules", "purchase_placed=98,lead_submitted=20");
        PlatformRecord bad = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings);
        PlatformRecord good = record(GivenEvents.rich(EventName.LEAD_SUBMITTED), settings);
        List<Outcome> outcomes = outcomes(List.of(good, bad), settings);
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertInstanceOf(Outcome.Retry.class, outcomes.get(1));
        assertInstanceOf(Outcome.Retry.class, one(bad, settings));
    }

    @Test
    void anEndedVersionHoldsTheDestination() throws Exception {
        Settings settings = settings("api-version", "202509", "ip", "omit");
        PlatformRecord record = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings);
        assertInstanceOf(Outcome.ConfigHold.class, one(record, settings));
    }

    @Test
    void aRefundIsNeverSentWhateverCameBefore() {
        Event purchase = GivenEvents.rich(EventName.PURCHASE_PLACED);
        HostContext knows = HostContext.at(HOST.now()).alreadyAccepted(purchase);
        for (EventName name : List.of(EventName.ORDER_REFUNDED, EventName.ORDER_CANCELLED)) {
            assertInstanceOf(
                    Mapping.Skip.class, adapter.map(GivenEvents.rich(name), settings(), knows));
        }
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        String[] own = {"ad-account", "512345678"};
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings(own)));
        assertEquals(
                ProbeResult.Verdict.REFUSED,
                probe(settings("ad-account", "512345678", "token", "wrong")));
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings("ad-account", "5")));
        for (String rule : List.of("98", "99", "777")) {
            assertEquals(
                    ProbeResult.Verdict.REFUSED,
                    probe(
                            settings(
                                    "ad-account",
                                    "512345678",
                                    "conversion-rules",
                                    "lead_submitted=" + rule)));
        }
        assertEquals(
                ProbeResult.Verdict.REFUSED,
                probe(settings("ad-account", "512345678", "api-version", "202509")));
    }

    private Outcome one(PlatformRecord record, Settings settings) throws Exception {
        return outcomes(List.of(record), settings).get(0);
    }

    /** All events as they are, known by their click too, or by properties. */
    private static List<Event> identified() {
        List<Event> events = new ArrayList<>(allEvents());
        for (Event event : allEvents()) {
            events.add(
                    event.toBuilder()
                            .set(EventField.LI_FAT_ID, GivenEvents.click("3f0c9a6e-8f5b", null))
                            .set(EventField.CLIENT_IP, "2001:db8::1")
                            .set(
                                    EventField.PROPERTIES,
                                    Map.of(
                                            "job", "CTO",
                                            "company", "Northfield",
                                            "lead", "urn:li:leadGenFormResponse:9",
                                            "ramp", "XY1005",
                                            "gaid", "38400000-8cf0-11bd-b23e-10b96e40000d"))
                            .build());
        }
        return events;
    }

    private static PlatformRecord aged(PlatformRecord record) {
        Map<String, Object> body = new LinkedHashMap<>(record.body());
        body.put("conversionHappenedAt", HOST.now().minus(Duration.ofDays(91)).toEpochMilli());
        return new PlatformRecord(
                record.name(),
                record.eventId(),
                record.eventTime(),
                body,
                record.batchKey(),
                record.resendSafe(),
                record.warnings());
    }

    private Settings everything() {
        return settings(
                "ip", "plain",
                "names", "hashed",
                "click-id-only", "ad_personalization_denied,ad_user_data_denied",
                "title-property", "job",
                "company-property", "company",
                "lead-property", "lead",
                "acxiom-property", "ramp",
                "google-ad-id-property", "gaid",
                "repeat-unanswered", "true");
    }

    private Settings older() {
        return settings("api-version", "202604", "names", "hashed", "lead-property", "lead");
    }

    /** An instance without a token of its own; of two credentials the token would be taken. */
    private Settings app(String refreshToken) {
        String base = rig.sandbox.base() + "/linkedin";
        return Settings.of(
                adapter.descriptor().settings(),
                Map.of(
                        "client-id", List.of("C"),
                        "client-secret", List.of("S"),
                        "refresh-token", List.of(refreshToken),
                        "token-endpoint", List.of(base + "/token"),
                        "endpoint", List.of(base),
                        "conversion-rules", List.of("purchase_placed=20")));
    }

    private HttpResponse<String> ask(TokenGrant.RefreshToken grant) throws Exception {
        String form =
                "grant_type=refresh_token&refresh_token="
                        + URLEncoder.encode(grant.refreshToken(), StandardCharsets.UTF_8)
                        + "&client_id="
                        + grant.clientId()
                        + "&client_secret="
                        + grant.clientSecret();
        String path = grant.endpoint().substring(rig.sandbox.base().toString().length());
        return rig.send(
                rig.request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }
}
