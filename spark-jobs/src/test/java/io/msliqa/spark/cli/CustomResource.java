package io.msliqa.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of resource that an operator defines, with the schema that it is published with. It refuses what an API server that is
 * asked for strict fields refuses: fields that the schema does not know, that are missing, of another type or of another value.
 */
final class CustomResource {

    private static final Set<String> OF_ALL = Set.of(".apiVersion", ".kind", ".metadata");

    private final Map<String, Object> definition;

    CustomResource(Map<String, Object> definition) {
        this.definition = definition;
    }

    /** What is wrong with a resource; nothing if it fits. */
    List<String> wrong(Map<String, Object> resource) {
        List<String> wrong = new ArrayList<>();
        String group = text(map(definition.get("spec")), "group");
        for (Object one : list(map(definition.get("spec")).get("versions"))) {
            Map<String, Object> version = map(one);
            if ((group + "/" + text(version, "name")).equals(resource.get("apiVersion"))) {
                check("", map(map(version.get("schema")).get("openAPIV3Schema")), resource, wrong);
                return wrong;
            }
        }
        return List.of("no version of " + group + " is called " + resource.get("apiVersion"));
    }

    private static void check(String path, Map<String, Object> schema, Object value, List<String> wrong) {
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            if (!(value instanceof Integer || value instanceof String)) {
                wrong.add(path + " is neither a number nor a text: " + value);
            }
            return;
        }
        if (schema.containsKey("type") && !isOf(text(schema, "type"), value)) {
            wrong.add(path + " is no " + schema.get("type") + ": " + value);
            return;
        }
        if (schema.containsKey("enum") && !list(schema.get("enum")).contains(value)) {
            wrong.add(path + " is none of " + schema.get("enum") + ": " + value);
        }
        if (value instanceof Map<?, ?>) {
            checkFields(path, schema, map(value), wrong);
        } else if (value instanceof List<?> && schema.containsKey("items")) {
            int i = 0;
            for (Object one : list(value)) {
                check(path + "[" + i++ + "]", map(schema.get("items")), one, wrong);
            }
        }
    }

    private static void checkFields(
            String path, Map<String, Object> schema, Map<String, Object> value, List<String> wrong) {
        Map<String, Object> known = map(schema.getOrDefault("properties", Map.of()));
        for (Object required : list(schema.getOrDefault("required", List.of()))) {
            if (!value.containsKey(required)) {
                wrong.add(path + "." + required + " is missing");
            }
        }
        value.forEach((name, field) -> {
            String here = path + "." + name;
            if (known.containsKey(name)) {
                check(here, map(known.get(name)), field, wrong);
            } else if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
                check(here, map(others), field, wrong);
            } else if (!schema.containsKey("x-kubernetes-preserve-unknown-fields")
                    && !OF_ALL.contains(here)
                    && !path.equals(".metadata")) {
                wrong.add(here + " is not known");
            }
        });
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map<?, ?>;
            case "array" -> value instanceof List<?>;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> throw new IllegalStateException("a schema has no type " + type);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static String text(Map<String, Object> map, String name) {
        return (String) map.get(name);
    }
}
