// SPDX-License-Identifier: Apache-2.0
/**
 * Awin server-to-server conversions.
 *
 * <p>{@code POST https://api.awin.com/s2s/advertiser/{advertiser id}/orders}, the Conversion API,
 * which has no version in its path; and the classic call {@code GET
 * https://www.awin1.com/sread.php} with {@code tt=ss} and {@code tv=2}. Both addresses stand in
 * {@link io.tracklayer.destination.awin.AwinRequests} and its neighbour for the classic call.
 *
 * <p>Written from these pages of Awin's help centre, as of November 2026: Conversion API, Direct
 * server-to-server tracking, Parameter guidance, Fall-back conversion pixel, Consent framework,
 * Consent framework for partners, API overview. Beside them the source of stape-io/awin-tag,
 * stape-io/awin-conversion-api-tag and rudder-transformer, and the pages of Commanders Act and
 * Zeotap on Awin, where the documents are silent.
 */
package io.tracklayer.destination.awin;
