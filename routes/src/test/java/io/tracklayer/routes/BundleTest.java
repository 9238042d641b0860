// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.bundle.Bundler;
import io.tracklayer.core.bundle.LogLine;
import io.tracklayer.core.bundle.Surroundings;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.OperatorAction;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.rules.SetUp;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.testkit.GivenEvents;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle of an event that has personal data and secrets wherever a sender can put them. */
class BundleTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String TOKEN = "EAAsecretTokenOfTheMerchant99";
    private static final String EMAIL = "Annelinde.Quast@familie-quast.example";
    private static final String PHONE = "+4915112345678";
    private static final String FIRST = "Annelinde";
    private static final String LAST = "Quastenflosser";
    private static final String STREET = "Sonnenblumenweg 17";
    private static final String ADDRESS = "2001:db8:85a3::8a2e:370:7334";
    private static final String CLICK = "CjwKCAiAq4KuBhA6EiwArMAw1Jx_klick";
    private static final String LOGIN = "tlo_Zm9vYmFyYmF6cXV4cXV1eGNvcmdl-_9";
    private static final String HASH =
            "pbkdf2-sha256$600000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=";
    private static final List<String> CORPUS =
            List.of(TOKEN, EMAIL, PHONE, FIRST, LAST, STREET, ADDRESS, CLICK, LOGIN, HASH);

    /** Of somebody the event does not know: only the members they stand in tell what they are. */
    private static final List<String> STRANGER = List.of("Hinterhuber", "77123456", "Unknown Lane");

    private static final String ALL = String.join(" / ", CORPUS);

    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private Bundler bundler;

    @BeforeEach
    void open() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config/destinations")).getParent();
        Files.writeString(
                config.resolve("tracklayer.yaml"),
                """
                version: 1
                merchants:
                  - id: acme
                    stores: [{ id: main, currency: EUR, country: DE, sources: { browser: {} } }]
                  - id: rival
                    stores: [{ id: rival-eu, currency: EUR, country: DE, sources: { browser: {} } }]
                """);
        Files.writeString(
                config.resolve("destinations/meta.yaml"),
                """
                version: 1
                plugin: meta
                merchant: acme
                settings: { pixel: "123456789012345", token: "${env:META_TOKEN}" }
                """);
        Files.writeString(
                config.resolve("destinations/meta-rival.yaml"),
                """
                version: 1
                plugin: meta
                merchant: rival
                settings: { pixel: "998877665544332", token: "${env:META_TOKEN}" }
                """);
        SetUp setUp =
                SetUp.read(config, InstalledPlugins.load(config), Map.of("META_TOKEN", TOKEN));
        ActiveConfiguration active = new ActiveConfiguration(setUp.configuration(), setUp.rules());
        store = JdbcEvidenceStore.open(folder.resolve("evidence"), Clock.systemUTC());
        UnitOfWork unit = store.begin();
        hostile(unit);
        unit.commit(1);
        bundler =
                new Bundler(
                        store.queries(),
                        () -> active,
                        surroundings(),
                        destination -> Optional.empty(),
                        Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingPersonalAndNoSecretIsInAnyFileInAnyForm() throws Exception {
        Map<String, String> files = files("4097");
        assertTrue(files.size() > 10, files.keySet().toString());
        for (String value : Stream.concat(CORPUS.stream(), STRANGER.stream()).toList()) {
            for (String form : forms(value)) {
                files.forEach(
                        (name, text) ->
                                assertFalse(
                                        text.toLowerCase(Locale.ROOT)
                                                .contains(form.toLowerCase(Locale.ROOT)),
                                        () ->
                                                name + " holds " + form + " of " + value + "\n"
                                                        + text));
            }
        }
    }

    @Test
    void theDiagnosisIsOfItsEventThoughAnotherOrderIsCalledAsItsNumber() throws Exception {
        Event other =
                event().toBuilder()
                        .eventId("evt-other")
                        .set(EventField.ORDER_ID, "OTHER-77")
                        .set(EventField.ORDER_NAME, "#4097")
                        .build();
        UnitOfWork unit = store.begin();
        unit.insertEvent(new StoredEvent(9000, other, Map.of(), List.of(), 1, "v1", 2));
        unit.commit(2);

        String told = files("evt-4097").get("diagnosis.txt");

        assertTrue(told.contains("of order 548291"), told);
        assertFalse(told.contains("OTHER-77"), told);
    }

    @Test
    void theAccountSaysWhatWasTakenOutWhereAndWhy() throws Exception {
        Map<String, String> files = files("4097");
        String email = label(files.get("events/4097/event.json"), "\"email\"");
        String account = files.get("REDACTED.txt");
        int at = account.indexOf(email + "\n");
        assertTrue(at > 0, account);
        String entry = account.substring(at, account.indexOf("\n[", at + 1));
        assertTrue(entry.contains("user.email, identifier"), entry);
        assertTrue(entry.contains("events/4097/event.json"), entry);
        assertTrue(account.contains("secret of the configuration"), account);
        assertTrue(
                files.get("events/4097/attempts.json").contains(email.replace("]", " as SHA-256]")),
                "the hash that was sent is recognisably that address");
    }

    @Test
    void whatShouldHaveHappenedStandsBesideWhatDid() throws Exception {
        Map<?, ?> summary = json(files("548291").get("summary.json"));
        Map<?, ?> event = (Map<?, ?>) ((List<?>) summary.get("events")).get(0);
        Map<?, ?> meta = (Map<?, ?>) ((List<?>) event.get("destinations")).get(0);
        assertEquals("meta", meta.get("destination"));
        assertEquals(true, ((Map<?, ?>) meta.get("expected_now")).get("sent"), meta.toString());
        assertEquals("failed", ((Map<?, ?>) meta.get("actual")).get("status"));
        assertEquals("should be sent, and is failed: http_400", meta.get("sentence"));
        assertEquals("acme", event.get("merchant_id"));
    }

    @Test
    void theManifestNamesEventPlatformAndTheHashOfEveryFile() throws Exception {
        Map<String, String> files = files("4097");
        Map<?, ?> manifest = json(files.get("manifest.json"));
        assertEquals("evt-4097", manifest.get("event_id"));
        assertEquals("548291", manifest.get("order_id"));
        assertEquals("acme", manifest.get("merchant_id"));
        assertEquals(List.of("Meta"), firstWords(manifest.get("affected_platforms")));
        List<?> named = (List<?>) manifest.get("files");
        assertEquals(files.size() - 1, named.size());
        for (Object each : named) {
            Map<?, ?> entry = (Map<?, ?>) each;
            byte[] content =
                    files.get(entry.get("name").toString()).getBytes(StandardCharsets.UTF_8);
            assertEquals(HexFormat.of().formatHex(Sha256.digest(content)), entry.get("sha256"));
        }
    }

    @Test
    void whatIsHarmlessAndNeededToUnderstandItStays() throws Exception {
        Map<String, String> files = files("4097");
        String observations = files.get("events/4097/observations.json");
        assertTrue(observations.contains("\"total_price\" : 129.90"), observations);
        assertTrue(observations.contains("\"currency\" : \"EUR\""), observations);
        assertTrue(observations.contains("orders/create"), observations);
        String attempts = files.get("events/4097/attempts.json");
        assertTrue(attempts.contains("Invalid parameter"), attempts);
        assertTrue(attempts.contains("\"name\" : \"begin_checkout\""), attempts);
        assertTrue(attempts.contains("\"content_type\" : \"product\""), attempts);
        assertTrue(files.get("configuration.json").contains("123456789012345"));
        assertTrue(files.get("rules/own.rules.yaml").contains("send-all"));
        assertTrue(files.get("events/4097/event.json").contains("129.90"));
    }

    @Test
    void whoHasNothingElseReadsFirstWhatHappenedAndWhereItStands() throws Exception {
        Map<String, String> files = files("4097");
        List<String> order = List.copyOf(files.keySet());
        assertEquals(
                List.of("manifest.json", "START-HERE.txt", "diagnosis.txt"), order.subList(0, 3));
        String guide = files.get("START-HERE.txt");
        assertTrue(guide.contains("commit 0123456789ab"), guide);
        assertTrue(guide.contains("purchase_placed evt-4097 of order 548291"), guide);
        assertTrue(guide.contains("should be sent, and is failed: http_400"), guide);
        for (String name : order) {
            String told = name.replace("/4097/", "/N/").replaceAll("^rules/.*", "rules/");
            assertTrue(told.equals("START-HERE.txt") || guide.contains("\n" + told + " "), told);
        }
        String diagnosis = files.get("diagnosis.txt");
        assertTrue(diagnosis.contains("548291"), diagnosis);
        assertTrue(diagnosis.contains("meta"), diagnosis);
        assertTrue(files.get("build.json").contains("0123456789ab"));
    }

    @Test
    void theLogIsThereAsFarAsItConcernsTheEventOrTheNode() throws Exception {
        String log = files("4097").get("log.json");
        assertTrue(log.contains("meta: auth_hold (190), 41 delivery(ies) wait."), log);
        assertTrue(log.contains("the disk is full"), log);
        assertTrue(log.contains("x.Broken at x.y(Z:1)"), log);
        assertTrue(log.contains("shares its account"), log);
        assertFalse(log.contains("config_hold"), log);
        String own =
                files("4097", new Operator("anna", Role.VIEWER, Set.of("acme"))).get("log.json");
        assertTrue(own.contains("auth_hold"), own);
        assertFalse(own.contains("rival") || own.contains("disk"), own);
    }

    @Test
    void whoSeesSomeMerchantsOnlyGetsTheEventWithoutFilesThatAreAboutAll() throws Exception {
        Map<String, String> all = files("4097");
        Map<String, String> own = files("4097", new Operator("anna", Role.VIEWER, Set.of("acme")));
        assertEquals(all.keySet(), own.keySet());
        assertEquals(all.get("events/4097/event.json"), own.get("events/4097/event.json"));
        assertEquals(all.get("configuration.json"), own.get("configuration.json"));
        String rules = own.get("rules/own.rules.yaml");
        assertTrue(rules.startsWith("# left out"), rules);
    }

    @Test
    void anotherMerchantsOperatorFindsNothing() {
        Operator other = new Operator("otto", Role.ADMIN, Set.of("other"));
        assertEquals(Optional.empty(), bundler.of("4097", other));
        assertEquals(Optional.empty(), bundler.of("no-such-order", Operator.LOCAL));
    }

    @Test
    void theNodeAnswersWithAFileToKeep() {
        List<OperatorAction> noted = new ArrayList<>();
        BundleDesk desk = new BundleDesk(bundler, trail(noted));
        assertEquals(400, ask(desk, Map.of()).status());
        assertEquals(404, ask(desk, Map.of("of", List.of("none"))).status());
        HttpOutput found = ask(desk, Map.of("of", List.of("evt-4097")));
        assertEquals(200, found.status());
        assertEquals("application/zip", found.contentType());
        assertTrue(
                found.headers()
                        .get("Content-Disposition")
                        .contains("\"tracklayer-bundle-4097.zip\""));
        assertEquals(1, noted.size(), "what was refused or not found is no bundle");
        assertEquals("bundle.take", noted.get(0).action());
        assertEquals("tracklayer-bundle-4097.zip", noted.get(0).subject());
    }

    /** A trail of which only what is appended matters. */
    private static AccessTrail trail(List<OperatorAction> noted) {
        InvocationHandler append =
                (journal, method, arguments) -> {
                    noted.add((OperatorAction) JournalCodec.decode((byte[]) arguments[0]));
                    return CompletableFuture.completedFuture(0L);
                };
        Journal journal =
                (Journal)
                        Proxy.newProxyInstance(
                                BundleTest.class.getClassLoader(),
                                new Class<?>[] {Journal.class},
                                append);
        return new AccessTrail(journal, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static HttpOutput ask(BundleDesk desk, Map<String, List<String>> query) {
        return desk.answer(
                new OperatorRequest("GET", "/api/v1/bundle", query, new byte[0], Operator.LOCAL));
    }

    private static void hostile(UnitOfWork unit) {
        unit.insertArrival(1, arrival());
        unit.insertObservation(
                new ObservationRow(
                        "1-0",
                        1,
                        "acme",
                        "main",
                        "shopify",
                        NOON,
                        ObservationRow.Verdict.ACCEPTED,
                        "accepted",
                        ALL,
                        4097,
                        "purchase_placed"));
        unit.insertEvent(
                new StoredEvent(4097, event(), Map.of(), List.of("corrected " + ALL), 1, "v1", 1));
        unit.insertMerge(new MergeRow(4097, "1-0", NOON, "order_id 548291", 7, false, "", ALL));
        unit.insertDelivery(
                new Delivery(
                        4097,
                        "meta",
                        "acme",
                        "purchase_placed",
                        "evt-4097",
                        "548291",
                        DeliveryStatus.FAILED,
                        "http_400",
                        "refused: " + ALL,
                        new Decision(
                                true,
                                "allowed",
                                ALL,
                                "send-all",
                                "own.rules.yaml:3",
                                "r1",
                                Set.of()),
                        1,
                        NOON,
                        NOON,
                        null,
                        "att-1"));
        unit.insertAttempt("meta", attempt(), List.of(4097L));
    }

    private static Event event() {
        Event.Builder event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder();
        event.of("acme", "main").eventId("evt-4097");
        event.consent(GivenEvents.consent(ConsentState.GRANTED));
        for (EventField field : EventField.values()) {
            switch (field.type()) {
                case TEXT -> event.set(field, ALL);
                case CLICK_ID ->
                        event.set(field, new ClickId(CLICK, NOON, "https://s.example/?x=" + CLICK));
                case TREE -> event.set(field, Map.of("note", ALL, ALL, "note", "email", EMAIL));
                default -> {
                    // amounts, numbers and lines stay as they are
                }
            }
        }
        return event.set(EventField.ORDER_ID, "548291")
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.VALUE, new BigDecimal("129.90"))
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EMAIL, EMAIL)
                .set(EventField.PHONE, PHONE)
                .set(EventField.FIRST_NAME, FIRST)
                .set(EventField.LAST_NAME, LAST)
                .set(EventField.STREET, STREET)
                .set(EventField.CLIENT_IP, ADDRESS)
                .set(
                        EventField.PAGE_URL,
                        "https://shop.example/" + encoded(EMAIL) + "?gclid=" + CLICK)
                .build();
    }

    private static Arrival arrival() {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String key :
                List.of("id", "event", "type", "sku", "coupon", "email", "note", "status", "url")) {
            body.put(key, ALL);
        }
        body.put("total_price", new BigDecimal("129.90"));
        body.put("currency", "EUR");
        body.put("customer_phone", 4915112345678L);
        body.put("quantity", 4915112345678L);
        body.put(EMAIL, "a key");
        body.put("delivery_note", "Unknown Lane");
        body.put("events", List.of(ALL, Map.of("first_name", FIRST, "names", List.of(LAST))));
        body.put(
                "version",
                Base64.getEncoder().encodeToString(("x" + ALL).getBytes(StandardCharsets.UTF_8)));
        body.put("category", encoded(ALL));
        body.put("channel", StrictJson.writeText(Map.of("surname", "Hinterhuber", "sku", ALL)));
        body.put("customer", Map.of("id", 77123456, "name", "Hinterhuber", "sku", "x"));
        return new Arrival(
                "acme",
                "main",
                "shopify",
                "POST",
                "/webhooks/" + encoded(EMAIL) + "/" + TOKEN,
                Map.of("event", List.of(ALL), "gclid", List.of(CLICK), EMAIL, List.of("x")),
                Map.of(
                        "x-shopify-topic",
                        "orders/create",
                        "cookie",
                        ALL,
                        "x-request-id",
                        ALL,
                        "user-agent",
                        "Mozilla " + LAST),
                ADDRESS,
                NOON,
                "hmac-sha256",
                null,
                StrictJson.write(body));
    }

    private static Attempt attempt() {
        String hash = Sha256.of(EMAIL.toLowerCase(Locale.ROOT)).hex();
        return new Attempt(
                "att-1",
                NOON,
                12,
                "POST",
                "https://graph.example/v25/1/events?access_token=" + TOKEN + "&x=" + encoded(ALL),
                Map.of("Content-Type", "application/json", "X-Own", ALL),
                StrictJson.writeText(
                        Map.of(
                                "events",
                                List.of(
                                        Map.of("name", "begin_checkout"),
                                        Map.of("name", "Hinterhuber")),
                                "data",
                                List.of(
                                        Map.of(
                                                "event_name",
                                                "Purchase",
                                                "content_type",
                                                "product",
                                                "user_data",
                                                Map.of(
                                                        "em",
                                                        List.of(hash),
                                                        "ph",
                                                        PHONE,
                                                        "zz",
                                                        ALL))))),
                400,
                Map.of("content-type", "application/json", "x-own", ALL),
                StrictJson.writeText(
                        Map.of(
                                "error",
                                Map.of("message", "Invalid parameter " + ALL, "code", 100),
                                "echo",
                                List.of(ALL, hash))),
                "permanent",
                "100",
                "said " + ALL,
                List.of("left out " + ALL));
    }

    private static Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public Map<String, Object> build() {
                return Map.of("version", "1 " + ALL, "commit", "0123456789ab");
            }

            @Override
            public List<LogLine> log() {
                return List.of(
                        line("meta: auth_hold (190), 41 delivery(ies) wait. " + ALL),
                        line("meta-rival: config_hold (100), 1 delivery(ies) wait"),
                        line("meta: shares its account with meta-rival"),
                        line("journal /data: the disk is full"));
            }

            private LogLine line(String message) {
                return new LogLine(NOON, "WARN", "Lane", message, List.of("x.Broken at x.y(Z:1)"));
            }

            @Override
            public Map<String, Object> health() {
                return Map.of("journal_problem", ALL);
            }

            @Override
            public Optional<String> rules(String file) {
                return Optional.of("rules:\n  - id: send-all # for " + ALL + "\n");
            }
        };
    }

    /** As it is, in an address, and the letters of Base64 it gives wherever it stands. */
    private static List<String> forms(String value) {
        List<String> forms = new ArrayList<>(List.of(value, encoded(value)));
        forms.add(encoded(value).replace("+", "%20"));
        forms.add(value.replace("+", ""));
        if (value.length() > 9) {
            IntStream.range(0, 3).mapToObj(before -> base64(value, before)).forEach(forms::add);
        }
        return forms;
    }

    private static String base64(String value, int before) {
        byte[] bytes = (" ".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
        String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return text.substring((before * 8 + 5) / 6, bytes.length * 8 / 6);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What stands for the value of a member. */
    private static String label(String json, String member) {
        int at = json.indexOf("[redacted", json.indexOf(member));
        return json.substring(at, json.indexOf(']', at) + 1);
    }

    private static List<String> firstWords(Object list) {
        return ((List<?>) list)
                .stream().map(each -> each.toString().split(" ")[0]).collect(Collectors.toList());
    }

    private Map<String, String> files(String of) throws Exception {
        return files(of, Operator.LOCAL);
    }

    private Map<String, String> files(String of, Operator operator) throws Exception {
        byte[] zip = bundler.of(of, operator).orElseThrow().zip();
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Map<?, ?> json(String text) throws Exception {
        return (Map<?, ?>) StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
