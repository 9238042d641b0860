// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The names crawlers, monitors and scripts are known by. Nearly all patterns are plain text, which
 * is looked for as such: that is many times quicker than the expression.
 */
final class CrawlerList {
    private static final String FILE = "crawlers.txt";
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^A-Za-z0-9])");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\\\[\\](){}.*+?^$|]");

    private final List<Sign> signs;

    private CrawlerList(List<Sign> signs) {
        this.signs = signs;
    }

    /**
     * One entry.
     *
     * @param shown the pattern for people
     */
    private record Sign(String shown, Predicate<String> matches) {}

    /** The list this version ships. */
    static CrawlerList shipped() {
        try (InputStream in = CrawlerList.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new CrawlerList(
                    lines.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(CrawlerList::sign)
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first entry that fits the name of a browser. */
    Optional<String> find(String userAgent) {
        return signs.stream()
                .filter(sign -> sign.matches().test(userAgent))
                .map(Sign::shown)
                .findFirst();
    }

    int size() {
        return signs.size();
    }

    private static Sign sign(String pattern) {
        String plain = ESCAPE.matcher(pattern).replaceAll("$1");
        boolean special = SPECIAL.matcher(ESCAPE.matcher(pattern).replaceAll("")).find();
        return special
                ? new Sign(plain, Pattern.compile(pattern).asPredicate())
                : new Sign(plain, userAgent -> userAgent.contains(plain));
    }
}
