// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a first charge knows of the visit it came from: the device, the campaign, and the cart's
 * attributes, in which the storefront's script leaves cookies, click ids and the visitor's choice.
 * Renewals carry copies of it and are not asked.
 */
record RechargeVisit(Tree subject) {
    private static final int LONGEST = 1_024;
    private static final int LONGEST_CONSENT = 8_192;

    private static final Map<String, EventField> COOKIES =
            Map.of(
                    "_tl_anon", EventField.ANONYMOUS_ID,
                    "_fbp", EventField.FBP,
                    "_fbc", EventField.FBC,
                    "_ga", EventField.GA_CLIENT_ID,
                    "_ttp", EventField.TTP,
                    "_scid", EventField.SCID,
                    "_rdt_uuid", EventField.RDT_UUID,
                    "_gcl_aw", EventField.GCLID,
                    "_gcl_gb", EventField.WBRAID);

    private static final Map<String, EventField> CAMPAIGN =
            new TreeMap<>(
                    Map.of(
                            "utm_source", EventField.UTM_SOURCE,
                            "utm_medium", EventField.UTM_MEDIUM,
                            "utm_campaign", EventField.UTM_CAMPAIGN,
                            "utm_content", EventField.UTM_CONTENT,
                            "utm_term", EventField.UTM_TERM));

    private static final Map<String, ConsentSignal> ANSWERS =
            Map.of(
                    "analytics", ConsentSignal.SHOPIFY_ANALYTICS,
                    "marketing", ConsentSignal.SHOPIFY_MARKETING,
                    "sale_of_data", ConsentSignal.SHOPIFY_SALE_OF_DATA);

    void read(Builder builder) {
        RechargeText.read(builder, EventField.CLIENT_IP, subject, "/client_details/browser_ip");
        RechargeText.read(builder, EventField.USER_AGENT, subject, "/client_details/user_agent");
        attributes()
                .forEach(
                        (name, value) ->
                                field(name).ifPresent(field -> attribute(builder, field, value)));
        campaign(builder);
    }

    void campaign(Builder builder) {
        Tree utm = subject.at("/analytics_data/utm_params/0");
        CAMPAIGN.forEach((name, field) -> RechargeText.read(builder, field, utm, "/" + name));
    }

    /**
     * The choice, e.g. {@code analytics=1,marketing=0}, as the storefront's script writes it for
     * the shop's own orders, too.
     *
     * @param ordered when the charge was made: the choice is not younger
     */
    ConsentSignals consent(Timing ordered) {
        Map<String, Object> answers = new HashMap<>();
        Optional.ofNullable(attributes().get("_tl_consent"))
                .flatMap(value -> RechargeText.of(value.node()))
                .filter(text -> text.length() <= LONGEST_CONSENT)
                .ifPresent(
                        text ->
                                List.of(text.split(","))
                                        .forEach(answer -> answer(answers, answer.split("=", 2))));
        if (answers.isEmpty()) {
            return ConsentSignals.none();
        }
        answers.computeIfAbsent("collected_at", absent -> ordered.occurred());
        ConsentSignals.Builder signals = ConsentSignals.collect();
        ANSWERS.forEach((name, signal) -> signals.signal(signal, answers.remove(name)));
        return signals.signalsOf(answers).statesOf(answers, "shopify").build();
    }

    private static void answer(Map<String, Object> answers, String[] pair) {
        if (pair.length == 2) {
            answers.put(pair[0].strip(), pair[1].strip());
        }
    }

    private Map<String, Tree> attributes() {
        Map<String, Tree> values = new LinkedHashMap<>();
        for (String list : List.of("/order_attributes", "/note_attributes")) {
            for (Tree attribute : subject.each(list)) {
                RechargeText.at(attribute, "/name")
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .ifPresent(name -> values.putIfAbsent(name, attribute.at("/value")));
            }
        }
        return values;
    }

    private static Optional<EventField> field(String name) {
        String key = name.startsWith("_") ? name.substring(1) : name;
        return Optional.ofNullable(COOKIES.get(name))
                .or(
                        () ->
                                EventField.find("click_ids." + key)
                                        .filter(field -> field.type() == FieldType.CLICK_ID));
    }

    private static void attribute(Builder builder, EventField field, Tree value) {
        RechargeText.of(value.node())
                .filter(text -> text.length() <= LONGEST)
                .ifPresent(text -> builder.read(field, text, value.origin()));
    }
}
