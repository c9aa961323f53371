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

  @Test
  void thatThereIsNoOperatorYetIsSaidWithTheWayToBecomeIt() {
    assertThat(lines(Map.of(), "operator"))
        .containsExactly(
            "warn  operator: none yet: `run` prints a code at its start, and whoever says /admin"
                + " claim with it to the bot is one (or put your id under access.operators). Until"
                + " then nobody may use /admin everywhere, and everybody who finds the bot may"
                + " spend, up to the limits.");
    assertThat(lines(Map.of("REELAY_ACCESS_UNKNOWN", "closed"), "operator"))
        .singleElement()
        .asString()
        .endsWith("and nobody can open it to more chats from within a chat.");
    assertThat(lines(Map.of("REELAY_ACCESS_OPERATORS", "telegram:5"), "operator")).isEmpty();
    assertThat(home.resolve("data")).doesNotExist();
  }

  private List<String> alertLines(Map<String, String> more) {
    return lines(more, "alerts");
  }

  private List<String> lines(Map<String, String> more, String about) {
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
        .run().stream().map(CheckResult::toString).filter(l -> l.contains(about)).toList();
  }
}
