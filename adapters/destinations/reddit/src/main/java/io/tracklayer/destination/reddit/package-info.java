// SPDX-License-Identifier: Apache-2.0
/**
 * Reddit Conversions API v3.
 *
 * <p>{@code POST https://ads-api.reddit.com/api/v3/pixels/{pixel id}/conversion_events}. The
 * version is part of the path in {@link io.tracklayer.destination.reddit.RedditRequests}; v2
 * ({@code /api/v2.0/conversions/events}) is deprecated and differs in every block.
 *
 * <p>Written from the OpenAPI document of the Reddit Ads API v3 as mirrored in
 * soenneker/soenneker.reddit.ads.openapiclient (autumn 2026). Beside it, where it is silent, the
 * source of rudder-transformer, segmentio/action-destinations (pull request 3958),
 * stape-io/reddit-tag and the RudderStack guide to v3, as of November 2026.
 */
package io.tracklayer.destination.reddit;
