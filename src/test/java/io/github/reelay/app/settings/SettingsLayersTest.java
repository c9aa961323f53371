package io.github.reelay.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.Chats;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.Environment;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.task.Money;
import io.github.reelay.telegram.api.TelegramOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file goes over the defaults, and variables go over the file. */
class SettingsLayersTest {
  @TempDir Path home;

  @Test
  void aFileOverridesOnlyWhatItNames() {
    Settings settings =
        new ConfigFixture(home)
            .file("limits:\n  spend-per-day:\n    total: 3\n    chat: 1.5\n")
            .settings();

    assertThat(settings.limits().of(LimitKey.SPEND_PER_DAY_TOTAL))
        .isEqualTo(new LimitValue.Amount(Money.of("3")));
    assertThat(settings.limits().of(LimitKey.SPEND_PER_DAY_CHAT))
        .isEqualTo(new LimitValue.Amount(Money.of("1.5")));
    assertThat(settings.limits().of(LimitKey.RUNNING_PERSON)).isEqualTo(new LimitValue.Count(5));
  }

  @Test
  void aVariableOverridesTheFile() {
    Settings settings =
        new ConfigFixture(home)
            .file("limits:\n  spend-per-day:\n    total: 3\npoll:\n  first: 9s\n")
            .variable("REELAY_LIMITS_SPEND_PER_DAY_TOTAL", "4.25")
            .variable("REELAY_POLL_FIRST", "200ms")
            .settings();

    assertThat(settings.limits().of(LimitKey.SPEND_PER_DAY_TOTAL))
        .isEqualTo(new LimitValue.Amount(Money.of("4.25")));
    assertThat(settings.tracking().firstPollDelay()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void noneTakesALimitAwayAndAnEmptyVariableSaysNothing() {
    ConfigFixture setUp =
        new ConfigFixture(home).variable("REELAY_LIMITS_SPEND_PER_DAY_TOTAL", "none");

    assertThat(setUp.settings().limits().of(LimitKey.SPEND_PER_DAY_TOTAL))
        .isEqualTo(LimitValue.none());
    assertThat(setUp.warnings()).singleElement().asString().contains("nothing bounds");
    assertThat(
            new ConfigFixture(home)
                .variable("REELAY_LIMITS_SPEND_PER_DAY_TOTAL", " ")
                .variable("DISCORD_TOKEN", "")
                .settings()
                .limits()
                .of(LimitKey.SPEND_PER_DAY_TOTAL))
        .isEqualTo(new LimitValue.Amount(Money.of("50")));
  }

  @Test
  void relayAddressesAreReadWithAndWithoutASlash() {
    Settings settings =
        new ConfigFixture(home)
            .variable("APIMART_BASE_URL", "http://127.0.0.1:8099/apimart/")
            .variable("DISCORD_API_URL", "http://127.0.0.1:8099/api/v10")
            .variable("DISCORD_GATEWAY_URL", "ws://127.0.0.1:8099/gateway?v=10")
            .variable("TELEGRAM_API_URL", "http://127.0.0.1:8098/")
            .variable("DISCORD_TOKEN", "a")
            .variable("TELEGRAM_TOKEN", "1:a")
            .settings();

    assertThat(settings.providers().get(1).baseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8099/apimart"));
    assertThat(ConfigFixture.options(settings, DiscordOptions.class).orElseThrow().apiUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8099/api/v10/"));
    assertThat(ConfigFixture.options(settings, DiscordOptions.class).orElseThrow().gatewayUrl())
        .isEqualTo(URI.create("ws://127.0.0.1:8099/gateway?v=10"));
    assertThat(ConfigFixture.options(settings, TelegramOptions.class).orElseThrow().apiUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8098"));
  }

  @Test
  void aRelativeDataFolderStartsWhereItWasWritten() {
    assertThat(new ConfigFixture(home).file("data:\n  dir: store\n").settings().dataDir())
        .isEqualTo(home.resolve("store"));
    assertThat(new ConfigFixture(home).variable("REELAY_DATA_DIR", "store").settings().dataDir())
        .isEqualTo(home.resolve("here/store"));
    assertThat(new ConfigFixture(home).variable("REELAY_DATA_DIR", "/srv/x").settings().dataDir())
        .isEqualTo(Path.of("/srv/x"));
  }

  @Test
  void anotherFolderMayBeNamed() {
    ConfigFixture.write(home.resolve("here/etc/reelay.yaml"), "http:\n  port: 9999\n");

    Settings settings = new ConfigFixture(home).variable("REELAY_CONFIG", "etc").settings();

    assertThat(settings.web().port()).isEqualTo(9999);
    assertThat(settings.folder().path()).isEqualTo(home.resolve("here/etc"));
  }

  @Test
  void aFolderWithoutSettingsIsWarnedOf() {
    ConfigFixture.write(home.resolve("here/etc/models.yaml"), "");

    assertThat(new ConfigFixture(home).variable("REELAY_CONFIG", "etc").warnings())
        .singleElement()
        .asString()
        .contains("has no reelay.yaml");
  }

  @Test
  void theAddressOfAGpuOfOnesOwnAloneSwitchesItOn() {
    assertThat(new ConfigFixture(home).settings().providersOn()).isEmpty();
    assertThat(
            new ConfigFixture(home)
                .variable("COMFYUI_BASE_URL", "http://127.0.0.1:8188")
                .settings()
                .providersOn())
        .extracting(ProviderAccount::name)
        .containsExactly("comfyui");
  }

  @Test
  void theOrderOfProvidersCanBeChosen() {
    assertThat(
            new ConfigFixture(home)
                .file("providers:\n  mine:\n    base-url: https://a.example\n")
                .variable("REELAY_PROVIDER_ORDER", "mine, modelverse")
                .settings()
                .providers())
        .extracting(ProviderAccount::name)
        .startsWith("mine", "modelverse", "apimart", "xcompute", "apimart-en")
        .endsWith("sandbox");
  }

  @Test
  void listsOfPeopleAndPlacesKeepTheirPlatform() {
    AccessOptions access =
        new ConfigFixture(home)
            .file("access:\n  unknown: closed\n  ban:\n    people: ['telegram:13']\n")
            .variable("REELAY_ACCESS_ALLOW_CHATS", "telegram:-100123, discord:42")
            .variable("REELAY_ACCESS_OPERATORS", "discord:7")
            .variable("REELAY_ACCESS_ALLOW_ROLES", "discord:8")
            .settings()
            .access();

    assertThat(access.unknown()).isEqualTo(AccessOptions.UnknownPolicy.CLOSED);
    assertThat(access.allow().chats()).containsExactlyInAnyOrder("telegram:-100123", "discord:42");
    assertThat(access.allow().roles()).containsExactly("discord:8");
    assertThat(access.ban().people()).containsExactly("telegram:13");
    assertThat(access.operators()).containsExactly("discord:7");
  }

  @Test
  void chatsWithoutAProviderAreWarnedOf() {
    assertThat(new ConfigFixture(home).variable("TELEGRAM_TOKEN", "1:a").warnings())
        .singleElement()
        .asString()
        .contains("No provider is switched on", "REELAY_SANDBOX=true");
  }

  @Test
  void aFileOfTheFolderGoesBeforeTheShippedOne() {
    ConfigFixture.write(home.resolve("config/models.yaml"), "mine");

    assertThat(new ConfigFolder(home.resolve("config")).read("models.yaml")).isEqualTo("mine");
    assertThat(new ConfigFolder(home.resolve("other")).read("reelay.yaml"))
        .contains("spend-per-day");
  }

  @Test
  void surroundingsDoNotPrintTheEnvironment() {
    Environment environment =
        new Environment(Map.of("DISCORD_TOKEN_FILE", "canary"), home, home).with("A", "canary");

    assertThat(environment.toString()).doesNotContain("canary");
    assertThat(
            environment
                .withoutSecret(SettingsSchema.of(Chats.FACTORIES), "discord.token")
                .variables())
        .containsOnlyKeys("A");
  }
}
