// SPDX-License-Identifier: Apache-2.0
/**
 * Recharge webhooks, the one place to change on upgrade. Followed, as of 2026-11-21: "Webhooks",
 * "Charges", "Subscriptions" and "Customers" of the API versions 2021-11 and 2021-01, and public
 * receivers where the documents are silent (the signature with a timestamp, the topic's header).
 */
package io.tracklayer.source.recharge;
