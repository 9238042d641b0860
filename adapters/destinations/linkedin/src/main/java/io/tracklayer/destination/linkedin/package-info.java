// SPDX-License-Identifier: Apache-2.0
/**
 * LinkedIn Conversions API, {@code POST https://api.linkedin.com/rest/conversionEvents}.
 *
 * <p>The header {@code LinkedIn-Version} names a monthly version that LinkedIn switches off about a
 * year later. The default and the versions in which fields appeared stand in {@link
 * io.tracklayer.destination.linkedin.LinkedInVersion}.
 *
 * <p>Written from these documents, as of November 2026: Microsoft Learn, LinkedIn Conversions API:
 * overview, schema, deduplication, FAQ (views li-lms-2024-07 to 2026-09); the LinkedIn change log
 * of api-evangelist; the connectors of rudderlabs, Segment, stape (May 2026), PostHog, Tealium and
 * Salesforce where the documents are silent.
 */
package io.tracklayer.destination.linkedin;
