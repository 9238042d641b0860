// SPDX-License-Identifier: Apache-2.0
/**
 * Accepts what Segment and RudderStack SDKs send after their host and write key were changed.
 *
 * <p>Read on 2026-11-21: Segment "HTTP API Source", "Spec: Common Fields", "Spec: V2 Ecommerce
 * Events", "Consent in Segment Connections"; RudderStack "Add the Consent Object to Event
 * Payloads".
 */
package io.tracklayer.source.segment;
