// SPDX-License-Identifier: Apache-2.0
/**
 * Pinterest API for Conversions.
 *
 * <p>{@code POST https://api.pinterest.com/v5/ad_accounts/{ad account}/events}. Version v5, whose
 * description 5.23.0 is of December 2025; no end is announced. To upgrade change the path in {@link
 * io.tracklayer.destination.pinterest.PinterestRequests}.
 *
 * <p>Written from these documents, as of November 2026: pinterest/api-description OpenAPI 5.23.0
 * (December 2025); Pinterest developer guide and help pages on the API for Conversions; the source
 * of pinterest/pinterest-magento2-extension. Where they are silent, from what other senders were
 * seen to do (segmentio/action-destinations, rudder-transformer, stape-io/pinterest-tag of April
 * 2025, elbwalker/walkerOS; the guides of Tealium, PostHog and customer.io).
 */
package io.tracklayer.destination.pinterest;
