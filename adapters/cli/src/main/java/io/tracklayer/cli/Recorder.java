// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up the recorded hour, the same one for the same seed and start. */
final class Recorder {
    private static final int BOTH = 40;
    private static final int SHOP_ONLY = 10;
    private static final int BROWSER_ONLY = 5;
    private static final int REFUSED = 3;
    private static final int UNKNOWN = 3;
    private static final int REPEATED = 6;
    private static final int FORGED = 2;
    private static final int BROKEN = 2;
    private static final int UPDATES = 3;
    private static final int LOOKERS = 40;
    private static final int SIGN_UPS = 8;

    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Ben", "Chidi", "Dana", "Emre", "Fumiko", "Greta", "Hana", "Ivo");
    private static final List<String> LAST_NAMES =
            List.of("Adler", "Brandt", "Costa", "Dogan", "Endo", "Fischer", "Garcia", "Hoshi");
    private static final List<String> USER_AGENTS =
            List.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    private static final List<String> SEARCHES = List.of("linen", "lamp", "gift", "towel");

    private final DemoWorld world;
    private final Instant hour;
    private final Random random;
    private final ShopifyRecording shopify;
    private final BrowserRecording browser;
    private final SegmentRecording segment;
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<RecordedOrder> orders = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private long visitors;

    Recorder(long seed, Instant hour, DemoWorld world) {
        this.world = world;
        this.hour = hour;
        this.random = new Random(seed);
        this.shopify = new ShopifyRecording(random, hour);
        this.browser = new BrowserRecording(hour);
        this.segment = new SegmentRecording(hour);
    }

    /** How an order was reported. */
    private enum Report {
        BOTH,
        SHOP_ONLY,
        BROWSER_ONLY,
        REFUSED,
        UNKNOWN
    }

