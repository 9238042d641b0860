// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One thing a rule does where it matches. Of those with {@link Concern} the first that matches per
 * destination decides; the others add up.
 */
sealed interface Effect {

    Targets targets();

    /** The key under {@code then}. */
    String key();

    /** What only one rule can decide. */
    enum Concern {
        ROUTING,
        DELAY,
        HOLD,
        SAMPLE,
        LIMIT,
        ACTION_SOURCE
    }

    /** An effect of which the first counts. */
    sealed interface First extends Effect {
        Concern concern();
    }

    /** Whether it is sent at all. */
    sealed interface Routing extends First {
        @Override
        default Concern concern() {
            return Concern.ROUTING;
        }
    }

    /**
     * Nothing is sent.
     *
     * @param sentence the operator's wording, or empty
     */
    record Skip(Targets targets, String reason, String sentence) implements Routing {
        @Override
        public String key() {
            return "skip";
        }
    }

    /** Sent, whatever later rules say. */
    record Allow(Targets targets) implements Routing {
        @Override
        public String key() {
            return "allow";
        }
    }

    /**
     * Sent to these; to all others nothing is.
     *
     * @param to where it goes
     */
    record Route(Targets to) implements Routing {
        @Override
        public String key() {
            return "route";
        }

        @Override
        public Targets targets() {
            return new Targets.All();
        }
    }

    /** Sent without these fields, if sent at all. */
    record Strip(Targets targets, Set<EventField> fields) implements Effect {
        @Override
        public String key() {
            return "strip";
        }
    }

    /** Sent without what stands at these paths. */
    record Drop(Targets targets, List<String> paths) implements Effect {
        @Override
        public String key() {
            return "drop";
        }
    }

    /** Sent with values under other names. */
    record Renames(Targets targets, List<Rename> renames) implements Effect {
        @Override
        public String key() {
            return "rename";
        }
    }

    /** Later rules and the destination see these tags. */
    record Tag(Targets targets, Set<String> tags) implements Effect {
        @Override
        public String key() {
            return "tag";
        }
    }

    /** The platform is told to limit its use of the event, or not to. */
    record Limit(Targets targets, boolean limitedUse) implements First {
        @Override
        public String key() {
            return "limit";
        }

        @Override
        public Concern concern() {
            return Concern.LIMIT;
        }
    }

    /** Waits for the visitor's answer. */
    record Delay(Targets targets, Duration longest, End end) implements First {
        @Override
        public String key() {
            return "delay";
        }

        @Override
        public Concern concern() {
            return Concern.DELAY;
        }

        /**
         * What happens when nobody answered. Whatever it is, the stricter of it and of the region's
         * policy for unknown consent holds.
         */
        enum End {
            SKIP,
            STRIP,
            SEND
        }
    }

    /** Not sent before. */
    record Hold(Targets targets, Duration hold) implements First {
        @Override
        public String key() {
            return "hold";
        }

        @Override
        public Concern concern() {
            return Concern.HOLD;
        }
    }

    /** Only a share is sent. */
    record Sample(Targets targets, Sampling sampling) implements First {
        @Override
        public String key() {
            return "sample";
        }

        @Override
        public Concern concern() {
            return Concern.SAMPLE;
        }
    }

    /** Sent as though it had happened there. */
    record From(Targets targets, ActionSource place) implements First {
        @Override
        public String key() {
            return "action-source";
        }

        @Override
        public Concern concern() {
            return Concern.ACTION_SOURCE;
        }
    }
}
