package io.github.reelay.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.Chats;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.task.Money;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.tracking.state.TrackingConfig;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.chat.WebChatOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDefaultsTest {
  @TempDir Path home;
  private Settings settings;

  @BeforeEach
  void readNothing() {
    settings = new ConfigFixture(home).settings();
  }

  @Test
  void aNewInstallationListensOnThisMachineOnly() {
    assertThat(settings.web()).isEqualTo(new WebOptions("127.0.0.1", 8080, null, null, List.of()));
    assertThat(ConfigFixture.options(settings, WebChatOptions.class).orElseThrow().enabled())
        .isTrue();
  }

  @Test
  void aNewInstallationIsNoOpenWallet() {
    assertThat(settings.limits().of(LimitKey.SPEND_PER_DAY_TOTAL))
        .isEqualTo(new LimitValue.Amount(Money.of("50.00")));
    assertThat(settings.limits().of(LimitKey.RUNNING_PERSON)).isEqualTo(new LimitValue.Count(5));
  }

  @Test
  void anUnknownChatIsAnsweredAsLongAsNobodyIsListed() {
    assertThat(settings.access().unknown()).isEqualTo(AccessOptions.UnknownPolicy.AUTO);
    assertThat(settings.access().allow().chats()).isEmpty();
  }

  @Test
  void whatIsPostedSaysThatAiMadeIt() {
    assertThat(settings.labelVisible()).isTrue();
  }

  @Test
  void theTimesAreThoseThatAreDocumented() {
    assertThat(settings.tracking())
        .isEqualTo(
            new TrackingConfig(
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                false));
    assertThat(settings.stopGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.media().dir()).isEqualTo(home.resolve("data/media"));
    assertThat(settings.media().retention()).isEqualTo(Duration.ofDays(3));
    assertThat(settings.taskRetention()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.money().zone().getRules()).isEqualTo(ZoneOffset.UTC.getRules());
    assertThat(settings.language()).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void dataLiesInTheInstallationsFolder() {
    assertThat(settings.dataDir()).isEqualTo(home.resolve("data"));
  }

  @Test
  void theShippedProvidersAreThereInTheirOrderAndOff() {
    assertThat(settings.providers())
        .extracting(ProviderAccount::name)
        .startsWith("comfyui", "apimart", "xcompute", "modelverse", "sandbox", "apimart-en")
        .contains("openrouter", "fal", "replicate", "gemini", "ark");
    assertThat(settings.providersOn()).isEmpty();
    assertThat(settings.providers().get(1).baseUrl())
        .isEqualTo(URI.create("https://api.apimart.ai"));
  }

  @Test
  void nothingIsOnUntilASecretIsThere() {
    assertThat(settings.nothingIsOn(Chats.FACTORIES).orElseThrow().toString())
        .contains("DISCORD_TOKEN", "TELEGRAM_TOKEN", "APIMART_API_KEY", "./reelay demo");
    assertThat(
            new ConfigFixture(home)
                .variable("TELEGRAM_TOKEN", "123456:TEST")
                .settings()
                .nothingIsOn(Chats.FACTORIES))
        .isEmpty();
    assertThat(
            new ConfigFixture(home)
                .variable("REELAY_SANDBOX", "true")
                .settings()
                .nothingIsOn(Chats.FACTORIES))
        .isEmpty();
  }

  @Test
  void theChatPlatformsServersAreTheRealOnes() {
    ConfigFixture setUp =
        new ConfigFixture(home).variable("DISCORD_TOKEN", "a").variable("TELEGRAM_TOKEN", "1:a");
    DiscordOptions discord =
        ConfigFixture.options(setUp.settings(), DiscordOptions.class).orElseThrow();
    TelegramOptions telegram =
        ConfigFixture.options(setUp.settings(), TelegramOptions.class).orElseThrow();

    assertThat(discord.apiUrl()).isEqualTo(URI.create("https://discord.com/api/v10/"));
    assertThat(discord.uploadLimit()).isEqualTo(20L << 20);
    assertThat(telegram.apiUrl()).isEqualTo(URI.create("https://api.telegram.org"));
    assertThat(telegram.uploadLimit()).isEqualTo(50_000_000);
  }
}
