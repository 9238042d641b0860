// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges one order of a call of the Conversion API. */
final class AwinOrderValidator {
    static final String CLICKS = "[A-Za-z0-9._~-]+(,[A-Za-z0-9._~-]+)*";
    static final String GROUP = "[A-Z0-9_.-]+";
    static final String CHANNEL = "[A-Za-z0-9_-]{1,64}";
    static final int LONGEST_CLICKS = 500;

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_CUSTOM = 147;

    /** The years 2001 to 2286 in seconds; what is given in milliseconds lies above. */
    private static final long FIRST_SECOND = 1_000_000_000L;

    private static final long LAST_SECOND = 9_999_999_999L;
    private static final Set<String> KNOWN =
            Set.of(
                    "orderReference",
                    "amount",
                    "currency",
                    "channel",
                    "commissionGroups",
                    "awc",
                    "voucher",
                    "publisherId",
                    "clickTime",
                    "customerAcquisition",
                    "transactionTime",
                    "isTest",
                    "basket",
                    "custom",
                    "linkId",
                    "clickRef");
    private static final Set<String> GROUP_MEMBERS = Set.of("code", "amount");
    private static final Set<String> LINE_MEMBERS =
            Set.of("id", "name", "price", "quantity", "sku", "category", "commissionGroupCode");

    private AwinOrderValidator() {}

    static List<AwinFields.Problem> check(JsonNode order, boolean strict) {
        List<AwinFields.Problem> problems = new ArrayList<>();
        AwinFields fields = new AwinFields(order, "", problems);
        if (!order.isObject()) {
            fields.refuse("order", "wrong_value", "must be an object");
            return problems;
        }
        required(fields);
        attribution(fields);
        optional(fields);
        groups(fields, strict);
        basket(fields, strict);
        custom(fields);
        if (strict) {
            fields.onlyKnown(KNOWN);
            emptiness(fields, order, "");
        }
        return problems;
    }

    private static void required(AwinFields order) {
        List.of("orderReference", "amount", "currency", "channel", "commissionGroups")
                .forEach(order::require);
        order.matching("orderReference", "(?s).*\\S.*", "a string with content");
        order.amount("amount");
        order.check("currency", Money.isCurrency(order.get("currency")), "an ISO 4217 code");
        order.matching("channel", CHANNEL, "a channel code");
        String currency = order.get("currency").asText();
        if (Money.tooFine(order.get("amount"), currency)) {
            order.refuse("amount", "wrong_value", "is finer than " + currency);
        }
    }

    private static void attribution(AwinFields order) {
        boolean publisher = order.has("publisherId") && order.has("clickTime");
        if (!order.has("awc") && !order.has("voucher") && !publisher) {
            order.refuse("awc", "no_attribution", "or voucher or publisherId with clickTime");
        }
        if (order.has("publisherId") != order.has("clickTime")) {
            order.refuse("clickTime", "field_missing", "and publisherId go together");
        }
        order.matching("awc", CLICKS, "click checksums joined by commas");
        order.text("awc", LONGEST_CLICKS);
        order.text("voucher", LONGEST_TEXT);
        order.whole("publisherId", 1, LAST_SECOND);
        order.whole("clickTime", FIRST_SECOND, LAST_SECOND);
    }

    private static void optional(AwinFields order) {
        order.matching("customerAcquisition", "NEW|RETURNING", "NEW or RETURNING");
        order.whole("transactionTime", FIRST_SECOND, LAST_SECOND);
        order.check("isTest", order.get("isTest").isBoolean(), "true or false");
        order.text("clickRef", LONGEST_TEXT);
        order.check("linkId", order.get("linkId").isValueNode(), "an id");
    }

    private static void groups(AwinFields order, boolean strict) {
        JsonNode groups = order.get("commissionGroups");
        order.check("commissionGroups", groups.isArray() && !groups.isEmpty(), "a filled array");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode node : groups.isArray() ? groups : Json.array()) {
            AwinFields group = new AwinFields(node, "commissionGroups", order.problems());
            GROUP_MEMBERS.forEach(group::require);
            group.matching("code", GROUP, "capitals, digits and _ . -");
            group.amount("amount");
            if (strict) {
                group.onlyKnown(GROUP_MEMBERS);
            }
            sum = sum.add(node.path("amount").decimalValue());
        }
        if (order.get("amount").isNumber()
                && sum.compareTo(order.get("amount").decimalValue()) != 0) {
            order.refuse("commissionGroups", "wrong_sum", "do not add up to amount");
        }
    }

    private static void basket(AwinFields order, boolean strict) {
        JsonNode basket = order.get("basket");
        order.check("basket", basket.isArray(), "an array");
        for (JsonNode node : basket.isArray() ? basket : Json.array()) {
            AwinFields line = new AwinFields(node, "basket", order.problems());
            List.of("id", "name", "price", "quantity").forEach(line::require);
            for (String name : List.of("id", "name", "sku", "category")) {
                line.text(name, LONGEST_TEXT);
                line.check(name, !node.path(name).asText().contains("|"), "free of |");
            }
            line.amount("price");
            line.whole("quantity", 1, Integer.MAX_VALUE);
            line.matching("commissionGroupCode", GROUP, "the code of a commission group");
            if (strict) {
                line.onlyKnown(LINE_MEMBERS);
            }
        }
    }

    private static void custom(AwinFields order) {
        JsonNode custom = order.get("custom");
        order.check("custom", custom.isObject(), "an object");
        custom.properties()
                .forEach(
                        member -> {
                            String key = member.getKey();
                            boolean numbered =
                                    key.matches("[1-9][0-9]{0,2}")
                                            && Integer.parseInt(key) <= MOST_CUSTOM;
                            JsonNode value = member.getValue();
                            if (!numbered || !value.isValueNode() || value.isNull()) {
                                order.refuse(
                                        "custom",
                                        "wrong_value",
                                        "takes the keys 1 to 147 with text, number or boolean");
                            }
                        });
    }

    private static void emptiness(AwinFields order, JsonNode node, String path) {
        node.properties()
                .forEach(
                        member -> {
                            JsonNode value = member.getValue();
                            String at = path + member.getKey();
                            boolean empty =
                                    value.isNull()
                                            || value.isTextual() && value.textValue().isEmpty()
                                            || value.isContainerNode() && value.isEmpty();
                            if (empty) {
                                order.refuse(at, "empty_value", "is empty");
                            }
                            value.forEach(item -> emptiness(order, item, at + "."));
                        });
    }
}
