// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleSheetTest {
    private static final Pattern COLOUR =
            Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\);");

    /** Text of these colours stands on each of these grounds somewhere. */
    private static final Map<String, List<String>> TEXTS =
            Map.of(
                    "ink", List.of("page", "surface", "soft"),
                    "quiet", List.of("page", "surface", "soft"),
                    "link", List.of("page", "surface", "soft"),
                    "accent", List.of("surface"),
                    "on-accent", List.of("accent"),
                    "good", List.of("page", "surface", "good-soft"),
                    "bad", List.of("page", "surface", "bad-soft"),
                    "wait", List.of("page", "surface", "wait-soft"),
                    "held", List.of("page", "surface", "held-soft"));

    private final String css = css();

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void textIsReadableOnEveryGroundItStandsOnInBothThemes(int theme) {
        Map<String, String> colours = colours(theme);
        List<String> weak = new ArrayList<>();
        TEXTS.forEach(
                (text, grounds) -> grounds.forEach(ground -> weak(colours, text, ground, weak)));

        assertEquals(List.of(), weak);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void edgesFocusAndBarsCanBeSeenInBothThemes(int theme) {
        Map<String, String> colours = colours(theme);
        List<String> shapes =
                colours.keySet().stream().filter(name -> name.startsWith("fill-")).toList();

        assertEquals(5, shapes.size());
        for (String ground : List.of("page", "surface")) {
            Stream.concat(shapes.stream(), Stream.of("edge", "accent"))
                    .forEach(
                            shape ->
                                    assertTrue(
                                            contrast(colours.get(shape), colours.get(ground)) >= 3,
                                            shape + " on " + ground));
        }
    }

    @Test
    void coloursStandInVariablesOnly() {
        String rules = css.substring(css.indexOf("/* Ground */"), css.indexOf("@media print"));

        assertTrue(!Pattern.compile("#[0-9a-fA-F]{3,6}\\b").matcher(rules).find());
    }

    @Test
    void everyVariableThatIsUsedIsDefined() {
        Set<String> used = found("var\\((--[a-z-]+)", css);
        used.removeAll(found("(--[a-z-]+):", css));

        assertEquals(Set.of(), used);
    }

    @Test
    void everyPartOfTheGalleryHasItsStyle() {
        Set<String> used =
                found("class=\"([^\"]+)\"", Gallery.page()).stream()
                        .flatMap(names -> List.of(names.strip().split(" +")).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        used.removeAll(found("\\.([a-z][a-z-]*)", css));
        // These are grey, as every badge is until its status has a colour.
        used.removeAll(Set.of("unknown"));

        assertEquals(Set.of(), used);
    }

    @Test
    void aSheetOfOnePartRepeatsNoSelectorOfAnother() {
        Map<String, String> first = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (String sheet : Assets.STYLES) {
            for (String selector : selectors(sheet)) {
                String before = first.putIfAbsent(selector, sheet);
                if (before != null) {
                    repeated.add(selector + " of " + before + " again in " + sheet);
                }
            }
        }

        assertTrue(first.size() > 200, "read only " + first.size());
        assertEquals(List.of(), repeated);
    }

    /** Those outside of media queries, which are there to say something else for the same part. */
    private static Set<String> selectors(String sheet) {
        String rules =
                css(sheet)
                        .replaceAll("(?s)/\\*.*?\\*/", "")
                        .replaceAll("(?m)^@.*\\}$", "")
                        .replaceAll("(?m)^@[^{;]*\\{(?s:.*?)^\\}", "");
        return found("(?m)^([^@{}]+)\\{", rules).stream()
                .flatMap(list -> List.of(list.split(",")).stream())
                .map(String::strip)
                .filter(selector -> !selector.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void weak(Map<String, String> colours, String text, String ground, List<String> weak) {
        double contrast = contrast(colours.get(text), colours.get(ground));
        if (contrast < 4.5) {
            weak.add(text + " on " + ground + " " + contrast);
        }
    }

    private Map<String, String> colours(int theme) {
        Map<String, String> colours = new HashMap<>();
        COLOUR.matcher(css)
                .results()
                .forEach(found -> colours.put(found.group(1), found.group(theme)));
        return colours;
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Both from WCAG 2.2, "contrast ratio" and "relative luminance".
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 0)
                + 0.7152 * channel(colour, 2)
                + 0.0722 * channel(colour, 4);
    }

    private static double channel(String colour, int at) {
        double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String css() {
        return css("console.css");
    }

    private static String css(String sheet) {
        try (InputStream file = Console.class.getResourceAsStream(sheet)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
