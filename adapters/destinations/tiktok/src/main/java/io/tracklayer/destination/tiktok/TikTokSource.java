// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * Where TikTok counts an event: one value per request, each with an id and a deduplication of its
 * own. App events need advertising ids and crm events TikTok's lead ids, which no shop sends us.
 */
enum TikTokSource {
    WEB(TikTokSettings.PIXEL),
    OFFLINE(TikTokSettings.OFFLINE_SET);

    private final String idSetting;

    TikTokSource(String idSetting) {
        this.idSetting = idSetting;
    }

    /** The source for a place of action, empty for apps. */
    static Optional<TikTokSource> of(ActionSource place) {
        return switch (place) {
            case APP -> Optional.empty();
            case PHYSICAL_STORE, PHONE_CALL -> Optional.of(OFFLINE);
            case WEBSITE, EMAIL, CHAT, SYSTEM_GENERATED, OTHER -> Optional.of(WEB);
        };
    }

    /** The source a record was mapped for. */
    static TikTokSource of(PlatformRecord mapped) {
        return mapped.batchKey().startsWith(OFFLINE.wire() + "/") ? OFFLINE : WEB;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The configured {@code event_source_id}. */
    Optional<String> id(Settings settings) {
        return settings.find(idSetting).map(String::strip).filter(id -> !id.isEmpty());
    }

    /** Records with the same key may share a request. */
    String batchKey(Settings settings) {
        return String.join(
                "/",
                wire(),
                id(settings).orElse(""),
                settings.find(TikTokSettings.TEST_EVENT_CODE).map("test:"::concat).orElse("live"),
                settings.flag(TikTokSettings.PARTNER_NAME) ? "named" : "unnamed");
    }
}
