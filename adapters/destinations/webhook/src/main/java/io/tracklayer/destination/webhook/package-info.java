// SPDX-License-Identifier: Apache-2.0
/**
 * Signed messages to any HTTP endpoint, as "Standard Webhooks" 1.0.0 (specification document {@code
 * standard-webhooks.md} of standard-webhooks/standard-webhooks, read 2026-11-21) describes them:
 * {@code POST} of {@code {"type","timestamp","data"}} with {@code webhook-id}, {@code
 * webhook-timestamp} and {@code webhook-signature}. One message per event. A new version of the
 * specification changes {@link io.tracklayer.destination.webhook.WebhookSignature} and the
 * descriptor's API version.
 */
package io.tracklayer.destination.webhook;
