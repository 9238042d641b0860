// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.cli.StandInNode.Reply;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DiagnoseCommandTest {
    private final CommandRig rig = new CommandRig();
    private int status = 200;
    private String answer = "{\"result\":\"fine\",\"text\":\"A [ok] Did it?\\n\"}";

    @AutoClose private final StandInNode node = new StandInNode(call -> Reply.of(status, answer));

    private int run(String... arguments) {
        return rig.run(node.words(arguments));
    }

    @Test
    void theQuestionIsAskedInABodyAndTheAnswerPrintedAsText() {
        assertEquals(0, run("diagnose", "anna@example.com", "--destination", "meta"));
        assertEquals(
                List.of(
                        "POST /api/v1/diagnose {\"destination\":\"meta\",\"merchant\":\"\",\"of\":\"anna@example.com\"}"),
                node.calls());
        assertEquals("A [ok] Did it?\n", rig.out());
    }

    @Test
    void whatFailsAndWhatIsNotFoundBothEndWithOneAndTheJsonTellsThemApart() {
        answer = answer.replace("fine", "failing");
        assertEquals(1, run("diagnose", "548291"));
        answer = answer.replace("failing", "nothing");
        assertEquals(1, run("diagnose", "548291", "--json"));
        assertTrue(rig.out().contains("\"result\" : \"nothing\""), rig.out());
        assertEquals(3, rig.run("diagnose", "548291", "--node", "http://127.0.0.1:1"));
    }

    @Test
    void whatTheNodeCannotUnderstandIsWrongUsage() {
        status = 400;
        answer = "{\"error\":\"bad_parameter\",\"message\":\"no such destination\"}";
        assertEquals(2, run("diagnose", "548291", "--destination", "metta"));
        assertTrue(rig.err().contains("no such destination"), rig.err());
    }

    @Test
    void aNodeThatWantsALoginIsAFailureThatNamesTheVariableForTheToken() {
        status = 401;
        answer = "{\"error\":\"login_required\",\"message\":\"log in at /login\"}";
        assertEquals(1, run("diagnose", "548291"));
        assertTrue(rig.err().contains("answered 401: log in at /login"), rig.err());
        assertTrue(rig.err().contains("TRACKLAYER_ADMIN_TOKEN"), rig.err());
        assertEquals(1, run("diagnose", "--since", "1h"));
    }

    @Test
    void copiesAndConsentAreAskedForByName() {
        assertEquals(0, run("diagnose", "dedup", "548291", "--json"));
        assertEquals(0, run("diagnose", "consent", "7000"));
        assertTrue(node.calls().get(0).startsWith("POST /api/v1/diagnose/dedup "));
        assertTrue(node.calls().get(1).startsWith("POST /api/v1/diagnose/consent "));
        assertTrue(rig.out().contains("\"result\" : \"fine\""), rig.out());
    }

    @Test
    void statesAreColouredOnATerminalOnly() {
        assertEquals("A [failed] x", DiagnoseCommand.painted("A [failed] x", false));
        assertEquals(
                "A \u001b[31m[failed]\u001b[0m x", DiagnoseCommand.painted("A [failed] x", true));
    }
}
