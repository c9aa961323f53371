package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Environment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code reelay check} says of chats; no platform is reached. */
class ConfigCheckTest {
  @TempDir Path home;

  @Test
  void aPlaceForAlertsIsAskedForInTheChatsThatAreOn() {
    assertThat(alertLines(Map.of("REELAY_ALERTS_DISCORD_CHANNEL", "5")))
        .singleElement()
        .asString()
        .contains("set alerts.telegram-chat to be told");
  }

  @Test
  void aPlaceThatIsNoneIsNoPlace() {
    assertThat(alertLines(Map.of("REELAY_ALERTS_TELEGRAM_CHAT", "none"))).hasSize(1);
    assertThat(alertLines(Map.of("REELAY_ALERTS_TELEGRAM_CHAT", "-5"))).isEmpty();
  }

  private List<String> alertLines(Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "REELAY_DATA_DIR", home.resolve("data").toString(),
                "TELEGRAM_TOKEN", "1:a",
                "TELEGRAM_API_URL", "http://127.0.0.1:1"));
    variables.putAll(more);
    StartupConfig.Valid config =
        (StartupConfig.Valid)
            StartupConfig.load(new Environment(variables, home, home), Chats.FACTORIES);
    return new ConfigCheck(config)
        .run().stream().map(CheckResult::toString).filter(l -> l.contains("alerts")).toList();
  }
}
