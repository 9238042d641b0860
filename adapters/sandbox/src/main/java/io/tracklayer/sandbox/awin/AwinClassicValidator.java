// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges the parameters of a classic call. */
final class AwinClassicValidator {
    static final String AMOUNT = "[0-9]{1,12}(\\.[0-9]{1,4})?";

    private static final String KNOWN =
            "tt|tv|merchant|amount|ch|parts|ref|cr|vc|cks|customeracquisition|testmode|cons"
                    + "|p[1-9][0-9]{0,2}|bd\\[[0-9]{1,4}\\]";
    private static final int COLUMNS = 10;

    private AwinClassicValidator() {}

    static List<AwinFields.Problem> check(Map<String, String> query, boolean strict) {
        List<AwinFields.Problem> problems = new ArrayList<>();
        ObjectNode object = Json.object();
        query.forEach(object::put);
        AwinFields call = new AwinFields(object, "", problems);
        List.of("tt", "tv", "merchant", "amount", "ch", "parts", "ref", "cr")
                .forEach(call::require);
        call.matching("tt", "ss", "ss");
        call.matching("tv", "2", "2");
        call.matching("amount", AMOUNT, "an amount with a dot");
        call.matching("ch", AwinOrderValidator.CHANNEL, "a channel code");
        call.matching("ref", "(?s).*\\S.*", "a reference");
        call.check("cr", Money.isCurrency(call.get("cr")), "an ISO 4217 code");
        call.matching("customeracquisition", "NEW|RETURNING", "NEW or RETURNING");
        call.matching("testmode", "[01]", "0 or 1");
        call.matching("cks", AwinOrderValidator.CLICKS, "click checksums joined by commas");
        call.text("cks", AwinOrderValidator.LONGEST_CLICKS);
        if (query.getOrDefault("cks", "").isEmpty() && query.getOrDefault("vc", "").isEmpty()) {
            call.refuse("cks", "no_attribution", "or vc is needed");
        }
        parts(call);
        query.keySet().stream()
                .filter(name -> name.startsWith("bd["))
                .forEach(name -> row(call, name));
        if (strict) {
            query.keySet().stream()
                    .filter(name -> !name.matches(KNOWN))
                    .forEach(name -> call.refuse(name, "unknown_field", "is not known"));
        }
        return problems;
    }

    private static void parts(AwinFields call) {
        String part = AwinOrderValidator.GROUP + ":" + AMOUNT;
        String parts = call.get("parts").asText();
        call.matching("parts", part + "(\\|" + part + ")*", "CODE:amount joined by |");
        if (!call.problems().isEmpty()) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (String one : parts.split("\\|")) {
            sum = sum.add(new BigDecimal(one.substring(one.indexOf(':') + 1)));
        }
        if (sum.compareTo(new BigDecimal(call.get("amount").asText())) != 0) {
            call.refuse("parts", "wrong_sum", "do not add up to amount");
        }
    }

    /** {@code AW:P|advertiser|order|id|name|price|quantity|sku|group|category}. */
    private static void row(AwinFields call, String name) {
        String[] columns = call.get(name).asText().split("\\|", -1);
        boolean right =
                columns.length == COLUMNS
                        && columns[0].equals("AW:P")
                        && columns[1].equals(call.get("merchant").asText())
                        && columns[2].equals(call.get("ref").asText().replace('|', '_'))
                        && !columns[3].isEmpty()
                        && !columns[4].isEmpty()
                        && columns[5].matches(AMOUNT)
                        && columns[6].matches("[1-9][0-9]{0,8}")
                        && columns[8].matches(AwinOrderValidator.GROUP);
        call.check(name, right, "a product row of ten columns");
    }
}
