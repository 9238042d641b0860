// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A path of the console and what answers there.
 *
 * @param template the path with its placeholders
 */
record Place(String template, Pattern path, Function<Visit, HttpOutput> answer) {

    /**
     * Makes one.
     *
     * @param path with {@code {number}} where a number stands and {@code {id}} for any other name
     */
    static Place at(String path, Function<Visit, HttpOutput> answer) {
        String regex =
                path.replace(".", "\\.")
                        .replace("{number}", "(\\d{1,18})")
                        .replace("{id}", "([^/]{1,200})");
        return new Place(path, Pattern.compile(regex), answer);
    }

    /** What stands in the path in place of the placeholders, when the path is this one. */
    Optional<List<String>> names(String asked) {
        Matcher matcher = path.matcher(asked);
        return matcher.matches()
                ? Optional.of(
                        IntStream.rangeClosed(1, matcher.groupCount())
                                .mapToObj(matcher::group)
                                .toList())
                : Optional.empty();
    }
}
