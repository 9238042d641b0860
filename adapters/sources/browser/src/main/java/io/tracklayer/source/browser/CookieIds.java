// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static java.util.Map.entry;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Raw cookie values, taken out of what their vendors wrap around the id. */
final class CookieIds {
    private static final Pattern WHOLE = Pattern.compile("(.+)", Pattern.DOTALL);
    private static final Pattern GA = Pattern.compile("(?:GA\\d\\.[\\d-]+\\.)?(\\d+\\.\\d+)");

    /** gtag writes {@code GCL.<s>.<id>}, server-side tagging {@code 2.1.k<id>$i<s>}. */
    private static final Pattern GCL =
            Pattern.compile("(?:GCL\\.\\d+\\.|2\\.1\\.k)([^$]+)(?:\\$i\\d+.*)?");

    private static final Pattern GAC = Pattern.compile("1\\.\\d+\\.(.+)");
    private static final Pattern UET = Pattern.compile("_uet(.+)");

    /** JSON with the id inside, percent-encoded as cookies are, or the bare id. */
    private static final Pattern TWITTER =
            Pattern.compile("(?:.*twclid%22%3A%22)?([\\w-]+)(?:%22.*)?");

    /** Two forms: {@code GS1.1.<id>.<number>…} and {@code GS2.1.s<id>$o<number>…}. */
    private static final Pattern GA_SESSION =
            Pattern.compile("(?:GS1\\.\\d+\\.(\\d+)\\.(\\d+)|GS2\\.\\d+\\.s(\\d+)\\$o(\\d+)).*");

    private static final Pattern KLAVIYO_EXCHANGE_ID =
            Pattern.compile(".*\"\\$exchange_id\"\\s*:\\s*\"([^\"\\\\]+)\".*", Pattern.DOTALL);

    private static final Map<String, Cookie> COOKIES =
            Map.ofEntries(
                    cookie("fbp", EventField.FBP, WHOLE),
                    cookie("_fbp", EventField.FBP, WHOLE),
                    cookie("fbc", EventField.FBC, WHOLE),
                    cookie("_fbc", EventField.FBC, WHOLE),
                    cookie("ga_client_id", EventField.GA_CLIENT_ID, GA),
                    cookie("_ga", EventField.GA_CLIENT_ID, GA),
                    cookie("ga_session_id", EventField.GA_SESSION_ID, WHOLE),
                    cookie("ga_session_number", EventField.GA_SESSION_NUMBER, WHOLE),
                    cookie("ttp", EventField.TTP, WHOLE),
                    cookie("_ttp", EventField.TTP, WHOLE),
                    cookie("scid", EventField.SCID, WHOLE),
                    cookie("_scid", EventField.SCID, WHOLE),
                    cookie("rdt_uuid", EventField.RDT_UUID, WHOLE),
                    cookie("_rdt_uuid", EventField.RDT_UUID, WHOLE),
                    cookie("_gcl_aw", EventField.GCLID, GCL),
                    cookie("FPGCLAW", EventField.GCLID, GCL),
                    cookie("_gcl_ag", EventField.GBRAID, GCL),
                    cookie("_gcl_gb", EventField.WBRAID, GCL),
                    cookie("_gcl_dc", EventField.DCLID, GCL),
                    cookie("FPGCLDC", EventField.DCLID, GCL),
                    cookie("ttclid", EventField.TTCLID, WHOLE),
                    cookie("_sccid", EventField.SCCID, WHOLE),
                    cookie("_epik", EventField.EPIK, WHOLE),
                    cookie("li_fat_id", EventField.LI_FAT_ID, WHOLE),
                    cookie("_rdt_cid", EventField.RDT_CID, WHOLE),
                    cookie("awc", EventField.AWC, WHOLE),
                    cookie("awin_awc", EventField.AWC, WHOLE),
                    cookie("taboola_cid", EventField.TBLCI, WHOLE),
                    cookie("tl_tblci", EventField.TBLCI, WHOLE),
                    cookie("_twclid", EventField.TWCLID, TWITTER),
                    cookie("_uetmsclkid", EventField.MSCLKID, UET),
                    cookie("irclickid", EventField.IRCLICKID, WHOLE),
                    cookie("cje", EventField.CJEVENT, WHOLE),
                    cookie("crto_mapped_user_id", EventField.CRITEO_GUM, WHOLE));

    private final String sessionCookie;

    CookieIds(Optional<String> measurementId) {
        this.sessionCookie =
                measurementId.map(id -> "_ga_" + id.replaceFirst("^G-", "")).orElse("");
    }

    void read(BrowserMessage message, Observation.Builder into) {
        message.members("/ids")
                .forEach(
                        (name, raw) -> {
                            if (raw instanceof String || raw instanceof Long) {
                                read(name, raw.toString(), message.origin("/ids/" + name), into);
                            }
                        });
    }

    private void read(String name, String raw, String origin, Observation.Builder into) {
        Cookie cookie = COOKIES.get(name);
        if (cookie != null) {
            first(cookie.form(), raw).ifPresent(id -> add(cookie.field(), id, origin, into));
        } else if (isSession(name)) {
            readSession(raw, origin, into);
        } else if (name.startsWith("_gac_")) {
            first(GAC, raw).ifPresent(id -> add(EventField.GCLID, id, origin, into));
        } else if (name.equals("__kla_id")) {
            klaviyo(raw).ifPresent(id -> add(EventField.KLAVIYO_KX, id, origin, into));
        }
    }

    private static void add(EventField field, String id, String origin, Observation.Builder into) {
        if (field.path().startsWith("click_ids.")) {
            ClickIds.read(field, id, origin, into);
        } else {
            into.read(field, id, origin);
        }
    }

    private boolean isSession(String name) {
        return name.equals("ga_session")
                || (sessionCookie.isEmpty() ? name.startsWith("_ga_") : name.equals(sessionCookie));
    }

    private static void readSession(String raw, String origin, Observation.Builder into) {
        Matcher session = GA_SESSION.matcher(raw);
        if (session.matches()) {
            int form = session.group(1) != null ? 1 : 3;
            into.read(EventField.GA_SESSION_ID, session.group(form), origin);
            into.read(EventField.GA_SESSION_NUMBER, session.group(form + 1), origin);
        }
    }

    private static Optional<String> klaviyo(String raw) {
        try {
            byte[] json = Base64.getDecoder().decode(raw.replace("%3D", "="));
            return first(KLAVIYO_EXCHANGE_ID, new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern form, String raw) {
        return Optional.of(form.matcher(raw)).filter(Matcher::matches).map(found -> found.group(1));
    }

    private static Map.Entry<String, Cookie> cookie(String name, EventField field, Pattern form) {
        return entry(name, new Cookie(field, form));
    }

    private record Cookie(EventField field, Pattern form) {}
}
