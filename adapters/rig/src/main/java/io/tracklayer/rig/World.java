// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two merchants of every run and what they are entitled to. Destinations of a merchant get
 * every event of it that consent allows.
 *
 * @param ordered destinations that were asked to send the events of one order in their order
 */
record World(List<Merchant> merchants, List<Target> targets, Set<String> ordered) {
    /** Senders the node has per destination, each with one call on its way. */
    static final int SENDERS = 4;

    /** A merchant with one store of the same name. */
    record Merchant(String id) {
        String segmentKey() {
            return "tlk_segment_" + id;
        }

        String browserKey() {
            return "tlk_browser_" + id;
        }

        String shopifySecret() {
            return "shpss_" + id;
        }

        String shopDomain() {
            return id + ".myshopify.com";
        }
    }

    /** Which call a platform understands. */
    enum Shape {
        META,
        GA4,
        WEBHOOK
    }

    /**
     * A destination.
     *
     * @param needsConsent whether an event of a visitor who refused everything must not reach it
     */
    record Target(String id, String merchant, Shape shape, boolean needsConsent) {}

    World {
        merchants = List.copyOf(merchants);
        targets = List.copyOf(targets);
        ordered = Set.copyOf(ordered);
    }

    static World standard() {
        return new World(
                List.of(new Merchant("alpha"), new Merchant("beta")),
                List.of(
                        new Target("alpha-meta", "alpha", Shape.META, true),
                        new Target("alpha-hook", "alpha", Shape.WEBHOOK, false),
                        new Target("beta-ga4", "beta", Shape.GA4, true),
                        new Target("beta-hook", "beta", Shape.WEBHOOK, false)),
                Set.of("alpha-hook"));
    }

    Optional<Target> target(String id) {
        return targets.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    List<Target> targetsOf(String merchant) {
        return targets.stream().filter(target -> target.merchant().equals(merchant)).toList();
    }
}
