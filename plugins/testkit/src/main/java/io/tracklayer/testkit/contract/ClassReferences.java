// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a class refers to, read from the constant pool of its class file (JVM specification, chapter
 * 4.4).
 */
final class ClassReferences {
    private static final int MAGIC = 0xCAFEBABE;

    private final String[] texts;
    private final int[] first;
    private final int[] second;
    private final byte[] tags;

    private ClassReferences(int size) {
        this.texts = new String[size];
        this.first = new int[size];
        this.second = new int[size];
        this.tags = new byte[size];
    }

    /**
     * A method or field.
     *
     * @param owner its class, e.g. {@code java.time.Instant}
     * @param descriptor its type, e.g. {@code ()Ljava/time/Instant;}
     */
    record Member(String owner, String name, String descriptor) {}

    /**
     * Reads a class file.
     *
     * @throws IOException if it is none
     */
    static ClassReferences read(byte[] classFile) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a class file");
            }
            in.readInt(); // versions
            ClassReferences pool = new ClassReferences(in.readUnsignedShort());
            for (int i = 1; i < pool.tags.length; i++) {
                i += pool.readEntry(in, i);
            }
            return pool;
        }
    }

    /** Reads one entry and says how many further places it takes. */
    private int readEntry(DataInputStream in, int i) throws IOException {
        tags[i] = in.readByte();
        switch (tags[i]) {
            case 1 -> texts[i] = in.readUTF();
            case 3, 4 -> in.readInt();
            case 5, 6 -> in.readLong();
            case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
            case 9, 10, 11, 12, 17, 18 -> {
                first[i] = in.readUnsignedShort();
                second[i] = in.readUnsignedShort();
            }
            case 15 -> {
                in.readByte();
                first[i] = in.readUnsignedShort();
            }
            default -> throw new IOException("unknown constant " + tags[i]);
        }
        return tags[i] == 5 || tags[i] == 6 ? 1 : 0;
    }

    /** Names of all classes mentioned, arrays by their elements. */
    Set<String> classes() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == 7) {
                names.add(className(i));
            }
        }
        return names;
    }

    /** All methods and fields used, method references included. */
    Set<Member> members() {
        Set<Member> members = new LinkedHashSet<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] >= 9 && tags[i] <= 11) {
                int type = second[i];
                members.add(
                        new Member(className(first[i]), texts[first[type]], texts[second[type]]));
            }
        }
        return members;
    }

    private String className(int index) {
        String name = texts[first[index]];
        return name.replaceAll("^\\[+L?|;$", "").replace('/', '.');
    }
}
