// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.tracklayer.sandbox.platform.Json;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Members and types of a request. The schema is closed: Google refuses a request with a name it
 * does not know. A shape is text, number, integer or flag, an object of shapes, or a list of one.
 */
final class GoogleAdsSchema {
    private static final String TEXT = "text";
    private static final String NUMBER = "number";
    private static final String INTEGER = "integer";
    private static final String FLAG = "flag";

    private static final Map<String, Object> ACCOUNT = texts("accountType accountId product");
    private static final Map<String, Object> DEVICE = texts("userAgent ipAddress languageCode");

    /** The body of {@code events:ingest}. */
    static final Map<String, Object> INGEST =
            and(
                    texts("encoding"),
                    Map.of(
                            "destinations",
                            List.of(destination()),
                            "events",
                            List.of(event()),
                            "consent",
                            texts("adUserData adPersonalization"),
                            "encryptionInfo",
                            Map.of(),
                            "validateOnly",
                            FLAG));

    /** The body of {@code uploadConversionAdjustments}. */
    static final Map<String, Object> ADJUSTMENTS =
            Map.of(
                    "conversionAdjustments",
                    List.of(
                            and(
                                    texts(
                                            "conversionAction adjustmentType orderId"
                                                    + " adjustmentDateTime userAgent"),
                                    Map.of(
                                            "gclidDateTimePair",
                                            texts("gclid conversionDateTime"),
                                            "restatementValue",
                                            and(
                                                    texts("currencyCode"),
                                                    Map.of("adjustedValue", NUMBER))))),
                    "partialFailure",
                    FLAG,
                    "validateOnly",
                    FLAG,
                    "jobId",
                    INTEGER);

    private GoogleAdsSchema() {}

    /** What Google's parser would say, or empty. */
    static Optional<String> problem(JsonNode node, Object shape) {
        return problem(node, shape, "");
    }

    private static Optional<String> problem(JsonNode node, Object shape, String path) {
        if (shape instanceof Map<?, ?> members) {
            return node.isObject() ? ofMembers(node, members, path) : wrong(path, "an object");
        }
        if (shape instanceof List<?> list) {
            return node.isArray() ? ofElements(node, list.get(0), path) : wrong(path, "a list");
        }
        boolean right =
                switch ((String) shape) {
                    case TEXT -> node.isTextual();
                    case FLAG -> node.isBoolean();
                    case INTEGER -> node.isIntegralNumber() || integral(node);
                    default -> node.isNumber();
                };
        return right ? Optional.empty() : wrong(path, (String) shape);
    }

    private static Optional<String> ofMembers(JsonNode node, Map<?, ?> members, String path) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.containsKey(name)) {
                return Optional.of(
                        "Invalid JSON payload received. Unknown name \""
                                + name
                                + "\" at '"
                                + path
                                + "': Cannot find field.");
            }
            String at = path.isEmpty() ? name : path + "." + name;
            Optional<String> found = problem(node.get(name), members.get(name), at);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofElements(JsonNode node, Object shape, String path) {
        for (JsonNode element : node.isArray() ? node : Json.array()) {
            // Such a refusal names no event.
            Optional<String> found = problem(element, shape, path);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean integral(JsonNode node) {
        return node.getNodeType() == JsonNodeType.STRING && node.textValue().matches("-?\\d{1,18}");
    }

    private static Optional<String> wrong(String path, String wanted) {
        return Optional.of("Invalid value at '" + path + "', wanted " + wanted + ".");
    }

    private static Map<String, Object> destination() {
        return and(
                texts("reference productDestinationId"),
                Map.of(
                        "operatingAccount", ACCOUNT,
                        "loginAccount", ACCOUNT,
                        "linkedAccount", ACCOUNT));
    }

    private static Map<String, Object> event() {
        return and(
                texts(
                        "eventTimestamp eventSource transactionId lastUpdatedTimestamp currency"
                                + " eventName clientId userId appInstanceId"),
                Map.of(
                        "conversionValue", NUMBER,
                        "conversionCount", NUMBER,
                        "destinationReferences", List.of(TEXT),
                        "adIdentifiers", adIdentifiers(),
                        "eventDeviceInfo", DEVICE,
                        "userData", Map.of("userIdentifiers", List.of(identifier())),
                        "consent", texts("adUserData adPersonalization"),
                        "userProperties", texts("customerType customerValueBucket"),
                        "cartData", cart(),
                        "customVariables", List.of(texts("variable value"))));
    }

    private static Map<String, Object> adIdentifiers() {
        return and(
                texts(
                        "gclid gbraid wbraid sessionAttributes mobileDeviceId dclid"
                                + " impressionId matchId"),
                Map.of("landingPageDeviceInfo", DEVICE));
    }

    private static Map<String, Object> identifier() {
        return and(
                texts("emailAddress phoneNumber"),
                Map.of(
                        "address",
                        texts(
                                "givenName familyName regionCode postalCode addressLine city"
                                        + " administrativeArea")));
    }

    private static Map<String, Object> cart() {
        return and(
                texts("merchantId merchantFeedLabel merchantFeedLanguageCode"),
                Map.of(
                        "transactionDiscount",
                        NUMBER,
                        "couponCodes",
                        List.of(TEXT),
                        "items",
                        List.of(
                                and(
                                        texts("merchantProductId itemId"),
                                        Map.of("quantity", INTEGER, "unitPrice", NUMBER)))));
    }

    private static Map<String, Object> texts(String names) {
        return Arrays.stream(names.split(" "))
                .collect(Collectors.toMap(name -> name, name -> TEXT));
    }

    private static Map<String, Object> and(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
