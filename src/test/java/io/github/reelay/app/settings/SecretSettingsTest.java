package io.github.reelay.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.telegram.api.TelegramOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {
  private static final String CANARY = "canary-0123456789-abcdefghijklmnop";

  @TempDir Path home;

  @Test
  void aSecretSwitchesItsPartOn() {
    Settings settings =
        new ConfigFixture(home)
            .variable("DISCORD_TOKEN", CANARY)
            .variable("XCOMPUTE_API_KEY", CANARY)
            .settings();

    assertThat(ConfigFixture.options(settings, DiscordOptions.class)).isPresent();
    assertThat(ConfigFixture.options(settings, TelegramOptions.class)).isEmpty();
    assertThat(settings.providersOn())
        .extracting(ProviderAccount::name)
        .containsExactly("xcompute");
    assertThat(ConfigFixture.options(settings, DiscordOptions.class).orElseThrow().token().reveal())
        .isEqualTo(CANARY);
  }

  @Test
  void aSecretMayStandInAFileOfItsOwn() throws IOException {
    Path file = secretFile(CANARY + "\n", "rw-------");
    ConfigFixture setUp = new ConfigFixture(home).variable("TELEGRAM_TOKEN_FILE", file.toString());

    assertThat(
            ConfigFixture.options(setUp.settings(), TelegramOptions.class)
                .orElseThrow()
                .token()
                .reveal())
        .isEqualTo(CANARY);
    assertThat(setUp.warnings()).noneMatch(w -> w.contains("chmod"));
  }

  @Test
  void aSecretFileThatEverybodyMayReadIsWarnedOf() throws IOException {
    Path file = secretFile(CANARY, "rw-r--r--");

    assertThat(new ConfigFixture(home).variable("APIMART_API_KEY_FILE", file.toString()).warnings())
        .singleElement()
        .asString()
        .contains("APIMART_API_KEY_FILE", "chmod 600");
  }

  @Test
  void aSecretFileThatIsMissingOrEmptyIsAMistake() throws IOException {
    Path empty = secretFile("\n", "rw-------");

    assertThat(new ConfigFixture(home).variable("DISCORD_TOKEN_FILE", "nowhere").mistakes())
        .singleElement()
        .asString()
        .contains("DISCORD_TOKEN_FILE: found no file that can be read at ~/here/nowhere");
    assertThat(new ConfigFixture(home).variable("DISCORD_TOKEN_FILE", empty.toString()).mistakes())
        .singleElement()
        .asString()
        .contains("an empty file");
  }

  @Test
  void aSecretGivenTwiceIsAMistake() {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .variable("DISCORD_TOKEN", CANARY)
            .variable("DISCORD_TOKEN_FILE", "file");

    assertThat(setUp.mistakes())
        .singleElement()
        .asString()
        .contains("DISCORD_TOKEN and DISCORD_TOKEN_FILE", "unset the others");
  }

  @Test
  void anEntryOfOnesOwnHasAKeyByItsName() {
    Settings settings =
        new ConfigFixture(home)
            .file("providers:\n  my-relay:\n    base-url: https://relay.example\n")
            .variable("MY_RELAY_API_KEY", CANARY)
            .settings();

    assertThat(settings.providersOn())
        .extracting(ProviderAccount::name)
        .containsExactly("my-relay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discord:\n  token: " + CANARY,
        "telegram:\n  token: " + CANARY,
        "web:\n  password: " + CANARY,
        "database:\n  url: jdbc:postgresql://h/d?password=" + CANARY,
        "providers:\n  apimart:\n    key: " + CANARY,
        "providers:\n  apimart:\n    kee: " + CANARY,
        "http:\n  port: " + CANARY,
        "public-url: https://user:" + CANARY + "@relay.example",
        "money:\n  currency: [" + CANARY,
      })
  void aSecretInAFileIsAMistakeThatDoesNotPrintIt(String yaml) {
    assertThat(new ConfigFixture(home).file(yaml).mistakes())
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m).doesNotContain("canary").contains("reelay.yaml, line "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REELAY_DATABASE_URL",
        "REELAY_HTTP_PORT",
        "REELAY_PUBLIC_URL",
        "DISCORD_API_URL",
        "TELEGRAM_API_URL",
        "REELAY_LIMITS_COOL_DOWN"
      })
  void aSecretInTheWrongVariableIsNotPrinted(String variable) {
    assertThat(new ConfigFixture(home).variable(variable, CANARY).mistakes())
        .isNotEmpty()
        .noneMatch(m -> m.contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "ключ"})
  void aTokenThatNoHeaderTakesIsAMistakeThatDoesNotPrintIt(String token) {
    assertThat(new ConfigFixture(home).variable("APIMART_API_KEY", token).mistakes())
        .singleElement()
        .asString()
        .contains("APIMART_API_KEY", "copy it again")
        .doesNotContain(token);
  }

  @Test
  void settingsShowNoSecretWhenPrinted() {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .variable("DISCORD_TOKEN", CANARY)
            .variable("TELEGRAM_TOKEN", CANARY)
            .variable("APIMART_API_KEY", CANARY)
            .variable("REELAY_WEB_PASSWORD", CANARY)
            .variable("REELAY_DATABASE_URL", "jdbc:postgresql://h/d?password=" + CANARY);

    assertThat(setUp.settings().toString()).doesNotContain("canary").contains("***");
  }

  @Test
  void aKeyForAnEntryThatIsSwitchedOffIsWarnedOf() {
    assertThat(new ConfigFixture(home).variable("APIMART_EN_API_KEY", CANARY).warnings())
        .containsExactly(
            "APIMART_EN_API_KEY is set, but providers.apimart-en.enabled is false; the provider is"
                + " not used.");
  }

  private Path secretFile(String text, String rights) throws IOException {
    Path file = home.resolve("secret");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }
}
