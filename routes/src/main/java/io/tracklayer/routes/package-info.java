// SPDX-License-Identifier: Apache-2.0
/**
 * The node: Camel routes, their verbs, the HTTP edge and the main class. The only place that knows
 * Camel.
 */
package io.tracklayer.routes;
