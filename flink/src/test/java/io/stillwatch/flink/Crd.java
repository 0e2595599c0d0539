// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/// The schema of the operator's `FlinkDeployment`, as its own library brings it, held as strictly
/// as Kubernetes can be asked to: a field that the schema does not know is an error.
final class Crd {
  private static final String FILE = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final Map<?, ?> spec;

  private Crd(Map<?, ?> spec) {
    this.spec = spec;
  }

  static Crd read() throws IOException {
    try (InputStream in = Crd.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the operator's library has no " + FILE);
      }
      Map<?, ?> crd = new Yaml().load(in);
      return new Crd((Map<?, ?>) crd.get("spec"));
    }
  }

  /// What is wrong with a manifest, each with its place; none when it is right.
  List<String> faults(Map<?, ?> manifest) {
    var faults = new ArrayList<String>();
    Map<?, ?> version = (Map<?, ?>) ((List<?>) spec.get("versions")).getFirst();
    must(faults, "apiVersion", manifest, spec.get("group") + "/" + version.get("name"));
    must(faults, "kind", manifest, ((Map<?, ?>) spec.get("names")).get("kind"));
    Map<?, ?> schema = (Map<?, ?>) ((Map<?, ?>) version.get("schema")).get("openAPIV3Schema");
    Map<?, ?> fields = (Map<?, ?>) schema.get("properties");
    for (Object name : manifest.keySet()) {
      if (!List.of("apiVersion", "kind", "metadata").contains(name)) {
        field(faults, name.toString(), (Map<?, ?>) fields.get(name), manifest.get(name));
      }
    }
    return faults;
  }

  private static void must(List<String> faults, String name, Map<?, ?> manifest, Object value) {
    if (!value.equals(manifest.get(name))) {
      faults.add(name + " is " + manifest.get(name) + ", not " + value);
    }
  }

  private static void field(List<String> faults, String place, Map<?, ?> schema, Object value) {
    if (schema == null) {
      faults.add(place + " is not known");
    } else if (value instanceof Map<?, ?> map) {
      object(faults, place, schema, map);
    } else if (value instanceof List<?> list) {
      if (type(faults, place, schema, "array")) {
        list.forEach(e -> field(faults, place + "[]", (Map<?, ?>) schema.get("items"), e));
      }
    } else {
      scalar(faults, place, schema, value);
    }
  }

  private static void object(List<String> faults, String place, Map<?, ?> schema, Map<?, ?> value) {
    if (Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
        || !type(faults, place, schema, "object")) {
      return;
    }
    Object fields = schema.get("properties");
    Object others = schema.get("additionalProperties");
    value.forEach(
        (name, inner) -> {
          Object known = fields instanceof Map<?, ?> map ? map.get(name) : null;
          field(faults, place + "." + name, (Map<?, ?>) (known == null ? others : known), inner);
        });
    if (schema.get("required") instanceof List<?> required) {
      required.stream()
          .filter(name -> !value.containsKey(name))
          .forEach(name -> faults.add(place + "." + name + " is missing"));
    }
  }

  private static void scalar(List<String> faults, String place, Map<?, ?> schema, Object value) {
    if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
      return;
    }
    String type =
        switch (value) {
          case String text -> "string";
          case Boolean truth -> "boolean";
          case Integer whole -> "integer";
          case Double number -> "number";
          default -> "unknown";
        };
    boolean whole = type.equals("integer") && "number".equals(schema.get("type"));
    if (!whole && !type(faults, place, schema, type)) {
      return;
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(value)) {
      faults.add(place + " is " + value + "; it takes " + words);
    }
  }

  private static boolean type(List<String> faults, String place, Map<?, ?> schema, String type) {
    if (!type.equals(schema.get("type"))) {
      faults.add(place + " is of type " + type + ", not " + schema.get("type"));
      return false;
    }
    return true;
  }
}
