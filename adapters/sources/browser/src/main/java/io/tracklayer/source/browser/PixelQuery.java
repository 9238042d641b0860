// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static java.util.Map.entry;

import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of an image pixel as the message it abbreviates. */
final class PixelQuery {
    private static final Map<String, String> POINTERS =
            Map.ofEntries(
                    entry("ev", "/event"),
                    entry("eid", "/event_id"),
                    entry("mid", "/message_id"),
                    entry("oid", "/order_id"),
                    entry("v", "/value"),
                    entry("cur", "/currency"),
                    entry("q", "/search_query"),
                    entry("url", "/page/url"),
                    entry("dl", "/page/url"),
                    entry("ref", "/page/referrer"),
                    entry("rl", "/page/referrer"),
                    entry("t", "/page/title"),
                    entry("fbp", "/ids/_fbp"),
                    entry("fbc", "/ids/_fbc"),
                    entry("ga", "/ids/_ga"),
                    entry("gas", "/ids/ga_session"),
                    entry("em", "/user/email"),
                    entry("ph", "/user/phone"),
                    entry("xid", "/user/external_id"),
                    entry("aid", "/anonymous_id"),
                    entry("ts", "/occurred_at"),
                    entry("test", "/test"),
                    entry("a", "/consent/analytics"),
                    entry("m", "/consent/marketing"),
                    entry("u", "/consent/ad_user_data"),
                    entry("p", "/consent/ad_personalization"),
                    entry("s", "/consent/sale_of_data"),
                    entry("gcs", "/consent/gcs"),
                    entry("gcd", "/consent/gcd"),
                    entry("npa", "/consent/npa"),
                    entry("gdpr", "/consent/gdpr_applies"),
                    entry("gdpr_consent", "/consent/tcf"),
                    entry("addtl_consent", "/consent/addtl_consent"),
                    entry("gpp", "/consent/gpp"),
                    entry("gpp_sid", "/consent/gpp_sid"),
                    entry("us_privacy", "/consent/us_privacy"));

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();

    private PixelQuery() {}

    static BrowserMessage message(Map<String, List<String>> query) {
        PixelQuery pixel = new PixelQuery();
        query.forEach((name, values) -> pixel.add(name, values));
        Tree root = Tree.root(pixel.tree);
        return new BrowserMessage(
                root, root, 0, pointer -> pixel.origins.getOrDefault(pointer, pointer));
    }

    private void add(String name, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        String pointer = POINTERS.get(name);
        if (pointer != null) {
            put(pointer, name, typed(pointer, values.get(0)));
        } else if (name.matches("cid\\.\\w+")) {
            put("/click_ids/" + name.substring("cid.".length()), name, values.get(0));
        } else if (name.equals("i")) {
            put("/items", name, values.stream().map(PixelQuery::item).toList());
        }
    }

    /** Of two names for the same, the first of the query stays. */
    @SuppressWarnings("unchecked") // only maps are put under the first step of two
    private void put(String pointer, String name, Object value) {
        String[] steps = pointer.substring(1).split("/");
        Map<String, Object> into = tree;
        if (steps.length == 2) {
            into =
                    (Map<String, Object>)
                            tree.computeIfAbsent(steps[0], step -> new LinkedHashMap<>());
        }
        if (into.putIfAbsent(steps[steps.length - 1], value) == null) {
            origins.put(pointer, "query " + name);
        }
    }

    private static Object typed(String pointer, String text) {
        boolean flag = pointer.equals("/test") || pointer.startsWith("/consent/");
        if (flag && (text.equals("1") || text.equals("0"))) {
            return text.equals("1");
        }
        return pointer.equals("/occurred_at") && text.matches("\\d{9,17}")
                ? Long.valueOf(text)
                : text;
    }

    /** {@code id}, {@code id:quantity} or {@code id:quantity:price}; the last may have colons. */
    private static Object item(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(":", -1)));
        Map<String, Object> item = new LinkedHashMap<>();
        if (parts.size() > 2) {
            item.put("price", parts.remove(parts.size() - 1));
        }
        if (parts.size() > 1) {
            item.put("quantity", parts.remove(parts.size() - 1));
        }
        item.put("id", String.join(":", parts));
        return item;
    }
}
