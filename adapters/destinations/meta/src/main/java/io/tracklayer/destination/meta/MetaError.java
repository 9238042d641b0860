// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Meta's error object (Graph API: Error handling). Its texts are localised, so only numbers and
 * parameter names are judged.
 *
 * @param code the number under {@code error.code}
 * @param subcode the number under {@code error.error_subcode}, 0 when there is none
 * @param passing whether Meta calls it transient
 * @param message what Meta says, possibly empty
 * @param trace Meta's id of the call, possibly empty
 */
record MetaError(long code, long subcode, boolean passing, String message, String trace) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final int LONGEST_MESSAGE = 300;

    /** Subcodes of code 100 that concern one event. */
    private static final Map<Long, String> MEANINGS =
            Map.ofEntries(
                    Map.entry(2804003L, "an event is too old"),
                    Map.entry(2804004L, "an event lies in the future"),
                    Map.entry(2804008L, "an item of contents has no id"),
                    Map.entry(2804009L, "a Purchase has no value or currency"),
                    Map.entry(2804023L, "a value has no currency"),
                    Map.entry(2804043L, "app_data.extinfo is not valid"),
                    Map.entry(2804050L, "an event has too few identifiers"),
                    Map.entry(2804063L, "a business messaging event is not valid"),
                    Map.entry(2804066L, "a business messaging event is not valid"));

    static Optional<MetaError> find(PlatformAnswer answer) {
        Tree error = Tree.root(answer.json()).at("/error");
        return number(error, "/code")
                .map(
                        code ->
                                new MetaError(
                                        code,
                                        number(error, "/error_subcode").orElse(0L),
                                        error.find("/is_transient")
                                                .filter(Boolean.TRUE::equals)
                                                .isPresent(),
                                        error.text("/error_user_msg")
                                                .or(() -> error.text("/message"))
                                                .orElse(""),
                                        error.text("/fbtrace_id").orElse("")));
    }

    /** A whole number at a pointer, also when Meta writes it as text. */
    static Optional<Long> number(Tree tree, String pointer) {
        return tree.text(pointer).filter(WHOLE_NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    /**
     * Meta reports a wrong or missing proof under 100 without subcode; the name is not localised.
     */
    boolean aboutProof() {
        return message.contains("appsecret_proof");
    }

    String shownCode() {
        return subcode == 0 ? Long.toString(code) : code + "/" + subcode;
    }

    String text() {
        String meaning = MEANINGS.getOrDefault(subcode, "");
        String said = shortened();
        String joined =
                meaning.isEmpty() || said.isEmpty() ? meaning + said : meaning + ": " + said;
        return trace.isEmpty() ? joined : joined + " (fbtrace_id " + trace + ")";
    }

    /** Cut between words: the host masks e-mail addresses, but not a half of one. */
    private String shortened() {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int space = message.lastIndexOf(' ', LONGEST_MESSAGE);
        return message.substring(0, space > 0 ? space : LONGEST_MESSAGE);
    }
}
