// SPDX-License-Identifier: Apache-2.0
/**
 * What a plugin author tests with: contract suites to extend, ready-made events and requests, and
 * stand-ins for the host's contexts.
 */
package io.tracklayer.testkit;
