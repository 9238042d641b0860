// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * jq's {@code add}, in time that grows with its input alone: the library's copies what it has so
 * far for every element. Sums are exact.
 */
final class JqAdd implements Function {

    @Override
    public void apply(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            Path path,
            PathOutput output,
            Version version)
            throws JsonQueryException {
        List<JsonNode> elements = new ArrayList<>();
        in.forEach(element -> elements.add(element));
        elements.removeIf(JsonNode::isNull);
        output.emit(added(elements), null);
    }

    private static JsonNode added(List<JsonNode> elements) throws JsonQueryException {
        if (elements.isEmpty()) {
            return NullNode.getInstance();
        }
        if (all(elements, JsonNode::isNumber)) {
            return DecimalNode.valueOf(
                    elements.stream().map(JqAdd::exact).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        if (all(elements, JsonNode::isTextual)) {
            StringBuilder text = new StringBuilder();
            elements.forEach(element -> text.append(element.textValue()));
            return TextNode.valueOf(text.toString());
        }
        if (all(elements, JsonNode::isArray)) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> array.addAll((ArrayNode) element));
            return array;
        }
        if (all(elements, JsonNode::isObject)) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            elements.forEach(element -> object.setAll((ObjectNode) element));
            return object;
        }
        throw new JsonQueryException("values of different kinds cannot be added");
    }

    private static boolean all(List<JsonNode> elements, Predicate<JsonNode> kind) {
        return elements.stream().allMatch(kind);
    }

    private static BigDecimal exact(JsonNode number) {
        return number.isDouble() ? new BigDecimal(number.asText()) : number.decimalValue();
    }
}
