// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.cli.StandInNode.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StreamCommandTest {
    private static final String ROW =
            "{'seq':%d,'updated_offset':%d,'event_name':'purchase_placed','event_id':'e%1$d','merchant':'m',"
                    + "'store':'s','sources':['browser'],'received_at':'2026-01-01T00:00:00Z',"
                    + "'deliveries':[{'destination':'meta','status':'%s','reason':'%s'}]}";
    private static final String OLD = row(1, 4, "pending", "waiting");
    private static final String REJECTED =
            "{'id':'9-0','offset':9,'verdict':'rejected','merchant':'m','store':'s',"
                    + "'reason':'missing_field','sentence':'name the currency'}";

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private Reply answer(StandInNode.Call call) {
        if (call.path().equals("/api/v1/events")) {
            return Reply.json("{\"events\":[" + OLD + "]}");
        }
        if (call.path().equals("/api/v1/requests")) {
            boolean later = looks.incrementAndGet() > 2 && call.uri().contains("verdict=rejected");
            String rows = later ? REJECTED.replace('\'', '"') : "";
            return Reply.json("{\"requests\":[" + rows + "]}");
        }
        String told =
                switch (connections.incrementAndGet()) {
                    case 1 -> message(4, OLD) + message(5, row(1, 5, "delivered", "accepted"));
                    case 2 -> message(6, row(9, 6, "failed", "http_400"));
                    default -> message(7, row(9, 7, "delivered", "accepted"));
                };
        return new Reply(200, "text/event-stream", told.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(long seq, long offset, String status, String reason) {
        return ROW.formatted(seq, offset, status, reason).replace('\'', '"');
    }

    private static String message(long id, String data) {
        return "id: " + id + "\ndata: " + data + "\n\n";
    }

    @Test
    void anEventIsShownAgainOnlyWhenWhatBecameOfItChanged() {
        String out = readLines(3, "stream", "--event", "purchase_placed");
        assertEquals(1, count(out, "meta=pending"), out);
        assertEquals(1, count(out, "meta=delivered"), out);
        assertEquals(1, count(out, "meta=failed(http_400)"), out);
    }

    @Test
    void aConnectionThatEndedIsTakenUpWhereItWas() {
        readLines(3, "stream", "--event", "purchase_placed");
        assertEquals(
                "GET /api/v1/events/stream?since=5",
                node.calls().stream().filter(call -> call.contains("stream?")).toList().get(0));
        assertTrue(
                node.calls().stream().filter(call -> call.endsWith("since=5")).count() == 2,
                node.calls().toString());
    }

    @Test
    void filtersHoldForWhatComesToo() {
        String out = readLines(1, "stream", "--status", "failed", "--json");
        assertEquals(9, Json.read(out).orElseThrow().path("seq").asInt(), out);
    }

    @Test
    void rejectedRequestsAreShownWithReasonAndWhatToDo() {
        String out = readLines(1, "stream", "--rejected-only", "--store", "s");
        assertTrue(out.contains("missing_field  name the currency"), out);
        assertFalse(out.contains("meta="), out);
    }

    @Test
    void withoutFollowingItEndsAfterWhatIsThere() {
        CommandRig rig = new CommandRig();
        assertEquals(0, rig.run(node.words("stream", "--no-follow", "--color", "always")));
        assertTrue(rig.out().contains("\u001b[36mmeta=pending\u001b[0m"), rig.out());
        assertEquals(0, connections.get());
    }

    @Test
    void coloursAreForPersonsWhoWantThem() {
        String line = "meta=failed";
        String red = "\u001b[31mmeta=failed\u001b[0m";
        assertEquals(red, Colours.of(Colours.When.auto, null, true).of("failed", line));
        assertEquals(line, Colours.of(Colours.When.auto, "1", true).of("failed", line));
        assertEquals(line, Colours.of(Colours.When.auto, null, false).of("failed", line));
        assertEquals(line, Colours.of(Colours.When.never, null, true).of("failed", line));
        assertEquals(red, Colours.of(Colours.When.always, "1", false).of("failed", line));
    }

    /** What a reader gets who leaves after so many lines; the command must end by itself. */
    private String readLines(int lines, String... words) {
        StringWriter read = new StringWriter();
        CommandLine command = Tl.commandLine();
        command.setOut(new PrintWriter(new Pipe(read, lines), false));
        command.setErr(new PrintWriter(new StringWriter()));
        assertEquals(0, command.execute(node.words(words)));
        return read.toString();
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    /** A pipe whose reader leaves. */
    private static final class Pipe extends Writer {
        private final StringWriter to;
        private long left;

        Pipe(StringWriter to, int lines) {
            this.to = to;
            this.left = lines;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            flush();
            to.write(text, from, length);
            left -= new String(text, from, length).chars().filter(c -> c == '\n').count();
        }

        @Override
        public void flush() throws IOException {
            if (left <= 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void close() {
            left = 0;
        }
    }
}
