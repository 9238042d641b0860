// SPDX-License-Identifier: Apache-2.0
/**
 * TikTok Events API 2.0.
 *
 * <p>{@code POST https://business-api.tiktok.com/open_api/v1.3/event/track/}, with the slash at the
 * end. Business API v1.3, no end of life announced. To upgrade change the default of {@code
 * api-version} in {@link io.tracklayer.destination.tiktok.TikTokSettings}. Events API 1.0 ({@code
 * pixel/track}, {@code pixel_code}, {@code context}) is not spoken.
 *
 * <p>Written from these documents of TikTok for Business, as of November 2026: Events API 2.0:
 * Payload; Supported standard events; Event deduplication; Return codes; Rate limits. Where they
 * are silent, from the behaviour of other senders: rudder-transformer,
 * segmentio/action-destinations, stape-io/tiktok-tag (May 2025), tiktok/tiktok-business-api-sdk
 * (February 2026).
 */
package io.tracklayer.destination.tiktok;
