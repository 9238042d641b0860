// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bridge from the browser to the order: the storefront script writes cookies and click ids into
 * the cart's attributes, and the order brings them as {@code note_attributes}. Cookie values are
 * handed over as they are. Buyers can write attributes too, so nothing here is trusted beyond what
 * a browser could claim.
 *
 * @param values text per lower-case name, each with its pointer; the first of a name counts
 */
record ShopifyNoteAttributes(Map<String, Tree> values) {
    private static final int LONGEST = 1_024;
    private static final int LONGEST_CONSENT = 8_192;

    /** A template that nobody filled in, e.g. {@code {{gclid}}} or {@code __CLICKID__}. */
    private static final Pattern MACRO =
            Pattern.compile("\\{.*\\}|__.*__|%.*%|\\[.*\\]", Pattern.DOTALL);

    /** Ids that shops derive from their own numbers stay theirs. */
    private static final Pattern EVENT_ID =
            Pattern.compile(
                    "(?!(?i:ord|ref|edit|chk|cart|cus|sub)_)[A-Za-z0-9][A-Za-z0-9_.:-]{7,99}");

    private static final Pattern GA_SESSION = Pattern.compile("_ga_[a-z0-9]{1,40}");

    private static final Map<String, EventField> COOKIES =
            Map.ofEntries(
                    Map.entry("_tl_anon", EventField.ANONYMOUS_ID),
                    Map.entry("rudderanonymousid", EventField.ANONYMOUS_ID),
                    Map.entry("_fbp", EventField.FBP),
                    Map.entry("_fbc", EventField.FBC),
                    Map.entry("_ga", EventField.GA_CLIENT_ID),
                    Map.entry("_ttp", EventField.TTP),
                    Map.entry("_scid", EventField.SCID),
                    Map.entry("_rdt_uuid", EventField.RDT_UUID),
                    Map.entry("_gcl", EventField.GCLID),
                    Map.entry("_gcl_aw", EventField.GCLID),
                    Map.entry("fpgclaw", EventField.GCLID),
                    Map.entry("_gcl_gb", EventField.WBRAID),
                    Map.entry("_gcl_ag", EventField.GBRAID),
                    Map.entry("_gcl_dc", EventField.DCLID),
                    Map.entry("_uetmsclkid", EventField.MSCLKID),
                    Map.entry("_kx", EventField.KLAVIYO_KX),
                    Map.entry("_sclid", EventField.SCCID),
                    Map.entry("ransiteid", EventField.RAN_SITE_ID),
                    Map.entry("utm_source", EventField.UTM_SOURCE),
                    Map.entry("utm_medium", EventField.UTM_MEDIUM),
                    Map.entry("utm_campaign", EventField.UTM_CAMPAIGN),
                    Map.entry("utm_content", EventField.UTM_CONTENT),
                    Map.entry("utm_term", EventField.UTM_TERM),
                    Map.entry("utm_id", EventField.UTM_ID));

    /** Short names of our pixel script. */
    private static final Map<String, String> PIXEL =
            Map.of(
                    "anon", "_tl_anon",
                    "fbp", "_fbp",
                    "fbc", "_fbc",
                    "ga", "_ga",
                    "ttp", "_ttp",
                    "scid", "_scid",
                    "rdt_uuid", "_rdt_uuid");

    /** Of an order or checkout webhook. */
    static ShopifyNoteAttributes of(Tree order) {
        return of(order.each("/note_attributes"), "/name");
    }

    /** Of a pixel's checkout, where the same pairs are called attributes. */
    static ShopifyNoteAttributes ofCheckout(Tree checkout) {
        return of(checkout.each("/attributes"), "/key");
    }

    /** Of what our pixel script adds, an object of names and values. */
    static ShopifyNoteAttributes ofPixel(Tree added) {
        Map<String, Tree> values = new LinkedHashMap<>();
        added.members()
                .keySet()
                .forEach(
                        name -> {
                            String pointer = "/" + name;
                            if (ShopifyText.at(added, pointer).isPresent()) {
                                values.putIfAbsent(
                                        PIXEL.getOrDefault(name, name).toLowerCase(Locale.ROOT),
                                        added.at(pointer));
                            }
                        });
        return new ShopifyNoteAttributes(values);
    }

    private static ShopifyNoteAttributes of(List<Tree> attributes, String key) {
        Map<String, Tree> values = new LinkedHashMap<>();
        for (Tree attribute : attributes) {
            Optional<String> name = ShopifyText.at(attribute, key);
            if (name.isPresent() && ShopifyText.at(attribute, "/value").isPresent()) {
                values.putIfAbsent(name.get().toLowerCase(Locale.ROOT), attribute.at("/value"));
            }
        }
        return new ShopifyNoteAttributes(values);
    }

    void read(Builder builder) {
        values.forEach(
                (name, value) -> field(name).ifPresent(field -> read(builder, field, value)));
    }

    /** The shared id the storefront script chose for the purchase. */
    Optional<String> eventId() {
        return text("_tl_event").filter(EVENT_ID.asMatchPredicate());
    }

    ConsentSignals consent(boolean marketingCoversAds) {
        return consent(marketingCoversAds, Optional.empty());
    }

    /**
     * @param ordered when the order was made: the choice is not younger, whenever it is told
     */
    ConsentSignals consent(boolean marketingCoversAds, Optional<Instant> ordered) {
        return text("_tl_consent")
                .filter(raw -> raw.length() <= LONGEST_CONSENT)
                .map(raw -> ShopifyConsent.read(raw, marketingCoversAds, ordered))
                .orElseGet(ConsentSignals::none);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).flatMap(value -> ShopifyText.of(value.node()));
    }

    private static void read(Builder builder, EventField field, Tree value) {
        ShopifyText.of(value.node())
                .filter(text -> text.length() <= LONGEST && !MACRO.matcher(text).matches())
                .ifPresent(text -> builder.read(field, text, value.origin()));
    }

    private static Optional<EventField> field(String name) {
        if (GA_SESSION.matcher(name).matches()) {
            return Optional.of(EventField.GA_SESSION_ID);
        }
        return field(COOKIES, name).or(() -> clickId(name));
    }

    /** Campaign values, too, may be hidden from buyers by an underscore. */
    private static Optional<EventField> field(Map<String, EventField> known, String name) {
        String bare = name.startsWith("_utm_") ? name.substring(1) : name;
        return Optional.ofNullable(known.get(bare));
    }

    /** Click ids are written under their canonical key, with or without a hiding underscore. */
    private static Optional<EventField> clickId(String name) {
        String key = name.startsWith("_") ? name.substring(1) : name;
        return EventField.find("click_ids." + key)
                .filter(field -> field.type() == FieldType.CLICK_ID);
    }
}
