// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Certificates made on the spot with the JDK's keytool: "good", "expired" and "other-host" by one
 * authority, and "self-signed" by nobody.
 */
final class Certificates {
    private static final char[] PASSWORD = "certificates".toCharArray();
    private static final String LOCAL = "san=ip:127.0.0.1";

    private final KeyStore all;

    private Certificates(KeyStore all) {
        this.all = all;
    }

    static Certificates make(Path folder) throws IOException, GeneralSecurityException {
        Path file = Files.createDirectories(folder).resolve("all.p12");
        keytool(file, "authority", "-ext", "bc:c");
        keytool(file, "good", "-signer", "authority", "-ext", LOCAL);
        keytool(
                file,
                "expired",
                "-signer",
                "authority",
                "-ext",
                LOCAL,
                "-startdate",
                "-9d",
                "-validity",
                "3");
        keytool(file, "other-host", "-signer", "authority", "-ext", "san=dns:other.example");
        keytool(file, "self-signed", "-ext", LOCAL);
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in, PASSWORD);
        }
        return new Certificates(all);
    }

    /** Trusts what the authority has signed. */
    SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", all.getCertificate("authority"));
        return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
    }

    /** Sockets that show one of the certificates. */
    ServerSocketFactory server(String name) throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
        return SSLContexts.custom().loadKeyMaterial(own, PASSWORD).build().getServerSocketFactory();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void keytool(Path file, String alias, String... more) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(tool, "-genkeypair", "-keyalg", "EC"));
        command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias));
        command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException(new String(process.getInputStream().readNBytes(4_096)));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }
}
