// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Texts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges {@code properties}: money, contents and the documented members. */
final class TikTokPropertiesValidator {
    private static final List<String> TEXTS =
            List.of("order_id", "shop_id", "query", "search_string", "description", "status");
    private static final List<String> CONTENT_TEXTS =
            List.of("content_name", "content_category", "brand");
    private static final Set<String> CONTENT_KNOWN =
            Set.of("content_id", "price", "quantity", "content_name", "content_category", "brand");
    private static final List<String> DELIVERY = List.of("in_store", "curbside", "home_delivery");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> LISTED =
            Set.of(
                    ("AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR"
                                    + " GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT"
                                    + " MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR"
                                    + " RON RUB SAR SEK SGD THB TRY TWD UAH USD VES VND ZAR")
                            .split(" "));

    private TikTokPropertiesValidator() {}

    static void check(TikTokFields properties, String event) {
        money(properties, event);
        contents(properties);
        properties.texts(TEXTS);
        properties.count("num_items");
        properties.oneOf("content_type", List.of("product", "product_group"));
        properties.oneOf("delivery_category", DELIVERY);
        JsonNode ids = properties.get("content_ids");
        properties.check("content_ids", Texts.areAll(ids), "Not a valid list of strings.");
        others(properties);
    }

    private static void money(TikTokFields properties, String event) {
        properties.amount("value");
        properties.amount("predicted_ltv");
        properties.matching("currency", CURRENCY, "Not a valid ISO 4217 code.");
        if (properties.has("value")) {
            properties.require("currency");
        } else if (event.equals("Purchase")) {
            properties.problems().note("purchase_without_value");
        }
        String currency = properties.text("currency");
        if (!currency.isEmpty() && !LISTED.contains(currency)) {
            properties.problems().note("currency_not_listed");
        }
        if (Money.tooFine(properties.get("value"), currency)) {
            properties.problems().note("value_too_fine");
        }
    }

    private static void contents(TikTokFields properties) {
        JsonNode list = properties.get("contents");
        properties.check("contents", list.isArray(), "Not a valid list.");
        for (int i = 0; i < list.size(); i++) {
            String where = properties.at("contents") + "." + i;
            TikTokFields content = new TikTokFields(list.get(i), where, properties.problems());
            content.require("content_id");
            content.texts(List.of("content_id"));
            content.texts(CONTENT_TEXTS);
            content.amount("price");
            content.count("quantity");
            content.onlyKnown(CONTENT_KNOWN);
        }
    }

    /** TikTok tolerates further members when they are scalars; personal data has no place there. */
    private static void others(TikTokFields properties) {
        for (var member : properties.object().properties()) {
            String name = member.getKey();
            boolean list = name.equals("contents") || name.equals("content_ids");
            if (name.equals("contents_ids")) {
                properties
                        .problems()
                        .refuse("unknown_field", properties.at(name), "Unknown field.");
            }
            properties.check(name, list || member.getValue().isValueNode(), "Invalid type.");
            if (EmailLike.in(member.getValue())) {
                properties
                        .problems()
                        .refuse("personal_data", properties.at(name), "Holds an e-mail address.");
            }
        }
    }
}
