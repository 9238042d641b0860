// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file a setting names: in the configuration folder, readable, of bounded size. */
final class SettingFile {
    private static final int LARGEST = 256 * 1024;

    private SettingFile() {}

    /**
     * Reads the file.
     *
     * @throws IOException whose message says what is wrong and what to do
     */
    static String read(Path folder, String name) throws IOException {
        Path root = folder.toRealPath();
        Path file;
        try {
            file = root.resolve(name).toRealPath();
        } catch (IOException | InvalidPathException absent) {
            throw new IOException(
                    "there is no file \"" + name + "\" in the configuration folder", absent);
        }
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            throw new IOException(
                    "\"" + name + "\" must be a file inside the configuration folder");
        }
        return text(name, file);
    }

    private static String text(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("\"" + name + "\" is larger than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw new IOException("\"" + name + "\" is not UTF-8 text", notText);
        }
    }
}
