// SPDX-License-Identifier: Apache-2.0
/**
 * Snapchat Conversions API v3.
 *
 * <p>{@code POST https://tr.snapchat.com/v3/{pixel id}/events}. The version is part of the path in
 * {@link io.tracklayer.destination.snapchat.SnapchatRequests}; v2 ({@code /v2/conversion}) is gone.
 *
 * <p>Written from these documents of Snap's developer site, as of November 2026: Conversions API:
 * Introduction, Using the API, Parameters, Deduplication, Verify setup. Beside them the source of
 * Snapchat/business-sdk-v3-java (May 2025), Snapchat/capi-google-tag-manager-serverside-tag,
 * stape-io/snapchat-tag (July 2026), rudder-transformer and segmentio/action-destinations where the
 * documents are silent.
 */
package io.tracklayer.destination.snapchat;
