// SPDX-License-Identifier: Apache-2.0
/**
 * The contract between TrackLayer and its plugins. A plugin is one jar that names a {@link
 * io.tracklayer.spi.TrackLayerPlugin} in {@code
 * META-INF/services/io.tracklayer.spi.TrackLayerPlugin} and compiles against this package and the
 * JDK alone.
 *
 * <p>A {@link io.tracklayer.spi.Destination} is a descriptor and three pure functions (map, pack,
 * interpret); a {@link io.tracklayer.spi.Source} is a descriptor and two (verify, decode). The host
 * owns every socket, thread, clock, wait, retry and log line. Trees ({@code Object json}) consist
 * of {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code
 * BigInteger}, {@code BigDecimal}, {@code Boolean} and nothing else; a JSON null inside a tree is
 * left out.
 */
package io.tracklayer.spi;
