package io.github.reelay.app.setup;

import io.github.reelay.config.DotEnv;
import io.github.reelay.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was answered so far, and the file it is written to. Not thread-safe. */
final class SetupAnswers {
  private static final String SANDBOX_VARIABLE = "REELAY_SANDBOX";

  private final Environment environment;
  private final SetupProbe probe;
  private final Map<SetupField, String> secrets = new EnumMap<>(SetupField.class);
  private final Map<SetupField, String> links = new EnumMap<>(SetupField.class);
  private boolean sandbox;

  SetupAnswers(Environment environment, SetupProbe probe) {
    this.environment = environment;
    this.probe = probe;
  }

  /**
   * @param link where to go next, as the probe found it; may be empty
   */
  void set(SetupField field, String secret, String link) {
    secrets.put(field, secret);
    links.put(field, link);
  }

  /** Where to go next to meet the bot; may be empty. */
  String link(SetupField field) {
    return links.getOrDefault(field, "");
  }

  void setSandbox(boolean on) {
    sandbox = on;
  }

  boolean hasSandbox() {
    return sandbox;
  }

  /** Whether it is on after this: answered now, or set before. */
  boolean has(SetupField field) {
    return secrets.containsKey(field) || probe.isSet(field);
  }

  boolean hasProvider() {
    return SetupField.PROVIDERS.stream().anyMatch(this::has);
  }

  /** Whether the bot could do nothing at all with it. */
  boolean isEmpty() {
    return !sandbox && !hasProvider() && SetupField.CHATS.stream().noneMatch(this::has);
  }

  /** Writes it, beside the program or, where that is not ours to write, into the working folder. */
  Path save() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    secrets.forEach((field, secret) -> variables.put(probe.variable(field), secret));
    variables.put(SANDBOX_VARIABLE, sandbox ? "true" : "");
    return DotEnv.write(
        Files.isWritable(environment.homeFolder())
            ? environment.homeFolder()
            : environment.workingFolder(),
        variables);
  }

  /** Whether free test videos are made by those who name no model. */
  boolean isSandboxDefault() {
    return sandbox && !hasProvider();
  }
}
