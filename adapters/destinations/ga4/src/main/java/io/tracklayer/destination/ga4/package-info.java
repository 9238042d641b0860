// SPDX-License-Identifier: Apache-2.0
/**
 * Google Analytics 4, web streams, by the Measurement Protocol: {@code POST
 * https://www.google-analytics.com/mp/collect}, in the EU {@code
 * https://region1.google-analytics.com/mp/collect}. The protocol has no version number; what
 * changes with it stands in this package alone.
 *
 * <p>Documents, read in November 2026: "Measurement Protocol reference", "Send Measurement Protocol
 * events", "Validate events", "Measurement Protocol use cases", "Send user-provided data with
 * User-ID", "Recommended events" (developers.google.com/analytics), and for the e-mail tag rule
 * "Format user data" of the Data Manager API.
 */
package io.tracklayer.destination.ga4;
