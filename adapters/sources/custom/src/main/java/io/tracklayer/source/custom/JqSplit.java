// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

import java.util.List;

/**
 * jq's {@code split} by a text, which makes many values of one: whoever writes the text decides how
 * many. Counts them over one evaluation, for which alone it is made.
 */
final class JqSplit implements Function {
    private long room;

    /** Takes texts apart into so many parts together. */
    JqSplit(long room) {
        this.room = room;
    }

    @Override
    public void apply(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            Path path,
            PathOutput output,
            Version version)
            throws JsonQueryException {
        arguments.get(0).apply(scope, in, separator -> output.emit(parts(in, separator), null));
    }

    private ArrayNode parts(JsonNode in, JsonNode separator) throws JsonQueryException {
        if (!in.isTextual() || !separator.isTextual()) {
            throw new JsonQueryException("only a text can be split, by a text");
        }
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        String text = in.textValue();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, separator.textValue(), start);
            add(text.substring(start, end), parts);
            start = end + separator.textValue().length();
        }
        if (start == text.length() && start > 0 && !separator.textValue().isEmpty()) {
            add("", parts);
        }
        return parts;
    }

    /** Without a separator every character is a part. */
    private static int end(String text, String separator, int start) {
        int end =
                separator.isEmpty()
                        ? text.offsetByCodePoints(start, 1)
                        : text.indexOf(separator, start);
        return end < 0 ? text.length() : end;
    }

    private void add(String part, ArrayNode parts) throws JsonQueryException {
        if (--room < 0) {
            throw new JsonQueryException("a text has more parts than it can go through");
        }
        parts.add(part);
    }
}
