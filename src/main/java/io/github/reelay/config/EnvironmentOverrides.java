package io.github.reelay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What environment variables say instead of the files; empty ones say nothing. */
record EnvironmentOverrides(
    Environment environment, ConfigSchema schema, KnownKeys known, ConfigErrors errors) {
  Map<String, RawValue> read() {
    Map<String, RawValue> overrides = new LinkedHashMap<>();
    Set<String> ours = new TreeSet<>(Set.of(ConfigSchema.CONFIG_VARIABLE));
    for (String path : known.values().keySet()) {
      ours.addAll(schema.variables(path));
      override(path, overrides);
    }
    for (String path : known.secrets()) {
      for (String name : schema.variables(path)) {
        ours.add(name);
        ours.add(name + ConfigSchema.FILE_SUFFIX);
      }
    }
    warnOfUnknown(ours);
    return overrides;
  }

  private void override(String path, Map<String, RawValue> overrides) {
    List<String> set = new ArrayList<>();
    for (String name : schema.variables(path)) {
      if (!text(name).isEmpty()) {
        set.add(name);
      }
    }
    if (set.size() > 1 && !text(set.getFirst()).equals(text(set.getLast()))) {
      errors.addError(
          String.join(" and ", set),
          "two values for " + path,
          "one of the two variables",
          "unset " + set.getLast());
    }
    if (!set.isEmpty()) {
      overrides.put(path, RawValue.ofVariable(text(set.getFirst()), set.getFirst()));
    }
  }

  private void warnOfUnknown(Set<String> ours) {
    for (String name : new TreeSet<>(environment.variables().keySet())) {
      if (name.startsWith(ConfigSchema.PREFIX) && !ours.contains(name)) {
        errors.addWarning(
            name
                + " is not known and has no effect"
                + nearest(name, ours).map(near -> "; did you mean " + near + "?").orElse("."));
      }
    }
  }

  /** Compares without the prefix, which would make any two of our names look alike. */
  private static Optional<String> nearest(String name, Set<String> ours) {
    Set<String> ends = new TreeSet<>();
    for (String known : ours) {
      if (known.startsWith(ConfigSchema.PREFIX)) {
        ends.add(known.substring(ConfigSchema.PREFIX.length()));
      }
    }
    return ClosestName.to(name.substring(ConfigSchema.PREFIX.length()), ends)
        .map(ConfigSchema.PREFIX::concat);
  }

  private String text(String name) {
    return environment.variables().getOrDefault(name, "").strip();
  }
}
