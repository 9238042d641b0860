// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system of its own; it is unmounted on close and when this process is interrupted.
 */
final class Mounts implements AutoCloseable {
    private final Path point;
    private final Thread cleaner = new Thread(this::unmount, "unmount");

    private Mounts(Path point) {
        this.point = point;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /**
     * Mounts memory of a size.
     *
     * @param size e.g. {@code 24m}
     */
    static Mounts memory(Path point, String size) throws IOException {
        return mount(point, "-t", "tmpfs", "-o", "size=" + size, "tmpfs");
    }

    /** Mounts the ext4 file system in a file; it is written to the file only when synced. */
    static Mounts image(Path point, Path image) throws IOException {
        // commit: the kernel's own sync every 5 s would hide what the node forgot
        return mount(point, "-t", "ext4", "-o", "loop,commit=600", image.toString());
    }

    /** Makes a file with an empty ext4 file system. */
    static void format(Path image, String size) {
        if (!Programs.installed("mkfs.ext4")) {
            throw new SkippedException("needs mkfs.ext4");
        }
        Programs.run("truncate", "-s", size, image.toString());
        Programs.run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0", image.toString());
    }

    private static Mounts mount(Path point, String... how) throws IOException {
        if (!Programs.root()) {
            throw new SkippedException("needs root, to mount");
        }
        Files.createDirectories(point);
        String[] command = new String[how.length + 2];
        command[0] = "mount";
        System.arraycopy(how, 0, command, 1, how.length);
        command[command.length - 1] = point.toString();
        Mounts mounted = new Mounts(point);
        try {
            Programs.run(command);
            return mounted;
        } catch (RigException refused) {
            Programs.forget(mounted.cleaner);
            throw new SkippedException("needs the right to mount: " + refused.getMessage());
        }
    }

    Path point() {
        return point;
    }

    void resize(String size) {
        Programs.run("mount", "-o", "remount,size=" + size, point.toString());
    }

    @Override
    public void close() {
        unmount();
        Programs.forget(cleaner);
    }

    /** A process that is just being killed may still hold a file for a moment. */
    private void unmount() {
        boolean gone =
                Waiting.happens(
                        java.time.Duration.ofSeconds(10),
                        () -> {
                            try {
                                Programs.run("umount", point.toString());
                                return true;
                            } catch (RigException busy) {
                                return false;
                            }
                        });
        if (!gone) {
            Programs.run("umount", "-l", point.toString());
        }
    }
}
