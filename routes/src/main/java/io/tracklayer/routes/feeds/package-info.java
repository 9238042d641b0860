// SPDX-License-Identifier: Apache-2.0
/**
 * Operators' own routes, {@code config/routes/*.camel.yaml}: each file is a feed, checked, started,
 * replaced and stopped by itself in a Camel context of its own. What a feed brings enters the node
 * through the component {@code tracklayer} and nowhere else.
 */
package io.tracklayer.routes.feeds;
