// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Further values of settings, made from what their declarations allow. */
public final class Samples {
    private static final String NAME_OF_CUSTOM_EVENT = "Size Guide Opened";

    private Samples() {}

    /**
     * Working texts for the settings an instance cannot exist without, as far as types tell.
     *
     * @param declared the settings of a destination or source
     * @param given texts that are known better, per name
     */
    public static Map<String, String> required(List<Setting> declared, Map<String, String> given) {
        Map<String, String> texts = new HashMap<>(given);
        declared.stream()
                .filter(Setting::required)
                .filter(setting -> setting.defaultValue().isEmpty())
                .forEach(setting -> texts.putIfAbsent(setting.name(), wellFormed(setting)));
        return texts;
    }

    private static String wellFormed(Setting setting) {
        if (!setting.allowed().isEmpty()) {
            return setting.allowed().get(0);
        }
        return switch (setting.type()) {
            case TEXT, LIST ->
                    setting.secret()
                            ? "sample-secret-of-" + setting.name()
                            : "sample-" + setting.name();
            case FLAG -> "true";
            case NUMBER -> "1234567890";
            case DURATION -> "1h";
            case URL -> "https://platform.example/";
            case FILE -> "content of a file";
        };
    }

    /** Texts unlike the current one, which is empty when the setting is not set. */
    static List<String> alternatives(Setting setting, String current) {
        List<String> texts = new ArrayList<>(made(setting, current));
        texts.removeIf(text -> text.equals(current));
        return texts;
    }

    private static List<String> made(Setting setting, String current) {
        if (!setting.allowed().isEmpty()) {
            return setting.allowed();
        }
        if (setting.secret()) {
            return List.of("another-secret-of-" + setting.name());
        }
        return switch (setting.type()) {
            case FLAG -> List.of("true", "false");
            case NUMBER -> List.of("7300000000000001", "3");
            case DURATION -> List.of("1s", "28d");
            case URL -> List.of("https://other.example/base", "http://plain.example/base");
            case LIST -> List.of("*", NAME_OF_CUSTOM_EVENT);
            case FILE -> List.of("content of another file");
            case TEXT -> List.of(current.isEmpty() ? "sample-" + setting.name() : current + "2");
        };
    }
}
