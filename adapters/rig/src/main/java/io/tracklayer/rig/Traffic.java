// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * What shops send, decided by a seed: errand {@code i} is the same in every run but for its times.
 * An errand is what one visitor causes, in order: a view, a batch of views, a purchase seen by
 * pixel and shop, its refund; now and then a message twice.
 */
final class Traffic {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int MOST_MESSAGES = 16;

    private final long seed;
    private final World world;
    private final LongSupplier nowMillis;
    private volatile int padding;

    /**
     * @param nowMillis milliseconds since 1970
     */
    Traffic(long seed, World world, LongSupplier nowMillis) {
        this.seed = seed;
        this.world = world;
        this.nowMillis = nowMillis;
    }

    /** Makes the visits of all errands from now on so many bytes larger than they need be. */
    void pad(int bytes) {
        padding = bytes;
    }

    /** The messages of one errand, to be sent one after the other. */
    List<Message> errand(long index) {
        SplittableRandom random = new SplittableRandom(seed ^ (index * GOLDEN));
        World.Merchant merchant = world.merchants().get(random.nextInt(world.merchants().size()));
        String consent = random.nextInt(10) == 0 ? "denied" : "granted";
        MessageWriter writer =
                new MessageWriter(
                        merchant, consent, Math.floorDiv(nowMillis.getAsLong(), 1000), padding);
        long first = index * MOST_MESSAGES;
        String id = seed + "-" + index;
        List<Message> messages = new ArrayList<>();
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> messages.add(writer.track(first, "view-" + id));
            case 6, 7 -> messages.add(writer.batch(first, "batch-" + id, 2 + random.nextInt(4)));
            case 8, 9, 10, 11 -> messages.add(writer.pixelView(first, "pixel-" + id));
            default -> purchase(writer, first, index, random, messages);
        }
        if (random.nextInt(8) == 0) {
            messages.add(messages.get(random.nextInt(messages.size())));
        }
        return messages;
    }

    /** A message whose event is known by this id; to be the last. */
    Message last(String id) {
        return new MessageWriter(
                        world.merchants().get(0),
                        "granted",
                        Math.floorDiv(nowMillis.getAsLong(), 1000),
                        0)
                .track(-1, id);
    }

    private static void purchase(
            MessageWriter writer,
            long first,
            long index,
            SplittableRandom random,
            List<Message> messages) {
        long order = 1_000_000 + index;
        String value =
                String.format(Locale.ROOT, "%d.%02d", 5 + random.nextInt(400), random.nextInt(100));
        messages.add(writer.pixelPurchase(first, order, value));
        messages.add(random.nextInt(2), writer.order(first + 1, order, value));
        if (random.nextInt(4) == 0) {
            messages.add(writer.refund(first + 2, order, value));
        }
    }
}
