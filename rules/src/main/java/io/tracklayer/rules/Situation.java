// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.Set;

/**
 * What one decision is about.
 *
 * @param region upper-case ISO 3166-1 alpha-2 code, or empty when unknown
 * @param destination the configured destination's id
 * @param plugin id of the plugin behind it
 * @param purposes purposes the destination cannot do without
 */
record Situation(
        Event event, String region, String destination, String plugin, Set<Purpose> purposes) {}
