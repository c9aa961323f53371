package io.github.reelay.app.settings;

import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.ConfigSchema;
import io.github.reelay.config.SettingReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schema of our settings, beside the keys that {@code config/reelay.yaml} lists. */
public final class SettingsSchema {
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("http.proxy", "HTTPS_PROXY"),
          Map.entry("http.no-proxy", "NO_PROXY"),
          Map.entry("http.instance-url", "REELAY_INSTANCE_URL"),
          Map.entry("media.s3.endpoint", "REELAY_S3_ENDPOINT"),
          Map.entry("media.s3.bucket", "REELAY_S3_BUCKET"),
          Map.entry("media.s3.region", "REELAY_S3_REGION"),
          Map.entry("media.s3.prefix", "REELAY_S3_PREFIX"),
          Map.entry("media.s3.path-style", "REELAY_S3_PATH_STYLE"),
          Map.entry("media.s3.access-key", "REELAY_S3_ACCESS_KEY"),
          Map.entry("media.s3.secret-key", "REELAY_S3_SECRET_KEY"),
          Map.entry("providers.sandbox.enabled", "REELAY_SANDBOX"),
          Map.entry("providers.*.key", "*_API_KEY"),
          Map.entry("providers.fal.key", "FAL_KEY"),
          Map.entry("providers.replicate.key", "REPLICATE_API_TOKEN"),
          Map.entry("providers.runway.key", "RUNWAYML_API_SECRET"),
          Map.entry("providers.*.base-url", "*_BASE_URL"));

  private static final Map<String, String> OWN_PROVIDER =
      Map.of(
          "enabled", "true",
          "dialect", "envelope",
          "base-url", SettingReader.NONE,
          "concurrency", "20",
          "submits-per-minute", "60",
          "repeat-after-lost-answer", "documented",
          "currency", SettingReader.NONE);

  private SettingsSchema() {}

  /** The schema where these chats can be switched on. */
  public static ConfigSchema of(List<ChatFactory<?>> factories) {
    Set<String> secrets = new HashSet<>(ChatFactory.secretsOf(factories));
    secrets.addAll(
        Set.of(
            "web.password",
            "http.proxy",
            "database.url",
            "media.s3.access-key",
            "media.s3.secret-key",
            "providers.*.key"));
    Map<String, String> variables = new HashMap<>(VARIABLES);
    factories.stream()
        .flatMap(factory -> factory.shortVariables().stream())
        .forEach(path -> variables.put(path, ConfigSchema.inCapitals(path)));
    return new ConfigSchema(secrets, variables, Map.of("providers", OWN_PROVIDER));
  }
}
