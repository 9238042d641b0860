// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of the SPI that a plugin can name, one line each. */
final class Signatures {
    private final SortedSet<String> lines = new TreeSet<>();

    private Signatures() {}

    /** Those of the classes in a folder. */
    static SortedSet<String> of(Path classes) throws IOException, ClassNotFoundException {
        Signatures signatures = new Signatures();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String path = classes.relativize(file).toString();
                String name = path.replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("-info")) {
                    signatures.add(Class.forName(name, false, Signatures.class.getClassLoader()));
                }
            }
        }
        return signatures.lines;
    }

    private void add(Class<?> type) {
        if (!seen(type)) {
            return;
        }
        lines.add(
                type.getName()
                        + ": "
                        + kind(type)
                        + interfaces(type)
                        + (type.isSealed() ? " sealed" : ""));
        for (Field field : type.getDeclaredFields()) {
            if (seen(field.getModifiers())) {
                add(
                        type,
                        constness(field.getModifiers())
                                + field.getGenericType().getTypeName()
                                + " "
                                + field.getName());
            }
        }
        for (Constructor<?> made : type.getDeclaredConstructors()) {
            if (seen(made.getModifiers())) {
                add(type, "new" + parameters(made));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (seen(method.getModifiers()) && !method.isSynthetic()) {
                add(type, method(method));
            }
        }
    }

    private void add(Class<?> type, String member) {
        lines.add(type.getName() + "# " + member);
    }

    private static String method(Method method) {
        String must = Modifier.isAbstract(method.getModifiers()) ? "abstract " : "";
        return must
                + constness(method.getModifiers())
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + parameters(method);
    }

    private static String parameters(Executable executable) {
        String thrown = names(executable.getGenericExceptionTypes());
        return "("
                + names(executable.getGenericParameterTypes())
                + ")"
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    private static String constness(int modifiers) {
        return Modifier.isStatic(modifiers) ? "static " : "";
    }

    private static String kind(Class<?> type) {
        if (type.isRecord() || type.isEnum()) {
            return type.isRecord() ? "record" : "enum";
        }
        return type.isInterface()
                ? "interface"
                : (Modifier.isFinal(type.getModifiers()) ? "final class" : "class")
                        + " extends "
                        + type.getSuperclass().getName();
    }

    private static String interfaces(Class<?> type) {
        String names = names(type.getGenericInterfaces());
        return names.isEmpty() ? "" : " is " + names;
    }

    private static boolean seen(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return seen(type.getModifiers())
                && !type.isAnonymousClass()
                && (around == null || seen(around));
    }

    private static boolean seen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
