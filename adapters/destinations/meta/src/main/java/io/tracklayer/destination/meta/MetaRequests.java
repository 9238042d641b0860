// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one kind of request Meta gets (Using the API; Securing requests). */
final class MetaRequests {
    private static final String HMAC = "HmacSHA256";

    /** Meta wants partner_agent below 23 characters. */
    private static final int LONGEST_AGENT = 22;

    private MetaRequests() {}

    static PlatformRequest events(
            List<Map<String, Object>> data, Settings settings, PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", data);
        settings.find(MetaSettings.TEST_EVENT_CODE)
                .ifPresent(code -> body.put("test_event_code", code));
        if (settings.flag(MetaSettings.PARTNER_AGENT)) {
            body.put("partner_agent", agent(context.version()));
        }
        return post(body, settings, context);
    }

    /** No event at all: Meta checks token and dataset, then refuses the empty list. */
    static PlatformRequest nothing(Settings settings, PackContext context) {
        return post(Map.of("data", List.of()), settings, context);
    }

    private static PlatformRequest post(
            Map<String, Object> body, Settings settings, PackContext context) {
        String token = settings.text(MetaSettings.TOKEN).strip();
        List<Field> query = new ArrayList<>();
        List<Field> headers = new ArrayList<>();
        if (settings.text(MetaSettings.AUTH_PLACEMENT).equals("query")) {
            query.add(Field.secret("access_token", token));
        } else {
            headers.add(Field.secret("Authorization", "Bearer " + token));
        }
        settings.find(MetaSettings.APP_SECRET)
                .ifPresent(key -> query.add(Field.secret("appsecret_proof", proof(key, token))));
        return PlatformRequest.postJson(url(settings), query, headers, context.json(body));
    }

    private static String url(Settings settings) {
        return settings.text(MetaSettings.ENDPOINT).replaceAll("/+$", "")
                + "/"
                + settings.text(MetaSettings.API_VERSION)
                + "/"
                + settings.text(MetaSettings.PIXEL)
                + "/events";
    }

    private static String agent(String version) {
        String agent = "tracklayer-" + version;
        return agent.substring(0, Math.min(LONGEST_AGENT, agent.length()));
    }

    private static String proof(String appSecret, String token) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(appSecret.strip().getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
