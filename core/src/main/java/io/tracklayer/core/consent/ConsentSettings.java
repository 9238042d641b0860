// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.Purpose;
import java.util.List;
import java.util.Map;

/**
 * How the consent signals of a store are read and remembered.
 *
 * @param formulas which TCF purposes grant a purpose; a purpose that is missing stays unknown
 * @param enforceTcf23 whether TC strings made since TCF 2.3 are unusable without their segment of
 *     disclosed vendors
 * @param inheritFromAdStorage whether {@code gcs}, which does not speak of ad_user_data and
 *     ad_personalization, decides them by ad_storage
 * @param remember whether events without any signal take what is remembered of the visitor
 */
public record ConsentSettings(
        Map<Purpose, TcfFormula> formulas,
        boolean enforceTcf23,
        boolean inheritFromAdStorage,
        boolean remember) {

    /** What is in force where nothing is set. */
    public static final ConsentSettings STANDARD =
            new ConsentSettings(
                    Map.of(
                            Purpose.ANALYTICS,
                            new TcfFormula(List.of(1), List.of(8, 9)),
                            Purpose.MARKETING,
                            new TcfFormula(List.of(1, 2, 7), List.of()),
                            Purpose.AD_USER_DATA,
                            new TcfFormula(List.of(1, 7), List.of()),
                            Purpose.AD_PERSONALIZATION,
                            new TcfFormula(List.of(3, 4), List.of())),
                    true,
                    false,
                    true);

    public ConsentSettings {
        formulas = Map.copyOf(formulas);
    }
}
