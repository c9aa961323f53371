package io.github.reelay.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All of {@code reelay.yaml}, understood. Every key, its default and its meaning stand in that
 * file; {@code docs/configuration.md} lists them. Immutable; printing it shows no secret.
 *
 * @param folder where the configuration files are; the catalogue reads its own from there
 * @param dataDir the folder for the database and the videos, absolute
 * @param language spoken where a person's own is not known
 * @param providers in the order they are asked
 * @param sandboxPretends how long the sandbox pretends that a video takes
 * @param submitTimeout how long the answer to the paid POST is waited for
 * @param stopGrace how long an orderly stop waits for a paid POST in flight
 * @param taskRetention how long finished tasks are kept
 */
public record Settings(
    ConfigFolder folder,
    Path dataDir,
    Locale language,
    LogSettings logging,
    DatabaseSettings database,
    HttpSettings http,
    WebSettings web,
    List<ProviderSettings> providers,
    Duration sandboxPretends,
    PollSettings poll,
    Duration submitTimeout,
    Duration stopGrace,
    MoneySettings money,
    LimitSettings limits,
    AccessSettings access,
    ContentSettings content,
    MediaSettings media,
    Duration taskRetention,
    AlertSettings alerts,
    DiscordSettings discord,
    TelegramSettings telegram) {

  public boolean isDiscordOn() {
    return discord.token().isPresent();
  }

  public boolean isTelegramOn() {
    return telegram.token().isPresent();
  }

  /** The providers that tasks may go to. */
  public List<ProviderSettings> providersOn() {
    return providers.stream().filter(ProviderSettings::isOn).toList();
  }

  /** What is wrong with running at all: nothing is switched on. */
  public Optional<ConfigError> nothingIsOn() {
    if (isDiscordOn() || isTelegramOn() || !providersOn().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigError(
            "the environment",
            "no token and no provider's key, so nothing is switched on",
            "DISCORD_TOKEN or TELEGRAM_TOKEN for a chat; APIMART_API_KEY, XCOMPUTE_API_KEY,"
                + " MODELVERSE_API_KEY or REELAY_SANDBOX=true for videos",
            "set at least one of them, or try `./reelay demo`, which needs none"));
  }
}
