// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Configuration as the text of a file. */
public final class YamlText {
    private YamlText() {}

    /** Texts that could be read as something else are quoted. */
    public static String of(Map<String, Object> tree) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .setWidth(200)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .build();
        return new Dump(settings).dumpToString(tree);
    }
}
