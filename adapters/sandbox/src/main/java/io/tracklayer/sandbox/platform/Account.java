// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

/** A registered account of one platform with the credential that opens it. */
public interface Account {
    /** The platform it belongs to. */
    PlatformName platform();

    /** Its name at the platform, unique there. */
    String name();
}
