// SPDX-License-Identifier: Apache-2.0
/**
 * Shopify webhooks and web pixel, the one place to change on upgrade. Documents followed, as of
 * 2026-11-21: "Webhooks" (headers, verification, duplicates, retries), "WebhookSubscriptionTopic"
 * and "RefundInput" of the Admin GraphQL API 2026-04, "Privacy law compliance", "Order", "Refund"
 * and "Transaction" of the Admin REST API, "Web Pixels API" and "Pixel Privacy", all on
 * shopify.dev. No version is asked for and {@code X-Shopify-API-Version} is only kept as evidence;
 * a field that is missing is simply not known.
 */
package io.tracklayer.source.shopify;
