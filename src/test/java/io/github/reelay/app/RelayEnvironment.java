package io.github.reelay.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment of a program that has one relay and limits that are in nobody's way. */
final class RelayEnvironment {
  private RelayEnvironment() {}

  static Map<String, String> of(Path folder, CountingRelay relay) {
    Map<String, String> environment = new HashMap<>();
    environment.put("REELAY_DATA_DIR", folder.resolve("data").toString());
    environment.put("REELAY_HTTP_PORT", "0");
    environment.put("APIMART_API_KEY", "test-key");
    environment.put("REELAY_DEFAULT_MODEL", "sora-2");
    environment.put("APIMART_BASE_URL", relay.base().toString());
    environment.put("REELAY_POLL_FIRST", "200ms");
    environment.put("REELAY_POLL_MIN", "100ms");
    environment.put("REELAY_POLL_MAX", "500ms");
    environment.put("REELAY_LIMITS_SPEND_PER_DAY_TOTAL", "none");
    environment.put("REELAY_LIMITS_SPEND_PER_MONTH_TOTAL", "none");
    environment.put("REELAY_LIMITS_SPEND_PER_DAY_PERSON", "none");
    environment.put("REELAY_LIMITS_TASKS_PER_DAY_PERSON", "none");
    environment.put("REELAY_LIMITS_RUNNING_PERSON", "none");
    environment.put("REELAY_LIMITS_RUNNING_CHAT", "none");
    environment.put("REELAY_LIMITS_COOL_DOWN", "none");
    environment.put("REELAY_PROVIDERS_APIMART_SUBMITS_PER_MINUTE", "100000");
    return environment;
  }
}
