// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** What a service account signs to get an access token (RFC 7523). */
record GoogleAdsAssertion(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {

    static Optional<GoogleAdsAssertion> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            Optional<JsonNode> header = Json.read(base64.decode(parts[0]));
            Optional<JsonNode> claims = Json.read(base64.decode(parts[1]));
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = base64.decode(parts[2]);
            return header.isPresent() && claims.isPresent()
                    ? Optional.of(
                            new GoogleAdsAssertion(header.get(), claims.get(), signed, signature))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String claim(String name) {
        return claims.path(name).asText("");
    }

    /** Whether it was signed with the key that belongs to this public one. */
    boolean signedBy(String publicKey) {
        try {
            byte[] encoded =
                    Base64.getMimeDecoder().decode(publicKey.replaceAll("-----[A-Z ]+-----", ""));
            PublicKey key =
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed);
            return header.path("alg").asText("").equals("RS256") && verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return false;
        }
    }
}
