// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.identity.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a bundle; the manifest, which names all others, is made last and stands first. */
final class BundleFiles {
    static final String MANIFEST = "manifest.json";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    void json(String name, Object tree) {
        text(name, StrictJson.writePretty(tree) + "\n");
    }

    void text(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** All of them as one ZIP file, the same for the same content. */
    byte[] zip(Map<String, Object> head, Instant madeAt) {
        Map<String, Object> manifest = new LinkedHashMap<>(head);
        List<Map<String, Object>> list = new ArrayList<>();
        files.forEach((name, content) -> list.add(entry(name, content)));
        manifest.put("files", list);
        byte[] first = StrictJson.writePretty(manifest).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MANIFEST, first, madeAt);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue(), madeAt);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static Map<String, Object> entry(String name, byte[] content) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("bytes", content.length);
        entry.put("sha256", HexFormat.of().formatHex(Sha256.digest(content)));
        return entry;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, Instant at)
            throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
