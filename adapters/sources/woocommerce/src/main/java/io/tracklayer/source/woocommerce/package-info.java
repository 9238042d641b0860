// SPDX-License-Identifier: Apache-2.0
/**
 * WooCommerce webhooks, the one place to change on upgrade. Followed, as of 2026-11-21: {@code
 * class-wc-webhook.php} of woocommerce/woocommerce (delivery, signature, ping, failures),
 * "Webhooks", "Orders" and "Customers" of the REST API v3 documents, the order attribution meta of
 * core since 8.5, and the webhooks that WooCommerce Subscriptions adds.
 */
package io.tracklayer.source.woocommerce;
