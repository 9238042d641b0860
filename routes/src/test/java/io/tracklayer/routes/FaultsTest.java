// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Layer;
import io.tracklayer.core.diagnose.Symptom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the score of {@link DiagnosisScoreTest} would fall if a part of the diagnosis did. */
class FaultsTest {
    private static final List<Fault> ALL =
            Stream.concat(Faults.all().stream(), Stream.of(DiagnosisScoreTest.NEVER_TELLS_REFUNDS))
                    .toList();

    /**
     * What a reason code alone tells, as MeaningsTest shows, what takes a plugin or platform that
     * merchants with faults do not have, and what takes another merchant or a key that is no
     * merchant's.
     */
    private static final Set<Cause> NOT_PROVOKED =
            EnumSet.of(
                    Cause.KEY_UNKNOWN,
                    Cause.INSUFFICIENT_IDENTIFIERS,
                    Cause.CLICK_ID_MISSING,
                    Cause.OTHER_MERCHANT,
                    Cause.BACKLOG,
                    Cause.UNREACHABLE,
                    Cause.NOT_SECURE,
                    Cause.ANSWERED_BY_ANOTHER,
                    Cause.PLUGIN_FAILED,
                    Cause.OUTSIDE_WINDOW,
                    Cause.PLATFORM_SIDE,
                    Cause.LEFT_OUT,
                    Cause.OTHER_EVENT_COUNTS,
                    Cause.OTHER_REPORTER,
                    Cause.ORDER_NOT_SENT,
                    Cause.ORDER_UNKNOWN,
                    Cause.CONTENT_UNFIT,
                    Cause.TIME_AHEAD,
                    Cause.TEST_NOT_TAKEN,
                    Cause.LIMITED_USE,
                    Cause.EXPIRED,
                    Cause.REPEAT_UNSAFE,
                    Cause.HOLD,
                    Cause.NO_ANSWER,
                    Cause.RESULT_LATER);

    @Test
    void aDiagnosisThatSaysWhatIsWantedScoresFullyAndOneThatSaysMoreDoesNot() {
        assertTrue(score(line -> true).perfect());
        Score loud = Score.of(Set.of("a"), Set.of("a", "b"));
        assertEquals(new Score(1, 1, 1), loud);
        assertFalse(loud.perfect());
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheCheckOfASymptomTheScoreFalls(Symptom silent) {
        Score left = score(line -> !word(line, 0).equals(silent.wire()));
        assertTrue(left.named() < left.expected(), left.toString());
        assertFalse(left.perfect());
    }

    @ParameterizedTest
    @EnumSource
    void withoutALayerTheScoreFalls(Layer silent) {
        String letter = silent.letter();
        assertFalse(score(line -> !word(line, 1).equals(letter)).perfect());
        assertTrue(
                courses().anyMatch(said -> word(said, 0).equals(letter)),
                "no order is asked about that fails first in layer " + letter);
    }

    @Test
    void everyCauseIsProvokedButThoseKnownNotToBe() {
        Set<String> provoked = new TreeSet<>();
        ALL.forEach(fault -> fault.expected().forEach(line -> provoked.add(word(line, 2))));
        courses().forEach(said -> provoked.add(word(said, 1)));
        Set<Cause> missing = EnumSet.allOf(Cause.class);
        missing.removeIf(cause -> provoked.contains(cause.wire()));
        assertEquals(NOT_PROVOKED, missing);
    }

    /** The first findings orders are expected to have, one for each destination. */
    private static Stream<String> courses() {
        return ALL.stream()
                .flatMap(fault -> fault.asks().stream())
                .filter(ask -> ask.about() == Ask.About.COURSE && !ask.wanted().equals("fine"))
                .flatMap(ask -> Stream.of(ask.wanted().split(", ")));
    }

    /** What a diagnosis scores that says of what is wanted no more than passes. */
    private static Score score(Predicate<String> passes) {
        return ALL.stream()
                .map(fault -> Set.copyOf(fault.expected()))
                .map(
                        wanted ->
                                Score.of(
                                        wanted,
                                        wanted.stream().filter(passes).collect(Collectors.toSet())))
                .reduce(Score.NONE, Score::and);
    }

    private static String word(String line, int place) {
        return line.split(" ")[place];
    }
}
