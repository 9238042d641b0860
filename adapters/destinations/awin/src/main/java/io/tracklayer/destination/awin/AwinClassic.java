// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The classic call (Direct server-to-server tracking), made from the order of the other one. */
final class AwinClassic {
    /** Servers take addresses of 8 KB; this leaves room for the other parameters. */
    private static final int LONGEST_BASKET = 6_000;

    /** Name of the parameter, advertiser, order and separators of a row. */
    private static final int ROW = 110;

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final Map<String, Object> order;
    private final List<Field> query = new ArrayList<>();

    private AwinClassic(Map<String, Object> order) {
        this.order = order;
    }

    static PlatformRequest order(
            Map<String, Object> order, Settings settings, PackContext context) {
        AwinClassic call = new AwinClassic(order);
        call.fill(
                settings.text(AwinSettings.ADVERTISER).strip(), AwinRequests.integration(context));
        return new PlatformRequest(
                "GET",
                AwinTransport.CLASSIC.endpoint(settings) + "/sread.php",
                call.query,
                List.of(),
                new byte[0]);
    }

    /** Whether the lines fit into an address. */
    static boolean fits(List<Map<String, Object>> lines) {
        return lines.stream().mapToInt(AwinClassic::length).sum() <= LONGEST_BASKET;
    }

    private void fill(String advertiser, String integration) {
        add("tt", "ss");
        add("tv", "2");
        add("merchant", advertiser);
        add("amount", text("amount"));
        add("ch", text("channel"));
        add("vc", text("voucher"));
        add("cr", text("currency"));
        add("ref", text(AwinPayload.REFERENCE));
        add("customeracquisition", text("customerAcquisition"));
        add("testmode", Boolean.TRUE.equals(order.get("isTest")) ? "1" : "0");
        add("cks", text("awc"));
        groups().forEach(group -> add("parts", text(group, "code") + ":" + text(group, "amount")));
        add("p1", integration);
        int index = 0;
        for (Map<String, Object> line : lines("basket")) {
            add("bd[" + index++ + "]", row(advertiser, line));
        }
        add("cons", text("cons"));
    }

    private String row(String advertiser, Map<String, Object> line) {
        return String.join(
                "|",
                "AW:P",
                advertiser,
                text(AwinPayload.REFERENCE).replace('|', '_'),
                text(line, "id"),
                text(line, "name"),
                text(line, "price"),
                text(line, "quantity"),
                text(line, "sku"),
                text(line, "commissionGroupCode"),
                text(line, "category"));
    }

    private List<Map<String, Object>> groups() {
        return lines("commissionGroups");
    }

    @SuppressWarnings("unchecked") // the payload puts lists of objects there
    private List<Map<String, Object>> lines(String name) {
        return (List<Map<String, Object>>) order.getOrDefault(name, List.of());
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            query.add(Field.open(name, CONTROLS.matcher(value).replaceAll(" ")));
        }
    }

    private String text(String name) {
        return text(order, name);
    }

    private static String text(Map<String, Object> from, String name) {
        Object value = from.getOrDefault(name, "");
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static int length(Map<String, Object> line) {
        return ROW + line.keySet().stream().mapToInt(name -> encodedLength(text(line, name))).sum();
    }

    /** A space takes three characters in an address. */
    private static int encodedLength(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").length();
    }
}
