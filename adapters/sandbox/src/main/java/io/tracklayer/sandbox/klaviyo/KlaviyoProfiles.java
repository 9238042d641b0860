// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which identifiers belong to which profile; the oldest are forgotten when it is full. */
final class KlaviyoProfiles {
    private static final int CAPACITY = 200_000;

    private final Map<String, String> ids =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > CAPACITY;
                }
            };

    /** The profiles that these identifiers belong to, in their order. */
    synchronized List<String> owners(String account, JsonNode attributes, List<String> names) {
        Set<String> owners = new LinkedHashSet<>();
        for (String name : names) {
            Optional.ofNullable(ids.get(key(account, name, attributes))).ifPresent(owners::add);
        }
        return List.copyOf(owners);
    }

    /** The id of the profile, which from now on has these identifiers. */
    synchronized String remember(String account, JsonNode attributes) {
        String id =
                owners(account, attributes, KlaviyoProfileValidator.IDENTIFIERS).stream()
                        .findFirst()
                        .orElseGet(() -> made(account, attributes));
        for (String name : KlaviyoProfileValidator.IDENTIFIERS) {
            if (attributes.hasNonNull(name)) {
                ids.putIfAbsent(key(account, name, attributes), id);
            }
        }
        return id;
    }

    synchronized void clear() {
        ids.clear();
    }

    private static String key(String account, String name, JsonNode attributes) {
        return account + "/" + name + "/" + attributes.path(name).asText("");
    }

    /** 26 characters, as Klaviyo's ids have. */
    private static String made(String account, JsonNode attributes) {
        UUID digest =
                UUID.nameUUIDFromBytes((account + attributes).getBytes(StandardCharsets.UTF_8));
        return ("01" + digest.toString().replace("-", ""))
                .substring(0, 26)
                .toUpperCase(Locale.ROOT);
    }
}
