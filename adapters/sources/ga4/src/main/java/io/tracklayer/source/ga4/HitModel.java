// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static java.util.Map.entry;

import io.tracklayer.source.ga4.Hits.Parameter;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hit's short parameters as the event they abbreviate. */
final class HitModel {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    entry("en", "event_name"),
                    entry("cid", "client_id"),
                    entry("uid", "user_id"),
                    entry("sid", "ga_session_id"),
                    entry("sct", "ga_session_number"),
                    entry("dl", "page_location"),
                    entry("dr", "page_referrer"),
                    entry("dt", "page_title"),
                    entry("ul", "language"),
                    entry("cu", "currency"),
                    entry("tt", "traffic_type"),
                    entry("_uip", "ip_override"),
                    entry("gcs", "x-ga-gcs"),
                    entry("gcd", "x-ga-gcd"),
                    entry("npa", "npa"),
                    entry("gdpr", "gdpr"),
                    entry("gdpr_consent", "gdpr_consent"),
                    entry("us_privacy", "us_privacy"),
                    entry("gpp", "gpp"),
                    entry("gpp_sid", "gpp_sid"));

    /** In hits about promotions two of them name a creative instead. */
    private static final Map<String, String> CAMPAIGN =
            Map.of(
                    "cm", "campaign_medium",
                    "cs", "campaign_source",
                    "cn", "campaign_name",
                    "cc", "campaign_content",
                    "ct", "campaign_term",
                    "ci", "campaign_id");

    private static final Pattern ITEM = Pattern.compile("pr(\\d{1,3})");
    private static final Pattern EXPONENT =
            Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,15})?[eE][+-]?\\d{1,2}");

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, Object> person = new LinkedHashMap<>();
    private final SortedMap<Integer, Map<String, Object>> items = new TreeMap<>();

    private HitModel() {}

    static GaEvent of(Map<String, Parameter> hit, int index) {
        HitModel model = new HitModel();
        boolean promotion = value(hit, "en").contains("promotion");
        hit.forEach((name, parameter) -> model.named(NAMES.get(name), parameter));
        if (!promotion) {
            hit.forEach((name, parameter) -> model.named(CAMPAIGN.get(name), parameter));
        }
        hit.forEach(model::further);
        model.finish();
        return new GaEvent(Tree.root(model.tree), Map.copyOf(model.origins), repeatKey(hit, index));
    }

    /** A browser that repeats a hit repeats the page's number and the hit's number on the page. */
    private static Optional<String> repeatKey(Map<String, Parameter> hit, int index) {
        return hit.containsKey("_p") && hit.containsKey("_s")
                ? Optional.of(
                        Stream.of("tid", "cid", "_p", "_s", "en")
                                        .map(name -> value(hit, name))
                                        .collect(Collectors.joining("|"))
                                + "|"
                                + index)
                : Optional.empty();
    }

    private static String value(Map<String, Parameter> hit, String name) {
        return hit.containsKey(name) ? hit.get(name).value() : "";
    }

    private void named(String name, Parameter parameter) {
        if (name != null && !parameter.value().isBlank()) {
            put(name, parameter.value(), parameter.origin());
        }
    }

    private void further(String name, Parameter parameter) {
        if (name.startsWith("ep.user_data.")) {
            person.put(name.substring("ep.user_data.".length()), parameter.value());
            origins.putIfAbsent("user_data", parameter.origin());
        } else if (name.startsWith("epn.")) {
            put(name.substring("epn.".length()), number(parameter.value()), parameter.origin());
        } else if (name.startsWith("ep.")) {
            put(name.substring("ep.".length()), parameter.value(), parameter.origin());
        } else if (name.equals("em")) {
            person.putAll(ProvidedData.read(parameter.value()));
            origins.putIfAbsent("user_data", parameter.origin());
        } else if (ITEM.matcher(name).matches()) {
            items.put(Integer.valueOf(name.substring(2)), ItemText.read(parameter.value()));
            origins.putIfAbsent("items", parameter.origin());
        }
    }

    private void finish() {
        if (!person.isEmpty()) {
            tree.put("user_data", person);
        }
        if (!items.isEmpty()) {
            tree.put("items", List.copyOf(items.values()));
        }
    }

    private void put(String name, Object value, String origin) {
        if (tree.putIfAbsent(name, value) == null) {
            origins.put(name, origin);
        }
    }

    private static String number(String text) {
        return EXPONENT.matcher(text).matches() ? new BigDecimal(text).toPlainString() : text;
    }

    /** The hash under which a hit is known when it carries no id. */
    static String hash(String key) {
        return Sha256.of(key).hex().substring(0, 32);
    }
}
