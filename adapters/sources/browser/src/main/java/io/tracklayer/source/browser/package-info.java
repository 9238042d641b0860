// SPDX-License-Identifier: Apache-2.0
/**
 * Accepts events of TrackLayer's own browser script and of plain image pixels.
 *
 * <p>Read on 2026-11-21: Meta "ClickID and the fbp and fbc Parameters"; MDN "Sec-GPC header".
 */
package io.tracklayer.source.browser;
