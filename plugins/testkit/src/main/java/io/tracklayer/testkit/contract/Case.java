// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;

/**
 * One event handed to the destination.
 *
 * @param name what is special about it
 * @param event the event
 * @param context the host that hands it over
 * @param amount the one amount of the event, which the request must carry; null when there is none
 *     such
 */
record Case(String name, Event event, HostContext context, BigDecimal amount) {}
