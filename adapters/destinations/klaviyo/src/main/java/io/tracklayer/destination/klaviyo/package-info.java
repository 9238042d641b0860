// SPDX-License-Identifier: Apache-2.0
/**
 * Klaviyo: events, profiles and newsletter subscriptions, JSON:API of revision 2026-07-15.
 *
 * <p>{@code POST https://a.klaviyo.com/api/events}, {@code /api/event-bulk-create-jobs}, {@code
 * /api/profile-import} and {@code /api/profile-subscription-bulk-create-jobs}. The revision is the
 * header {@code revision}; its default stands in {@link
 * io.tracklayer.destination.klaviyo.KlaviyoRevision}. Other revisions have other bodies.
 *
 * <p>Written from these documents as of November 2026: klaviyo/openapi, stable specification of
 * revision 2026-07-15 (Create Event, Bulk Create Events, Create or Update Profile, Bulk Subscribe
 * Profiles, Get Accounts); the guide Rate limits, status codes, and errors. Beside them the issues
 * of klaviyo-api-node, -ruby and -php, rudder-transformer, segmentio/action-destinations, PostHog
 * and stape-io/klaviyo-tag where the documents are silent.
 */
package io.tracklayer.destination.klaviyo;
