// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether the node's counts add up, at every moment they were asked for. Every accepted message is
 * one event, and every event one delivery to each destination of its merchant. The node counts
 * deliveries first and messages after, so while it works there may be more messages, but not more
 * than deliveries the next time.
 */
final class Accounts {
    private final World world;
    private final List<Defect> defects = new ArrayList<>();

    private Accounts(World world) {
        this.world = world;
    }

    static List<Defect> check(World world, Ledgers ledgers) {
        Accounts accounts = new Accounts(world);
        TreeMap<Long, List<Sample>> samples =
                new TreeMap<>(
                        ledgers.samples().stream().collect(Collectors.groupingBy(Sample::sample)));
        for (World.Merchant merchant : world.merchants()) {
            long lastNumber = -1;
            long lastAccepted = 0;
            for (Map.Entry<Long, List<Sample>> sample : samples.entrySet()) {
                long number = sample.getKey();
                boolean sameStart =
                        lastNumber >= 0
                                && lastNumber / Sampler.PER_START == number / Sampler.PER_START;
                lastAccepted =
                        accounts.one(
                                merchant.id(), sample.getValue(), sameStart ? lastAccepted : 0);
                lastNumber = number;
            }
        }
        return accounts.defects;
    }

    private long one(String merchant, List<Sample> sample, long acceptedBefore) {
        long accepted = count(sample, "request", merchant, "accepted");
        List<World.Target> targets = world.targetsOf(merchant);
        long events = count(sample, "delivery", merchant, targets.get(0).id());
        String where = "sample " + sample.get(0).sample() + ", " + merchant + ": ";
        for (World.Target target : targets) {
            long deliveries = count(sample, "delivery", merchant, target.id());
            if (deliveries != events) {
                defect(where + target.id() + " has " + deliveries + " of " + events + " rows");
            }
        }
        if (accepted < events || events < acceptedBefore) {
            defect(
                    where
                            + accepted
                            + " accepted, "
                            + acceptedBefore
                            + " before, but "
                            + events
                            + " events");
        }
        sample.stream()
                .filter(s -> s.about().equals("delivery") && s.merchant().equals(merchant))
                .filter(s -> targets.stream().noneMatch(t -> t.id().equals(s.what())))
                .forEach(s -> defect(where + s.what() + " is not its destination"));
        return accepted;
    }

    private static long count(List<Sample> sample, String about, String merchant, String what) {
        return sample.stream()
                .filter(s -> s.about().equals(about))
                .filter(s -> s.merchant().equals(merchant) && s.what().equals(what))
                .mapToLong(Sample::count)
                .sum();
    }

    private void defect(String text) {
        defects.add(new Defect(Defect.Kind.UNACCOUNTED, text));
    }
}
