// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Map;

/** The source's own properties as parameters of a custom event. */
final class Ga4Properties {
    private static final int MOST_PARAMETERS = 25;

    private final boolean omitNested;
    private final Ga4Block params;

    Ga4Properties(Settings settings, Ga4Block params) {
        this.omitNested = settings.text(Ga4Settings.NESTED).equals("omit");
        this.params = params;
    }

    void add(Map<String, Object> properties) {
        properties.forEach(this::add);
        boolean worthless =
                !(params.tree().get("value") instanceof Number)
                        || !params.tree().containsKey("currency");
        if (worthless && params.tree().remove("value") != null) {
            params.warn("value left out: GA4 takes a number with a currency");
        }
    }

    private void add(String property, Object value) {
        String name = Ga4Names.parameter(property);
        boolean nested = value instanceof Map || value instanceof List;
        if (Ga4Address.personal(property)) {
            params.warn("properties that name a person were left out");
        } else if (params.tree().containsKey(name)) {
            params.warn(
                    "property "
                            + name
                            + " left out: the event already has a parameter of that name");
        } else if (nested && omitNested) {
            params.warn("property " + name + " left out: it is a list or object");
        } else if (params.tree().size() >= MOST_PARAMETERS) {
            params.warn("properties left out: GA4 takes 25 parameters");
        } else {
            put(name, value);
        }
    }

    /** A nested value passes, so that validation refuses the event and says why. */
    private void put(String name, Object value) {
        if (value instanceof String || value instanceof Boolean) {
            params.text(name, value.toString());
        } else {
            params.put(name, value);
        }
    }
}
