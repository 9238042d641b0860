// SPDX-License-Identifier: Apache-2.0
/**
 * Hits of Google's tag as browsers send them, and events forwarded by a server container of Google
 * Tag Manager.
 */
package io.tracklayer.source.ga4;