    RecordedHour record() {
        List<Report> reports = reports();
        List<RecordedOrder> both = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            Report report = reports.get(i);
            long second = 60 + i * 3_200L / reports.size() + random.nextInt(20);
            RecordedOrder order = order(report, i, hour.plusSeconds(second));
            orders.add(order);
            report(report, order);
            if (report == Report.BOTH) {
                both.add(order);
            }
        }
        moneyBack(both);
        noise(both);
        looking();
        signUps();
        requests.sort(Comparator.comparing(RecordedRequest::at));
        return new RecordedHour(requests, orders, events);
    }

    private List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        reports.addAll(Collections.nCopies(BOTH, Report.BOTH));
        reports.addAll(Collections.nCopies(SHOP_ONLY, Report.SHOP_ONLY));
        reports.addAll(Collections.nCopies(BROWSER_ONLY, Report.BROWSER_ONLY));
        reports.addAll(Collections.nCopies(REFUSED, Report.REFUSED));
        reports.addAll(Collections.nCopies(UNKNOWN, Report.UNKNOWN));
        Collections.shuffle(reports, random);
        return reports;
    }

    private RecordedOrder order(Report report, int index, Instant placedAt) {
        DemoConsent consent =
                switch (report) {
                    case REFUSED -> DemoConsent.REFUSED;
                    case UNKNOWN -> DemoConsent.UNKNOWN;
                    default -> DemoConsent.GRANTED;
                };
        // only in a region where the law wants an answer does a missing one mean anything
        DemoShop shop =
                consent == DemoConsent.UNKNOWN
                        ? world.shops().get(0)
                        : world.shops().get(index % world.shops().size());
        List<RecordedOrder.Line> lines = new ArrayList<>();
        for (DemoProduct product : shop.products().subList(0, 1 + random.nextInt(3))) {
            lines.add(new RecordedOrder.Line(product, 1 + random.nextInt(2)));
        }
        return new RecordedOrder(
                5_482_910_000_001L + index * 1_000L, visitor(shop, consent), lines, placedAt);
    }

    private DemoVisitor visitor(DemoShop shop, DemoConsent consent) {
        visitors++;
        long cookie = 1_000_000_000L + random.nextInt(1_000_000_000);
        long day = hour.getEpochSecond() - 86_400;
        return new DemoVisitor(
                shop,
                1_000 + visitors,
                FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                consent,
                "fb.1." + day * 1_000 + "." + cookie,
                cookie + "." + day,
                USER_AGENTS.get(random.nextInt(USER_AGENTS.size())),
                "203.0.113." + (1 + random.nextInt(250)));
    }

    private void report(Report report, RecordedOrder order) {
        boolean fromShop = report != Report.BROWSER_ONLY;
        boolean fromBrowser = report != Report.SHOP_ONLY;
        happened(order.visitor(), "purchase_placed", true);
        if (fromBrowser) {
            way(order);
            requests.add(
                    browser.collect(
                            order.visitor(),
                            List.of(BrowserRecording.purchase(order)),
                            List.of(RecordedRequest.ACCEPTED)));
        }
        if (fromShop) {
            String verdict = fromBrowser ? RecordedRequest.MERGED : RecordedRequest.ACCEPTED;
            Instant sentAt = order.placedAt().plusSeconds(20 + random.nextInt(60));
            RecordedRequest webhook = shopify.order("orders/create", order, sentAt, verdict);
            requests.add(webhook);
            repeat(report, webhook);
            paid(order, sentAt.plusSeconds(15));
        }
    }

    /** From the first page to the checkout, in one or two calls. */
    private void way(RecordedOrder order) {
        DemoVisitor visitor = order.visitor();
        RecordedOrder.Line line = order.lines().get(0);
        List<String> names =
                List.of(
                        "page_viewed",
                        "product_viewed",
                        "product_added_to_cart",
                        "cart_viewed",
                        "checkout_started");
        List<BrowserRecording.PageEvent> way = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Instant at = order.placedAt().minusSeconds(10L * (names.size() - i));
            String messageId = "tl-" + order.id() + "-" + i;
            way.add(BrowserRecording.about(names.get(i), messageId, at, visitor.shop(), line));
            happened(visitor, names.get(i), true);
        }
        requests.add(
                browser.collect(
                        visitor, way, Collections.nCopies(way.size(), RecordedRequest.ACCEPTED)));
    }

    /** Shopify delivers some webhooks again because it missed the answer. */
    private void repeat(Report report, RecordedRequest webhook) {
        long repeated =
                requests.stream()
                        .filter(it -> it.verdicts().contains(RecordedRequest.DUPLICATE))
                        .count();
        if (report == Report.BOTH && repeated < REPEATED) {
            Duration later = Duration.ofSeconds(45 + random.nextInt(200));
            requests.add(webhook.again(later, RecordedRequest.DUPLICATE));
        }
    }

    private void paid(RecordedOrder order, Instant sentAt) {
        if (order.visitor().consent() == DemoConsent.GRANTED && orders.size() % 4 == 0) {
            requests.add(shopify.order("orders/paid", order, sentAt, RecordedRequest.ACCEPTED));
            happened(order.visitor(), "purchase_paid", true);
        }
    }

    /**
     * Two refunds are reported by the shop, which knows no client; two by the merchant's server.
     */
    private void moneyBack(List<RecordedOrder> both) {
        for (int i = 0; i < 4; i++) {
            RecordedOrder order = both.get(i * 3);
            long id = 990_000_000_000L + i * 10L;
            Instant at = order.placedAt().plusSeconds(700);
            if (i < 2) {
                requests.add(shopify.refund(order, id, at, RecordedRequest.ACCEPTED));
                events.add(refundOf(order));
            } else {
                requests.add(
                        segment.batch(
                                order.shop(),
                                at,
                                List.of(SegmentRecording.refund(order, id, at)),
                                List.of(RecordedRequest.ACCEPTED)));
                happened(order.visitor(), "order_refunded", true);
            }
        }
    }

    /** What an open address gets to see: guesses, broken bodies, topics nobody asked for. */
    private void noise(List<RecordedOrder> both) {
        for (int i = 0; i < FORGED; i++) {
            requests.add(shopify.forged(both.get(i), hour.plusSeconds(400 + 900L * i)));
        }
        for (int i = 0; i < BROKEN; i++) {
            requests.add(shopify.broken(both.get(i + 2), hour.plusSeconds(700 + 900L * i)));
        }
        for (int i = 0; i < UPDATES; i++) {
            RecordedOrder order = both.get(i + 4);
            requests.add(
                    shopify.order(
                            "orders/updated",
                            order,
                            order.placedAt().plusSeconds(300),
                            RecordedRequest.IGNORED));
        }
    }

    private void looking() {
        for (int i = 0; i < LOOKERS; i++) {
            DemoShop shop = world.shops().get(i % world.shops().size());
            DemoVisitor visitor = visitor(shop, DemoConsent.GRANTED);
            boolean searches = i % 3 == 0;
            String name = searches ? "search_submitted" : "page_viewed";
            Instant at = hour.plusSeconds(30 + i * 85L + random.nextInt(60));
            requests.add(
                    browser.image(
                            visitor,
                            new BrowserRecording.PageEvent(name, "img-" + i, at, Map.of()),
                            searches ? SEARCHES.get(random.nextInt(SEARCHES.size())) : "",
                            RecordedRequest.ACCEPTED));
            happened(visitor, name, true);
        }
    }

    private void signUps() {
        for (int i = 0; i < SIGN_UPS; i += 2) {
            DemoShop shop = world.shops().get(i / 2 % world.shops().size());
            Instant at = hour.plusSeconds(200 + i * 400L);
            List<Object> messages = new ArrayList<>();
            for (int j = 0; j < 2; j++) {
                DemoVisitor visitor = visitor(shop, DemoConsent.GRANTED);
                Map<String, Object> properties = new LinkedHashMap<>(Map.of("method", "email"));
                messages.add(
                        SegmentRecording.track(
                                visitor, "Signed Up", "srv-" + (i + j), at, properties));
                happened(visitor, "account_registered", true);
            }
            requests.add(
                    segment.batch(
                            shop, at, messages, Collections.nCopies(2, RecordedRequest.ACCEPTED)));
        }
    }

    /**
     * The shop's refund has no visitor in it: what its buyer decided is remembered with the order,
     * and ids of those who did not refuse.
     */
    private static RecordedEvent refundOf(RecordedOrder order) {
        DemoConsent consent = order.visitor().consent();
        return new RecordedEvent(
                order.shop(), "order_refunded", consent, consent == DemoConsent.GRANTED);
    }

    private void happened(DemoVisitor visitor, String name, boolean clientKnown) {
        events.add(new RecordedEvent(visitor.shop(), name, visitor.consent(), clientKnown));
    }
}
