package io.github.reelay.app.settings;

import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.media.MediaOptions;
import io.github.reelay.ops.LogOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderOptions;
import io.github.reelay.provider.callback.CallbackOptions;
import io.github.reelay.provider.sandbox.SandboxOptions;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.web.WebOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The list of the sections, and the checks of what concerns more than one. */
record SettingsReader(SettingReader in, List<ChatFactory<?>> chatFactories) {
  private static final UrlForm INSTANCE_URL =
      UrlForm.http("an address without a path, such as http://10.0.0.5:8080", "", "");

  Settings read() {
    PolicyOptionsReader policy =
        new PolicyOptionsReader(in, chatFactories.stream().map(ChatFactory::platform).toList());
    MoneyOptions money = MoneyOptions.read(in);
    WebOptions web = WebOptions.read(in);
    Settings settings =
        new Settings(
            in.configFolder(),
            in.folder("data.dir"),
            in.value("language", spokenLanguages(), SettingsReader::parseLanguage),
            LogOptions.read(in),
            DatabaseOptions.read(in),
            web,
            in.optionalUrl("http.instance-url", INSTANCE_URL).orElse(null),
            OutboundProxy.read(in),
            ProviderAccount.readAll(in),
            ProviderOptions.read(in),
            CallbackOptions.read(in),
            SandboxOptions.read(in),
            TrackingConfigReader.read(in),
            in.time("stop.grace", Duration.ZERO),
            money,
            policy.readLimits(),
            policy.readAccess(),
            policy.readContent(),
            in.flag("label.visible"),
            MediaOptions.read(in),
            in.time("tasks.keep", Duration.ofSeconds(1)),
            in.time("alerts.repeat-after", Duration.ofSeconds(1)),
            readChats(),
            in.secretsRead());
    warn(settings);
    return settings;
  }

  private List<ConfiguredChat<?>> readChats() {
    List<ConfiguredChat<?>> chats = new ArrayList<>();
    chatFactories.forEach(factory -> ConfiguredChat.read(factory, in).ifPresent(chats::add));
    return List.copyOf(chats);
  }

  private void warn(Settings settings) {
    if (settings.isChatSwitchedOn() && settings.providersOn().isEmpty()) {
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

  private static String spokenLanguages() {
    return MessageBundles.ownLanguages().stream()
        .map(Locale::toLanguageTag)
        .collect(Collectors.joining(" or "));
  }

  private static Locale parseLanguage(String text) {
    return MessageBundles.ownLanguages().stream()
        .filter(l -> l.toLanguageTag().equalsIgnoreCase(text) || l.getLanguage().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not spoken"));
  }
}
