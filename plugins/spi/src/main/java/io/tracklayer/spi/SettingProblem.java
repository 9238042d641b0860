// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

/**
 * What is wrong with a setting whose form is right.
 *
 * @param setting its name
 * @param line line of the file of a setting of type {@link Setting.Type#FILE}, from 1; 0 when it is
 *     not about one line
 * @param sentence what is wrong and what to do, without secrets
 */
public record SettingProblem(String setting, int line, String sentence) {}
