// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pinterest's error object.
 *
 * @param code the number under {@code code}
 * @param text what Pinterest says, without personal data and at most 300 characters long
 */
record PinterestError(long code, String text) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final int LONGEST_TEXT = 300;

    /** Pinterest quotes what it refuses: hashes, e-mail addresses, network addresses. */
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "[0-9a-fA-F]{64}"
                            + "|[^\\s\"'@<>:,]{1,64}@[^\\s\"'@<>:,]{1,190}"
                            + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"
                            + "|\\b(?:[0-9a-fA-F]{1,4}:{1,2}){3,7}[0-9a-fA-F]{0,4}");

    static Optional<PinterestError> find(PlatformAnswer answer) {
        Tree body = Tree.root(answer.json());
        return number(body, "/code")
                .map(code -> new PinterestError(code, clean(body.text("/message").orElse(""))));
    }

    /** A whole number at a pointer, also when Pinterest writes it as text. */
    static Optional<Long> number(Tree tree, String pointer) {
        return tree.text(pointer).filter(WHOLE_NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    static String clean(String said) {
        String kept = PERSONAL.matcher(said).replaceAll("•••");
        return kept.substring(0, Math.min(LONGEST_TEXT, kept.length()));
    }
}
