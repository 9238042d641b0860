// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests Taboola gets. */
final class TaboolaRequests {
    /** Only actions of a bulk call have a time: it tells the two kinds of record apart. */
    static final String TIMESTAMP = "timestamp";

    private static final String POSTBACK = "/actions-handler/log/3/s2s-action";
    private static final String BULK = "/log/3/bulk-s2s-action";

    private TaboolaRequests() {}

    /** A postback for one that is to be one, else a bulk call. */
    static PlatformRequest of(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        if (!isBulk(records)) {
            return postback(settings, fields(records.get(0).body()));
        }
        String account = settings.text(TaboolaSettings.ACCOUNT).strip();
        return PlatformRequest.postJson(
                base(settings) + "/" + account + BULK,
                List.of(),
                List.of(),
                context.json(
                        Map.of("actions", records.stream().map(TaboolaRequests::action).toList())));
    }

    /** A postback without click id, which Taboola refuses and nothing can be counted by. */
    static PlatformRequest check(Settings settings) {
        return postback(settings, List.of());
    }

    /** A postback carries one conversion; several, should they ever meet, go in bulk. */
    static boolean isBulk(List<PlatformRecord> records) {
        return records.size() > 1
                || records.stream().anyMatch(sent -> sent.body().containsKey(TIMESTAMP));
    }

    private static Map<String, Object> action(PlatformRecord sent) {
        Map<String, Object> action = new LinkedHashMap<>(sent.body());
        action.putIfAbsent(TIMESTAMP, sent.eventTime().toEpochMilli());
        return action;
    }

    private static PlatformRequest postback(Settings settings, List<Field> query) {
        return new PlatformRequest("GET", base(settings) + POSTBACK, query, List.of(), new byte[0]);
    }

    private static List<Field> fields(Map<String, Object> conversion) {
        return conversion.entrySet().stream()
                .map(member -> Field.open(member.getKey(), text(member.getValue())))
                .toList();
    }

    private static String text(Object value) {
        return value instanceof BigDecimal amount ? amount.toPlainString() : value.toString();
    }

    private static String base(Settings settings) {
        return settings.text(TaboolaSettings.ENDPOINT).replaceAll("/+$", "");
    }
}
