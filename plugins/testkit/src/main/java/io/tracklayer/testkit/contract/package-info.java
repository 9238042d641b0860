// SPDX-License-Identifier: Apache-2.0
/**
 * The checks every destination must pass, as plain Java: {@link
 * io.tracklayer.testkit.contract.Contract} runs them against a {@link
 * io.tracklayer.testkit.contract.Subject}. Test frameworks stay outside.
 */
package io.tracklayer.testkit.contract;
