package io.github.reelay.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a file's known keys; the others are mistakes. */
final class UnknownKeys {
  private final KnownKeys known;
  private final ConfigErrors errors;

  UnknownKeys(KnownKeys known, ConfigErrors errors) {
    this.known = known;
    this.errors = errors;
  }

  Map<String, RawValue> accepted(Map<String, RawValue> file) {
    Map<String, RawValue> accepted = new LinkedHashMap<>();
    List<String> secrets = known.secrets();
    file.forEach((path, value) -> {
      if (secrets.contains(path)) {
        secret(path, value);
      } else if (known.has(path)) {
        accepted.put(path, value);
      } else if (known.isSection(path)) {
        section(path, value);
      } else {
        unknown(path, value);
      }
    });
    return accepted;
  }

  private void secret(String path, RawValue value) {
    String variable = EnvironmentNames.of(path).getFirst();
    errors.addError(
        path + " (" + value.source() + ")",
        "a secret (not shown)",
        "secrets from the environment or a file of their own",
        "take it out of this file, treat it as leaked if the file was shared, and set "
            + variable
            + " or "
            + variable
            + EnvironmentNames.FILE);
  }

  private void section(String path, RawValue value) {
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

  private void unknown(String path, RawValue value) {
    errors.addError(
        path + " (" + value.source() + ")",
        "an unknown key",
        "the keys of docs/configuration.md",
        ClosestName.to(path, known.values().keySet())
            .map(near -> "did you mean " + near + "? Rename it or take it out")
            .orElse("take it out"));
  }
}
