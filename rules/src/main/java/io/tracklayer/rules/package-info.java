// SPDX-License-Identifier: Apache-2.0
/**
 * The rule language, version 1: which events may go to which destinations. {@link
 * io.tracklayer.rules.RuleReader} turns a folder of files into a {@link
 * io.tracklayer.rules.RuleSet}; {@link io.tracklayer.rules.RuleExamples} runs the examples that
 * stand in them.
 */
package io.tracklayer.rules;
