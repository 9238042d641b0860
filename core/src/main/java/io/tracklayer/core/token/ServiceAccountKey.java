// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** A Google service-account key, which signs assertions for the token endpoint. */
final class ServiceAccountKey {
    /** The longest the endpoint takes. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final String email;
    private final String keyId;
    private final PrivateKey key;

    private ServiceAccountKey(String email, String keyId, PrivateKey key) {
        this.email = email;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Reads the text of a key file.
     *
     * @throws IllegalArgumentException saying what is missing, without quoting anything
     */
    static ServiceAccountKey parse(String json) {
        Tree file = file(json);
        return new ServiceAccountKey(
                required(file, "client_email"),
                file.text("/private_key_id").orElse(""),
                privateKey(required(file, "private_key")));
    }

    /** A signed assertion (RFC 7523) that asks for a token with these scopes. */
    String assertion(String audience, List<String> scopes, Instant now) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        if (!keyId.isEmpty()) {
            header.keyID(keyId);
        }
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(email)
                        .audience(audience)
                        .claim("scope", String.join(" ", scopes))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build();
        SignedJWT assertion = new SignedJWT(header.build(), claims);
        try {
            assertion.sign(new RSASSASigner(key));
        } catch (JOSEException unusable) {
            throw new IllegalArgumentException("its private key cannot sign", unusable);
        }
        return assertion.serialize();
    }

    private static Tree file(String json) {
        try {
            return Tree.root(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedInputException notJson) {
            // its message could quote the key
            throw new IllegalArgumentException(
                    "it is not the JSON text of a service-account key file");
        }
    }

    private static String required(Tree file, String member) {
        return file.text("/" + member)
                .orElseThrow(() -> new IllegalArgumentException("it has no \"" + member + "\""));
    }

    private static PrivateKey privateKey(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("its \"private_key\" is no RSA key in PKCS #8 form");
        }
    }
}
