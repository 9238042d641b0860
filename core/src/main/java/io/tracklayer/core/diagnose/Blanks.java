// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import java.util.Optional;

/**
 * What is put into the blanks of a {@link Meaning}'s advice.
 *
 * @param destination id
 * @param config empty when the destination is no longer configured
 * @param delivery empty when there is no row
 * @param event number of the event, as an example where there are several
 * @param replay the command that sends again what is meant
 */
public record Blanks(
        String destination,
        Optional<DestinationConfig> config,
        Optional<Delivery> delivery,
        long event,
        String replay) {

    /** The advice for this case. */
    public String fill(Meaning meaning) {
        return meaning.next()
                .replace("{replay}", replay)
                .replace("{destination}", destination)
                .replace("{plugin}", plugin())
                .replace("{file}", file())
                .replace("{event}", Long.toString(event))
                .replace("{rule}", delivery.map(row -> text(row.decision().rule())).orElse(""))
                .replace(
                        "{location}",
                        delivery.map(row -> text(row.decision().location())).orElse(""))
                .replace("{code}", delivery.map(Delivery::reason).orElse(""));
    }

    String plugin() {
        return config.map(DestinationConfig::plugin).orElse(destination);
    }

    /** The file of the destination, as messages name it. */
    public String file() {
        return config.map(DestinationConfig::file)
                .orElse("config/destinations/" + destination + ".yaml");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
