// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of a run, so that a person sees that something happened at all. */
final class Tally {
    private Tally() {}

    static Map<String, Long> of(World world, Ledgers ledgers, Load load) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("messages attempted", distinct(ledgers, false));
        counts.put("messages acknowledged", (long) acked(ledgers).size());
        counts.put("answers 503", load.refused());
        counts.put("events attempted", distinct(ledgers, true));
        counts.put("kills", disturbances(ledgers, Disturbance.Kind.KILL));
        counts.put("samples of the counts", samples(ledgers));
        for (World.Target target : world.targets()) {
            destination(target.id(), world, ledgers, counts);
        }
        return counts;
    }

    private static void destination(
            String id, World world, Ledgers ledgers, Map<String, Long> counts) {
        List<Received> received =
                ledgers.received().stream().filter(r -> r.destination().equals(id)).toList();
        List<Received> taken = received.stream().filter(r -> r.answer().taken()).toList();
        long different = taken.stream().map(Received::eventId).distinct().count();
        counts.put(id + " received", (long) received.size());
        counts.put(id + " accepted", different);
        counts.put(id + " accepted again", taken.size() - different);
        counts.put(id + " unanswered", unknown(received));
        counts.put(id + " calls repeated", Repetitions.calls(id, world, ledgers));
        for (String status : List.of("delivered", "failed", "skipped")) {
            counts.put(
                    id + " " + status,
                    ledgers.rows().stream()
                            .filter(row -> row.destination().equals(id))
                            .filter(row -> row.status().equals(status))
                            .count());
        }
    }

    private static long unknown(List<Received> received) {
        return received.stream().filter(r -> r.answer() == Received.Answer.UNANSWERED).count();
    }

    private static Set<Long> acked(Ledgers ledgers) {
        Set<Long> messages = new HashSet<>();
        ledgers.acked().forEach(ack -> messages.add(ack.message()));
        return messages;
    }

    private static long distinct(Ledgers ledgers, boolean events) {
        return ledgers.attempted().stream()
                .map(a -> events ? a.merchant() + " " + a.eventId() : "" + a.message())
                .distinct()
                .count();
    }

    private static long disturbances(Ledgers ledgers, Disturbance.Kind kind) {
        return ledgers.disturbances().stream().filter(d -> d.kind() == kind).count();
    }

    private static long samples(Ledgers ledgers) {
        return ledgers.samples().stream().map(Sample::sample).distinct().count();
    }
}
