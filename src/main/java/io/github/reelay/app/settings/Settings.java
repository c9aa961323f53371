package io.github.reelay.app.settings;

import io.github.reelay.config.ConfigError;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.media.MediaOptions;
import io.github.reelay.ops.AlertOptions;
import io.github.reelay.ops.LogOptions;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderOptions;
import io.github.reelay.provider.sandbox.SandboxOptions;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.tracking.state.TrackingConfig;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.chat.WebChatOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings: all of {@code reelay.yaml}, read into options. Every key, its default and its
 * meaning stand in that file; {@code docs/configuration.md} lists them. Immutable; printing it
 * shows no secret.
 *
 * @param folder where the configuration files are; the catalogue reads its own from there
 * @param dataDir the folder for the database and the videos, absolute
 * @param language spoken where a person's own is not known
 * @param providers in the order they are asked
 * @param stopGrace how long an orderly stop waits for a paid POST in flight
 * @param taskRetention how long finished tasks are kept
 * @param discord empty: switched off
 * @param telegram empty: switched off
 * @param secrets all of them, to keep them out of the log
 */
public record Settings(
    ConfigFolder folder,
    Path dataDir,
    Locale language,
    LogOptions logging,
    DatabaseOptions database,
    WebOptions web,
    WebChatOptions webChat,
    List<ProviderAccount> providers,
    ProviderOptions providerOptions,
    SandboxOptions sandbox,
    TrackingConfig tracking,
    Duration stopGrace,
    MoneyOptions money,
    LimitOptions limits,
    AccessOptions access,
    ContentOptions content,
    MediaOptions media,
    Duration taskRetention,
    AlertOptions alerts,
    Optional<DiscordOptions> discord,
    Optional<TelegramOptions> telegram,
    List<Secret> secrets) {

  /** Reads all sections; usable only if the reader has no errors afterwards. */
  public static Settings read(SettingReader in) {
    return new SettingsReader(in).read();
  }

  /** The providers that tasks may go to. */
  public List<ProviderAccount> providersOn() {
    return providers.stream().filter(ProviderAccount::isOn).toList();
  }

  /** What is wrong with running at all: nothing is switched on. */
  public Optional<ConfigError> nothingIsOn() {
    if (discord.isPresent() || telegram.isPresent() || !providersOn().isEmpty()) {
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
