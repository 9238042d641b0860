// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;

/** The process the kill tests start: opens a journal and, when told so, appends until killed. */
final class JournalChild {
    private JournalChild() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        PrintStream out = System.out;
        try (SegmentJournal journal = Journals.open(directory)) {
            out.println("open");
            if (arguments[0].equals("append")) {
                Thread[] threads = new Thread[4];
                for (int t = 0; t < threads.length; t++) {
                    threads[t] = new Thread(() -> appendForEver(journal, out));
                    threads[t].start();
                }
                threads[0].join();
            }
        } catch (JournalUnavailableException e) {
            out.println(e.getMessage());
            out.flush();
            System.exit(3);
        }
    }

    private static void appendForEver(SegmentJournal journal, PrintStream out) {
        while (true) {
            String text = UUID.randomUUID().toString().repeat(1 + (int) (Math.random() * 5));
            long offset = Journals.append(journal, text);
            // A pipe takes a short line in one piece, so a kill cannot leave half of one.
            synchronized (out) {
                out.print(offset + " " + text + "\n");
                out.flush();
            }
        }
    }
}
