// SPDX-License-Identifier: Apache-2.0
/**
 * Taboola (Realize) server-to-server conversions: the postback and the bulk call of {@code
 * trc.taboola.com}, path version 3.
 *
 * <p>{@code GET /actions-handler/log/3/s2s-action} with one conversion in the query, {@code POST
 * /{account}/log/3/bulk-s2s-action} with up to 1,000 in JSON. Paths stand in {@link
 * io.tracklayer.destination.taboola.TaboolaRequests}.
 *
 * <p>Written, as of November 2026, from: developers.taboola.com, "Postback URL", "Error codes",
 * "Bulk submit" and "Manual S2S integration"; the model of Taboola's Backstage Java client;
 * stape-io/taboola-tag (POST, order id, cookie); beside them Tealium's Taboola tag and
 * CommandersAct for event names.
 */
package io.tracklayer.destination.taboola;
