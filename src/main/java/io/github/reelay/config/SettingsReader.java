package io.github.reelay.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts the sections together, and checks what concerns more than one. */
final class SettingsReader {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private final SettingReader in;
  private final Environment environment;

  SettingsReader(SettingReader in, Environment environment) {
    this.in = in;
    this.environment = environment;
  }

  Settings read(ConfigFolder folder, Set<String> providerNames) {
    HttpSettings http = HttpSettings.read(in);
    Settings settings =
        new Settings(
            folder,
            dataDir(),
            in.values.one("language", "en or zh-CN", SettingsReader::language),
            LogSettings.read(in),
            DatabaseSettings.read(in),
            http,
            WebSettings.read(in, http),
            providers(providerNames),
            in.time("sandbox.pretends", Duration.ZERO),
            PollSettings.read(in),
            in.time("submit.timeout", Duration.ofMillis(100)),
            in.time("stop.grace", Duration.ZERO),
            MoneySettings.read(in),
            LimitSettings.read(in),
            AccessSettings.read(in),
            ContentSettings.read(in),
            MediaSettings.read(in),
            in.time("tasks.keep", Duration.ofSeconds(1)),
            AlertSettings.read(in),
            DiscordSettings.read(in),
            TelegramSettings.read(in, http));
    warn(settings);
    return settings;
  }

  private Path dataDir() {
    Path named = in.values.one("data.dir", "a folder's path", Path::of);
    Path start = in.values.isVariable("data.dir") ? environment.here() : environment.home();
    return start.resolve(named).normalize();
  }

  private List<ProviderSettings> providers(Set<String> names) {
    Set<String> order =
        new LinkedHashSet<>(
            in.values.list(
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
    boolean chats = settings.isDiscordOn() || settings.isTelegramOn();
    if (chats && settings.providersOn().isEmpty()) {
      in.errors.warning(
          "No provider is switched on, so every request will be refused; set APIMART_API_KEY,"
              + " XCOMPUTE_API_KEY, MODELVERSE_API_KEY or REELAY_SANDBOX=true.");
    }
    if (settings.limits().spendPerDay().total().isEmpty()
        && settings.limits().spendPerMonth().isEmpty()) {
      in.errors.warning(
          "limits.spend-per-day.total and limits.spend-per-month.total are both none: nothing"
              + " bounds what all chats together may spend.");
    }
  }

  private static Locale language(String text) {
    return LANGUAGES.stream()
        .filter(l -> l.toLanguageTag().equalsIgnoreCase(text) || l.getLanguage().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not spoken"));
  }
}
