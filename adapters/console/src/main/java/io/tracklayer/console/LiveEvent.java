// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/**
 * One message of the live stream.
 *
 * @param offset journal offset of the event's last change; the message's id
 * @param json summary of the event; the message's data. Empty when the reader may not see it
 */
public record LiveEvent(long offset, String json) {}
