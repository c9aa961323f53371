package io.github.reelay.app.settings;

import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.config.ConfigError;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.ConfigSchema;
import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.media.MediaOptions;
import io.github.reelay.ops.LogOptions;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderOptions;
import io.github.reelay.provider.callback.CallbackOptions;
import io.github.reelay.provider.sandbox.SandboxOptions;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.tracking.state.TrackingConfig;
import io.github.reelay.web.WebOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings: all of {@code reelay.yaml}, read into options. Every key, its default and its
 * meaning stand in that file; {@code docs/configuration.md} lists them. Immutable; printing it
 * shows no secret.
 *
 * @param folder where the configuration files are; the catalogue reads its own from there
 * @param dataDir the folder for the database and the videos, absolute
 * @param language spoken where a person's own is not known
 * @param instanceUrl where other instances reach this one; null: at what it listens on
 * @param proxy what everything outside is asked through
 * @param providers in the order they are asked
 * @param labelVisible whether people read under a video that AI made it
 * @param stopGrace how long an orderly stop waits for a paid POST in flight
 * @param taskRetention how long finished tasks are kept
 * @param alertRepeat before this the same alert is not told again
 * @param chats those that are switched on, in the order of their list
 * @param secrets all of them, to keep them out of the log
 */
public record Settings(
    ConfigFolder folder,
    Path dataDir,
    Locale language,
    LogOptions logging,
    DatabaseOptions database,
    WebOptions web,
    @Nullable URI instanceUrl,
    OutboundProxy proxy,
    List<ProviderAccount> providers,
    ProviderOptions providerOptions,
    CallbackOptions callbacks,
    SandboxOptions sandbox,
    TrackingConfig tracking,
    Duration stopGrace,
    MoneyOptions money,
    LimitOptions limits,
    AccessOptions access,
    ContentOptions content,
    boolean labelVisible,
    MediaOptions media,
    Duration taskRetention,
    Duration alertRepeat,
    List<ConfiguredChat<?>> chats,
    List<Secret> secrets) {

  /**
   * Reads all sections; usable only if the reader has no errors afterwards.
   *
   * @param factories of all chats there are
   */
  public static Settings read(SettingReader in, List<ChatFactory<?>> factories) {
    return new SettingsReader(in, factories).read();
  }

  /** The providers that tasks may go to. */
  public List<ProviderAccount> providersOn() {
    return providers.stream().filter(ProviderAccount::isOn).toList();
  }

  /** Whether nobody pays for anything: the sandbox alone makes videos. */
  public boolean isMoneyPretend() {
    List<ProviderAccount> on = providersOn();
    return !on.isEmpty() && on.stream().allMatch(ProviderAccount::isSandbox);
  }

  /** Whether a chat is on because its secret is there. */
  public boolean isChatSwitchedOn() {
    return chats.stream().anyMatch(chat -> !chat.factory().secrets().isEmpty());
  }

  /** What is wrong with running at all: nothing is switched on. */
  public Optional<ConfigError> nothingIsOn(List<ChatFactory<?>> factories) {
    if (isChatSwitchedOn() || !providersOn().isEmpty()) {
      return Optional.empty();
    }
    ConfigSchema schema = SettingsSchema.of(factories);
    String chatVariables =
        ChatFactory.secretsOf(factories).stream()
            .map(secret -> schema.variables(secret).getFirst())
            .collect(Collectors.joining(" or "));
    return Optional.of(
        new ConfigError(
            "the environment",
            "no token and no provider's key, so nothing is switched on",
            chatVariables
                + " for a chat; APIMART_API_KEY, XCOMPUTE_API_KEY, MODELVERSE_API_KEY,"
                + " COMFYUI_BASE_URL or REELAY_SANDBOX=true for videos",
            "set at least one of them, run `./reelay setup`, which asks for them, or try"
                + " `./reelay demo`, which needs none"));
  }
}
