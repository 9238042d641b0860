// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/**
 * One thing that happened in the recorded hour, however often it was reported.
 *
 * @param name canonical name
 * @param consent what its copies say together
 * @param clientKnown whether a copy tells GA4's client, or a customer it can be derived from
 */
record RecordedEvent(DemoShop shop, String name, DemoConsent consent, boolean clientKnown) {}
