// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bridge from the browser to the order: the shop's snippet writes cookies, click ids and the
 * visitor's choice into the order's meta, under keys that begin with {@code tl_} or {@code _tl_}.
 * Cookie values are handed over as they are, and nothing here is trusted beyond what a browser
 * could claim.
 */
record WooBridge(WooMeta meta) {
    private static final int LONGEST = 1_024;

    /** A template that nobody filled in, e.g. {@code {{gclid}}} or {@code __CLICKID__}. */
    private static final Pattern MACRO =
            Pattern.compile("\\{.*\\}|__.*__|%.*%|\\[.*\\]", Pattern.DOTALL);

    /** Ids that shops derive from their own numbers stay theirs. */
    private static final Pattern EVENT_ID =
            Pattern.compile(
                    "(?!(?i:ord|ref|edit|chk|cart|cus|sub)_)[A-Za-z0-9][A-Za-z0-9_.:-]{7,99}");

    private static final Map<String, EventField> FIELDS =
            Map.ofEntries(
                    Map.entry("anonymous_id", EventField.ANONYMOUS_ID),
                    Map.entry("fbp", EventField.FBP),
                    Map.entry("fbc", EventField.FBC),
                    Map.entry("ga", EventField.GA_CLIENT_ID),
                    Map.entry("ga_client_id", EventField.GA_CLIENT_ID),
                    Map.entry("ga_session", EventField.GA_SESSION_ID),
                    Map.entry("ga_session_id", EventField.GA_SESSION_ID),
                    Map.entry("ttp", EventField.TTP),
                    Map.entry("scid", EventField.SCID),
                    Map.entry("rdt_uuid", EventField.RDT_UUID),
                    Map.entry("gcl_aw", EventField.GCLID),
                    Map.entry("gcl_gb", EventField.WBRAID),
                    Map.entry("landing_url", EventField.LANDING_URL),
                    Map.entry("referrer", EventField.PAGE_REFERRER));

    void read(Builder builder) {
        meta.values()
                .forEach(
                        (key, value) ->
                                bare(key)
                                        .flatMap(WooBridge::field)
                                        .ifPresent(field -> read(builder, field, value)));
    }

    /** The shared id the page chose for the purchase. */
    Optional<String> eventId() {
        return find("event_id")
                .flatMap(value -> WooText.of(value.node()))
                .filter(EVENT_ID.asMatchPredicate());
    }

    ConsentSignals consent(Optional<Instant> ordered) {
        return find("consent")
                .map(value -> WooConsent.read(value, ordered))
                .orElseGet(ConsentSignals::none);
    }

    private Optional<Tree> find(String name) {
        return meta.find("tl_" + name).or(() -> meta.find("_tl_" + name));
    }

    private static Optional<String> bare(String key) {
        String shown = key.startsWith("_") ? key.substring(1) : key;
        return shown.startsWith("tl_") ? Optional.of(shown.substring(3)) : Optional.empty();
    }

    private static Optional<EventField> field(String name) {
        return Optional.ofNullable(FIELDS.get(name))
                .or(
                        () ->
                                EventField.find("click_ids." + name)
                                        .filter(field -> field.type() == FieldType.CLICK_ID));
    }

    private static void read(Builder builder, EventField field, Tree value) {
        int longest = field == EventField.LANDING_URL ? 4 * LONGEST : LONGEST;
        WooText.of(value.node())
                .filter(text -> text.length() <= longest && !MACRO.matcher(text).matches())
                .ifPresent(text -> builder.read(field, text, value.origin()));
    }
}
