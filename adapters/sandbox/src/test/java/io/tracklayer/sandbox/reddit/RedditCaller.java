// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A pixel in the sandbox and calls to it. */
record RedditCaller(SandboxRig rig) {
    static final String PATH = "/reddit/api/v3/pixels/" + RedditEvents.PIXEL + "/conversion_events";

    /** Registers the pixel with the token {@code T} and further members. */
    void account(String more) throws IOException, InterruptedException {
        rig.account(
                "{'platform':'reddit','account':'"
                        + RedditEvents.PIXEL
                        + "','token':'T'"
                        + more
                        + "}");
    }

    HttpResponse<String> send(ObjectNode... events) throws IOException, InterruptedException {
        return send(PATH, "T", RedditEvents.call(events));
    }

    HttpResponse<String> send(String path, String token, String body)
            throws IOException, InterruptedException {
        return rig.send(
                rig.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }
}
