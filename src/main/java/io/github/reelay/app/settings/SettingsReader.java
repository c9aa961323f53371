package io.github.reelay.app.settings;

import io.github.reelay.config.DatabaseSettings;
import io.github.reelay.config.HttpSettings;
import io.github.reelay.config.ProviderSettings;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.WebSettings;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.media.MediaOptions;
import io.github.reelay.ops.AlertOptions;
import io.github.reelay.ops.LogOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.telegram.api.TelegramOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The list of the sections, and the checks of what concerns more than one. */
final class SettingsReader {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private final SettingReader in;

  SettingsReader(SettingReader in) {
    this.in = in;
  }

  Settings read() {
    PolicyOptionsReader policy = new PolicyOptionsReader(in);
    HttpSettings http = HttpSettings.read(in);
    Settings settings =
        new Settings(
            in.configFolder(),
            in.file("data.dir", "a folder's path"),
            in.value("language", "en or zh-CN", SettingsReader::parseLanguage),
            LogOptions.read(in),
            DatabaseSettings.read(in),
            http,
            WebSettings.read(in, http),
            readProviders(in.entries("providers")),
            in.time("sandbox.pretends", Duration.ZERO),
            TrackingConfigReader.read(in),
            in.time("stop.grace", Duration.ZERO),
            MoneyOptions.read(in),
            policy.readLimits(),
            policy.readAccess(),
            policy.readContent(),
            MediaOptions.read(in),
            in.size("media.largest-video"),
            in.time("tasks.keep", Duration.ofSeconds(1)),
            AlertOptions.read(in),
            DiscordOptions.read(in),
            TelegramOptions.read(in),
            in.secretsRead());
    warn(settings);
    return settings;
  }

  private List<ProviderSettings> readProviders(Set<String> names) {
    Set<String> order =
        new LinkedHashSet<>(
            in.list(
                "provider-order",
                "names of providers: " + String.join(", ", names),
                name -> {
                  if (!names.contains(name)) {
                    throw new IllegalArgumentException("no such provider");
                  }
                  return name;
                }));
    order.addAll(names);
    List<ProviderSettings> providers = new ArrayList<>();
    order.forEach(name -> providers.add(ProviderSettings.read(in, name)));
    return List.copyOf(providers);
  }

  private void warn(Settings settings) {
    boolean chats = settings.discord().isPresent() || settings.telegram().isPresent();
    if (chats && settings.providersOn().isEmpty()) {
      in.addWarning(
          "No provider is switched on, so every request will be refused; set APIMART_API_KEY,"
              + " XCOMPUTE_API_KEY, MODELVERSE_API_KEY or REELAY_SANDBOX=true.");
    }
    if (settings.limits().of(LimitKey.SPEND_PER_DAY_TOTAL) instanceof LimitValue.None
        && settings.limits().of(LimitKey.SPEND_PER_MONTH_TOTAL) instanceof LimitValue.None) {
      in.addWarning(
          "limits.spend-per-day.total and limits.spend-per-month.total are both none: nothing"
              + " bounds what all chats together may spend.");
    }
  }

  private static Locale parseLanguage(String text) {
    return LANGUAGES.stream()
        .filter(l -> l.toLanguageTag().equalsIgnoreCase(text) || l.getLanguage().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not spoken"));
  }
}
