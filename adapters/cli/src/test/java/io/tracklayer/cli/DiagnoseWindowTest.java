// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.cli.StandInNode.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code tl diagnose --since}. */
class DiagnoseWindowTest {
    private static final String ABSENT =
            """
            {"symptom":"accepted_weak","title":"Accepted, but weak","present":false,"looked_at":"remarks","findings":[]}""";
    private static final String PRESENT =
            """
            {"symptom":"failing","title":"Deliveries fail","present":true,"looked_at":"failures","findings":[
             {"letter":"D","layer":"accepted","destination":"meta","cause":"secret_refused","title":"the platform refuses token or secret",
              "affected":3,"of":9,"more_possible":true,"sentence":"no \\u001b[2J token","next":"Put a new token.",
              "proofs":[{"text":"purchase_placed of order 7","link":"/events/7"}]}]}""";

    private final CommandRig rig = new CommandRig();
    private String symptoms = PRESENT + "," + ABSENT;

    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private Reply answer(StandInNode.Call call) {
        return call.uri().contains("since=soon")
                ? Reply.of(
                        400, "{\"error\":\"bad_parameter\",\"message\":\"a length such as 15m\"}")
                : Reply.json(
                        "{\"since\":\"A\",\"until\":\"B\",\"present\":"
                                + (symptoms.contains("true") ? 1 : 0)
                                + ",\"symptoms\":["
                                + symptoms
                                + "]}");
    }

    @Test
    void aSymptomIsShownWithItsNextStepAndEndsTheCommandWithOne() {
        assertEquals(1, ask("--since", "24h", "--destination", "meta", "--merchant", "acme"));
        assertEquals(
                List.of("GET /api/v1/diagnose/window?since=24h&destination=meta&merchant=acme"),
                node.calls());
        String out = rig.out();
        assertTrue(out.contains("D  at least 3 of 9  meta: the platform refuses token"), out);
        assertTrue(out.contains("- purchase_placed of order 7  /events/7"), out);
        assertTrue(out.contains("next: Put a new token."), out);
        assertTrue(out.contains("Accepted, but weak (looked at remarks)"), out);
        assertFalse(out.contains("\u001b"), "what a platform wrote steers the terminal");
    }

    @Test
    void anEndIsPassedOnAndWantsABeginning() {
        assertEquals(1, ask("--since", "12:00", "--until", "1h"));
        assertEquals(List.of("GET /api/v1/diagnose/window?since=12%3A00&until=1h"), node.calls());
        assertEquals(2, ask("--until", "1h"));
        assertTrue(rig.err().contains("say with --since where it begins"), rig.err());
    }

    @Test
    void aWindowWithoutSymptomsEndsTheCommandWithZero() {
        symptoms = ABSENT;
        assertEquals(0, ask("--since", "1h"));
        assertTrue(rig.out().startsWith("0 of the twelve symptoms present"), rig.out());
    }

    @Test
    void jsonIsTheNodesAnswerWithTheSameExitCode() {
        assertEquals(1, ask("--since", "1h", "--json"));
        assertEquals("B", Json.read(rig.out()).orElseThrow().path("until").asText());
    }

    @Test
    void aConversionAndAWindowExcludeEachOtherAndATimeNobodyKnowsIsWrongUsage() {
        assertEquals(2, ask("548291", "--since", "1h"));
        assertTrue(rig.err().contains("give one of the two"), rig.err());
        assertEquals(2, ask());
        assertTrue(rig.err().contains("tl diagnose --since 1h"), rig.err());
        assertEquals(List.of(), node.calls());
        assertEquals(2, ask("--since", "soon"));
        assertTrue(rig.err().contains("a length such as 15m"), rig.err());
    }

    private int ask(String... options) {
        return rig.run(
                node.words(
                        Stream.concat(Stream.of("diagnose"), Stream.of(options))
                                .toArray(String[]::new)));
    }
}
