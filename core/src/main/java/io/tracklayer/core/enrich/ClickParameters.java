// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which address parameter carries which click id. Names are matched in lower case. */
final class ClickParameters {
    private static final Map<String, EventField> TABLE = table();

    private ClickParameters() {}

    static Map<String, EventField> all() {
        return TABLE;
    }

    private static Map<String, EventField> table() {
        Map<String, EventField> table = new LinkedHashMap<>();
        table.put("fbclid", EventField.FBCLID);
        table.put("gclid", EventField.GCLID);
        table.put("gbraid", EventField.GBRAID);
        table.put("wbraid", EventField.WBRAID);
        table.put("dclid", EventField.DCLID);
        table.put("ttclid", EventField.TTCLID);
        table.put("sccid", EventField.SCCID);
        table.put("sclid", EventField.SCCID);
        table.put("epik", EventField.EPIK);
        table.put("li_fat_id", EventField.LI_FAT_ID);
        table.put("rdt_cid", EventField.RDT_CID);
        table.put("awc", EventField.AWC);
        table.put("tblci", EventField.TBLCI);
        table.put("msclkid", EventField.MSCLKID);
        table.put("twclid", EventField.TWCLID);
        table.put("irclickid", EventField.IRCLICKID);
        table.put("cjevent", EventField.CJEVENT);
        table.put("ransiteid", EventField.RAN_SITE_ID);
        table.put("clickref", EventField.CLICKREF);
        table.put("tduid", EventField.TDUID);
        table.put("wgu", EventField.WGU);
        table.put("dicbo", EventField.OB_CLICK_ID);
        table.put("obclid", EventField.OB_CLICK_ID);
        table.put("ob_click_id", EventField.OB_CLICK_ID);
        table.put("qclid", EventField.QCLID);
        table.put("yclid", EventField.YCLID);
        table.put("vmcid", EventField.VMCID);
        table.put("aleid", EventField.ALEID);
        table.put("_kx", EventField.KLAVIYO_KX);
        return table;
    }
}
