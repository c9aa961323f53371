package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.check.CheckResult;
import io.github.reelay.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void whereVideosLieIsSaidWithWhoMayShareIt() throws IOException {
    Path share = Files.createDirectory(home.resolve("share"));
    Map<String, String> shared = Map.of("REELAY_MEDIA_DIR", share.toString());
    Map<String, String> server =
        Map.of("REELAY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nothing");

    assertThat(lines(Map.of(), "media folder"))
        .containsExactly("ok    media folder: " + home.resolve("data/media"));
    assertThat(lines(shared, "media folder")).containsExactly("ok    media folder: " + share);
    assertThat(lines(server, "media folder"))
        .singleElement()
        .asString()
        .endsWith(
            "instances on other machines do not have it: to share it, set media.dir, or media.store to s3");
    Map<String, String> both = new HashMap<>(shared);
    both.putAll(server);
    assertThat(lines(both, "media folder"))
        .containsExactly(
            "ok    media folder: " + share + "; for all instances of this database, and no other");
    assertThat(share).isEmptyDirectory();
  }

  @Test
  void aMediaFolderThatCannotWorkIsAFailureWithItsReason() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertThat(lines(Map.of("REELAY_MEDIA_DIR", file.resolve("media").toString()), "media folder"))
        .singleElement()
        .asString()
        .startsWith("FAIL  media folder")
        .endsWith("cannot be written; give this user the right to, or set media.dir");

    assertThat(lines(Map.of("REELAY_MEDIA_LEAST_FREE", "900000GB"), "media folder"))
        .singleElement()
        .asString()
        .startsWith("FAIL  media folder")
        .contains("MB free and media.least-free wants");

    Path videos = Files.createDirectories(home.resolve("share/videos"));
    Files.setPosixFilePermissions(videos, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(lines(Map.of("REELAY_MEDIA_DIR", home.resolve("share").toString()), "media folder"))
        .singleElement()
        .asString()
        .startsWith("warn  media folder: other users of this machine can read " + videos);
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
