// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

/**
 * A request that came to a source by another way than HTTP: through an operator's route, or from a
 * file of the past.
 *
 * @param way what stands where HTTP has its method, e.g. {@code ROUTE}
 * @param path where it came in, e.g. {@code /routes/offline-sales}
 * @param verifiedBy whose word stands for it, e.g. {@code route offline-sales}
 * @param store the store it is for
 * @param source the source of that store that reads it
 * @param body what the source reads
 */
public record LocalInput(
        String way, String path, String verifiedBy, String store, String source, byte[] body) {}
