// SPDX-License-Identifier: Apache-2.0
/**
 * Google Ads conversions through the Data Manager API v1, and retractions through the Google Ads
 * API.
 *
 * <p>{@code POST https://datamanager.googleapis.com/v1/events:ingest}; optionally {@code POST
 * https://googleads.googleapis.com/v25/customers/{id}:uploadConversionAdjustments}. The first
 * version is part of the path in {@link io.tracklayer.destination.googleads.GoogleAdsRequests}, the
 * second is the setting {@code ads-api-version}.
 *
 * <p>Written from these documents of Google, as of November 2026: protos {@code
 * google/ads/datamanager/v1} and {@code google/ads/googleads/v25} (22 Aug 2026); Data Manager API
 * guides: Send events, Conversion adjustments, Upgrade and field mappings, Formatting, Understand
 * errors, Limits, Diagnostics, Release notes to v1.9; Google Ads developer blog (15 May 2026).
 * Beside them googleads/data-manager-java where the guides are silent.
 */
package io.tracklayer.destination.googleads;
