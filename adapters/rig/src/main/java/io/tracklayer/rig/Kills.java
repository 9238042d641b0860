// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Kills: at random moments, at exact system calls, during recovery. */
final class Kills {
    private static final Duration REACH = Duration.ofSeconds(60);
    private static final int RECOVERIES = 5;

    private Kills() {}

    /** Between two kills the node takes and delivers something, else it would be killed in vain. */
    static Verdict random(RigOptions options, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(options.seed());
        int share = Math.max(2, options.events() / Math.max(1, options.kills()));
        try (Run run = Run.open(options, "kills", progress)) {
            for (int kill = 1; kill <= options.kills(); kill++) {
                run.start();
                run.awaitAcked(1 + random.nextInt(share));
                run.awaitDelivered(1 + random.nextInt(20));
                run.kill("kill " + kill + " of " + options.kills());
            }
            run.start();
            return run.finish();
        }
    }

    /** Kills at call number 1, 2, ... of one thread, counted from the start of the process. */
    static Verdict exact(RigOptions options, Consumer<String> progress) throws Exception {
        Strace.require();
        String call = options.syscall();
        try (Run run = Run.open(options, "exact-" + call, progress)) {
            boolean reached = true;
            for (int when = 1; reached && when <= options.upto(); when++) {
                NodeProcess node =
                        run.launch(
                                NodeProcess.Way.under(
                                        Strace.killingAt(call, when, run.log("strace-" + when))));
                reached = node.ends(REACH);
                node.kill();
                run.killed(call + " " + when + (reached ? ": killed" : ": not reached, killed"));
                if (!reached && when == 1) {
                    throw new SkippedException("needs a node that calls " + call);
                }
            }
            run.start();
            return run.finish();
        }
    }

    /** A node with something to recover is killed while it does, several times running. */
    static Verdict recovery(RigOptions options, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(options.seed());
        try (Run run = Run.open(options, "recovery", progress)) {
            for (int time = 1; time <= options.times(); time++) {
                run.start();
                run.awaitAcked(50);
                run.kill("kill with a journal to recover");
                for (int kill = 1; kill <= RECOVERIES; kill++) {
                    run.launch(NodeProcess.Way.PLAIN);
                    Waiting.pause(Duration.ofMillis(300 + random.nextInt(1500)));
                    run.kill("kill " + kill + " of " + RECOVERIES + " during recovery");
                }
            }
            run.start();
            return run.finish();
        }
    }
}
