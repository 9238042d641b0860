// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One jar, read once into memory: the bytes that are hashed are the bytes that are loaded, whatever
 * becomes of the file meanwhile.
 */
final class PluginArchive {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;
    private static final String VERSIONS = "META-INF/versions/";

    // APPNOTE.TXT 6.3.10, section 4.3.16: the end of central directory record.
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    private final String name;
    private final String sha256;
    private final byte[] content;

    private PluginArchive(String name, byte[] content) {
        this.name = name;
        this.content = content;
        this.sha256 = sha256(content);
    }

    /** Reads a jar's bytes and looks at nothing in them. */
    static PluginArchive read(Path jar) throws RefusedPluginException {
        String name = jar.getFileName().toString();
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new RefusedPluginException(name + " is larger than 64 MiB");
            }
            return new PluginArchive(name, content);
        } catch (IOException unreadable) {
            throw new RefusedPluginException(
                    name + " cannot be read (" + PluginFailure.text(unreadable) + ")");
        }
    }

    /** SHA-256 of a file as it lies there, in hexadecimal. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    PluginEntry.Jar jar() {
        return new PluginEntry.Jar(name, sha256);
    }

    /** Everything in it by path; what a multi-release jar has for this Java is in its place. */
    Map<String, byte[]> unpack() throws RefusedPluginException {
        Map<String, byte[]> entries = new HashMap<>();
        long unpacked = 0;
        int count = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes((int) (MOST_UNPACKED - unpacked) + 1);
                unpacked += bytes.length;
                if (unpacked > MOST_UNPACKED) {
                    throw new RefusedPluginException(name + " unpacks to more than 256 MiB");
                }
                entries.putIfAbsent(entry.getName(), bytes);
                count++;
            }
        } catch (IOException | IllegalArgumentException corrupt) {
            throw new RefusedPluginException(
                    name + " is no sound jar (" + PluginFailure.text(corrupt) + ")");
        }
        requireWhole(count);
        return overlaid(entries);
    }

    /**
     * A jar that was cut off reads well up to there; only its last record tells how many belong.
     */
    private void requireWhole(int entries) throws RefusedPluginException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int first = Math.max(0, content.length - END_BYTES - LONGEST_COMMENT);
        for (int at = content.length - END_BYTES; at >= first; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                int said = Short.toUnsignedInt(bytes.getShort(at + 10));
                if (said != entries && said != LONGEST_COMMENT) {
                    throw new RefusedPluginException(
                            name + " is damaged: " + entries + " of " + said + " entries");
                }
                return;
            }
        }
        throw new RefusedPluginException(name + " is no whole jar: its end is missing");
    }

    private static Map<String, byte[]> overlaid(Map<String, byte[]> entries) {
        if (!"true".equalsIgnoreCase(attribute(entries, Attributes.Name.MULTI_RELEASE))) {
            return entries;
        }
        Map<String, byte[]> all = new HashMap<>(entries);
        for (int release = 9; release <= Runtime.version().feature(); release++) {
            String below = VERSIONS + release + "/";
            new TreeMap<>(entries)
                    .tailMap(below).entrySet().stream()
                            .takeWhile(entry -> entry.getKey().startsWith(below))
                            .forEach(
                                    entry ->
                                            all.put(
                                                    entry.getKey().substring(below.length()),
                                                    entry.getValue()));
        }
        return all;
    }

    /** An attribute of the manifest among unpacked entries; empty text when there is none. */
    static String attribute(Map<String, byte[]> entries, Attributes.Name name) {
        String value = manifest(entries).getMainAttributes().getValue(name);
        return value == null ? "" : value.strip();
    }

    static Manifest manifest(Map<String, byte[]> entries) {
        byte[] bytes = entries.get("META-INF/MANIFEST.MF");
        try {
            return bytes == null ? new Manifest() : new Manifest(new ByteArrayInputStream(bytes));
        } catch (IOException malformed) {
            return new Manifest();
        }
    }
}
