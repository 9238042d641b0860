// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error of LinkedIn's, of a whole request or of one element of the answer.
 *
 * @param status HTTP status, or the one that stands in the body
 * @param code LinkedIn's word for it, empty when there is none
 * @param number LinkedIn's {@code serviceErrorCode}, empty when there is none
 * @param message what LinkedIn says; may repeat what was sent
 */
record LinkedInError(int status, String code, String number, String message) {
    /** At the start of a line only: a name that LinkedIn repeats could hold the same words. */
    private static final Pattern GROUP = Pattern.compile("(?m)^[ \\t]*+Index: (\\d{1,6})");

    private static final Pattern BATCH_INDEX = Pattern.compile("batchIndex\\D{1,9}(\\d{1,6})");
    private static final Pattern INDICES = Pattern.compile("indices \\[([\\d, ]{1,60000})]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    /** Reads an error; rest.li puts that of an element one level deeper. */
    static LinkedInError of(int status, Tree body) {
        Tree error = body.find("/error").isPresent() ? body.at("/error") : body;
        return new LinkedInError(
                status,
                error.text("/code").orElse(""),
                error.text("/serviceErrorCode").orElse(""),
                error.text("/message").orElse(""));
    }

    /** The status that stands in a body. */
    static Optional<Integer> status(Tree body) {
        return body.text("/status").filter(STATUS.asMatchPredicate()).map(Integer::valueOf);
    }

    Meaning meaning() {
        return byCode().orElseGet(this::byStatus);
    }

    /**
     * What is said about which record, by its place in the request; empty when no place is said.
     */
    Map<Integer, String> culprits() {
        Map<Integer, String> said = groups();
        if (said.isEmpty()) {
            everyNumber(BATCH_INDEX, said);
        }
        if (said.isEmpty()) {
            everyNumber(INDICES, said);
        }
        return said;
    }

    /** LinkedIn's code, its number, or the status. */
    String anyCode() {
        if (!code.isEmpty()) {
            return code;
        }
        return number.isEmpty() ? "http_" + status : number;
    }

    private Optional<Meaning> byCode() {
        Meaning meaning =
                switch (code) {
                    case "NONEXISTENT_VERSION", "VERSION_MISSING" -> Meaning.VERSION;
                    case "INVALID_ACCESS_TOKEN", "REVOKED_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN" ->
                            Meaning.TOKEN;
                    case "ACCESS_DENIED" -> Meaning.RIGHTS;
                    case "RESOURCE_NOT_FOUND" -> Meaning.ADDRESS;
                    case "TOO_MANY_REQUESTS" -> Meaning.THROTTLED;
                    default -> null;
                };
        return Optional.ofNullable(meaning);
    }

    private Meaning byStatus() {
        return switch (status) {
            case 400 ->
                    message.contains("Incorrect conversions information")
                            ? Meaning.RULE
                            : Meaning.PAYLOAD;
            case 401 -> Meaning.TOKEN;
            case 403 -> Meaning.RIGHTS;
            case 404, 405, 410 -> Meaning.ADDRESS;
            case 413 -> Meaning.TOO_LARGE;
            case 422 -> Meaning.PAYLOAD;
            case 426 -> Meaning.VERSION;
            case 429 -> Meaning.THROTTLED;
            case 408, 423 -> Meaning.PASSING;
            default -> status / 100 == 4 && isLinkedIns() ? Meaning.PAYLOAD : Meaning.PASSING;
        };
    }

    private boolean isLinkedIns() {
        return !message.isEmpty() || !code.isEmpty() || !number.isEmpty();
    }

    /** {@code Index: 0, ERROR :: …} opens a group, to which the lines up to the next belong. */
    private Map<Integer, String> groups() {
        Map<Integer, String> said = new LinkedHashMap<>();
        Matcher group = GROUP.matcher(message);
        int index = -1;
        int from = 0;
        while (group.find()) {
            if (index >= 0) {
                said.merge(index, message.substring(from, group.start()), String::concat);
            }
            index = Integer.parseInt(group.group(1));
            from = group.start();
        }
        if (index >= 0) {
            said.merge(index, message.substring(from), String::concat);
        }
        return said;
    }

    private void everyNumber(Pattern place, Map<Integer, String> said) {
        Matcher found = place.matcher(message);
        while (found.find()) {
            Matcher each = NUMBER.matcher(found.group(1));
            while (each.find()) {
                said.put(Integer.valueOf(each.group()), message);
            }
        }
    }

    /** What an error means. */
    enum Meaning {
        /** A conversion rule is at fault. */
        RULE,
        /** An event is. */
        PAYLOAD,
        /** The size of the request is. */
        TOO_LARGE,
        /** The access token is. */
        TOKEN,
        /** Its rights are. */
        RIGHTS,
        /** The address is. */
        ADDRESS,
        /** The version is. */
        VERSION,
        /** Later. */
        THROTTLED,
        /** Perhaps later. */
        PASSING
    }
}
