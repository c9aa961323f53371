package io.github.reelay.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a file's known keys; the others are mistakes. */
record UnknownKeys(ConfigSchema schema, KnownKeys known, ConfigErrors errors) {
  Map<String, RawValue> removeUnknown(Map<String, RawValue> file) {
    Map<String, RawValue> accepted = new LinkedHashMap<>();
    file.forEach((path, value) -> {
      if (schema.isSecret(path)) {
        rejectSecret(path, value);
      } else if (known.contains(path)) {
        accepted.put(path, value);
      } else if (known.isSection(path)) {
        rejectSectionValue(path, value);
      } else {
        rejectUnknown(path, value);
      }
    });
    return accepted;
  }

  private void rejectSecret(String path, RawValue value) {
    String variable = schema.variables(path).getFirst();
    errors.addError(
        path + " (" + value.source() + ")",
        "a secret (not shown)",
        "secrets from the environment or a file of their own",
        "take it out of this file, treat it as leaked if the file was shared, and set "
            + variable
            + " or "
            + variable
            + ConfigSchema.FILE_SUFFIX);
  }

  private void rejectSectionValue(String path, RawValue value) {
    // A section whose keys are all commented out has no value: that is no mistake.
    if (!value.list() && value.text().equals(RawValue.NONE)) {
      return;
    }
    errors.addError(
        path + " (" + value.source() + ")",
        "a value",
        "the keys of this section, indented below it",
        "see " + path + " in docs/configuration.md");
  }

  private void rejectUnknown(String path, RawValue value) {
    errors.addError(
        path + " (" + value.source() + ")",
        "an unknown key",
        "the keys of docs/configuration.md",
        ClosestName.to(path, known.values().keySet())
            .map(near -> "did you mean " + near + "? Rename it or take it out")
            .orElse("take it out"));
  }
}
