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

  @Test
  void whetherProvidersCallIsSaidWithTheReason() {
    Map<String, String> fal = Map.of("FAL_KEY", "k", "FAL_BASE_URL", "https://127.0.0.1:1");
    Map<String, String> outside = Map.of("REELAY_PUBLIC_URL", "https://a.example");
    assertThat(callbackLines(fal, Map.of()))
        .containsExactly("ok    callbacks: off without public-url; these are asked instead: fal");
    assertThat(callbackLines(fal, outside))
        .containsExactly(
            "ok    callbacks: these call https://a.example/callbacks/, and are asked as well: fal");
    assertThat(callbackLines(fal, Map.of("REELAY_PUBLIC_URL", "http://a.example")))
        .as("a relay in our own network takes it")
        .containsExactly(
            "ok    callbacks: these call http://a.example/callbacks/, and are asked as well: fal");
    assertThat(callbackLines(fal, Map.of("REELAY_POLL_CALLBACKS", "false")))
        .containsExactly("ok    callbacks: off by poll.callbacks; these are asked instead: fal");
    assertThat(callbackLines(Map.of(), outside)).isEmpty();
  }

  @Test
  void anAddressThatRelaysRefuseIsWarnedOf() {
    assertThat(
            callbackLines(
                Map.of("FAL_KEY", "k", "FAL_BASE_URL", "http://nowhere.invalid"),
                Map.of("REELAY_PUBLIC_URL", "http://a.example")))
        .containsExactly(
            "warn  callbacks: providers call https only; set public-url to an https address, or these"
                + " are asked instead: fal");
  }

  private List<String> callbackLines(Map<String, String> fal, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("REELAY_WEB_PASSWORD", "a-long-password"));
    all.putAll(fal);
    all.putAll(more);
    return lines(all, "callbacks");
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
