package io.github.reelay.app.setup;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.config.ConfigError;
import io.github.reelay.config.ConfigSchema;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.SettingsLoader;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.provider.ProbeResult;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderCheck;
import io.github.reelay.provider.catalogue.CatalogueReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The probe of one secret, by the calls that {@code reelay check} makes: all of them are free. */
final class SetupProbe {
  private static final Pattern TELEGRAM_NAME = Pattern.compile("@(\\w+)");

  private final Environment environment;
  private final List<ChatFactory<?>> factories;

  SetupProbe(Environment environment, List<ChatFactory<?>> factories) {
    this.environment = environment;
    this.factories = factories;
  }

  /** The variable that is written for a field. */
  String variable(SetupField field) {
    return schema().variables(field.path()).getFirst();
  }

  /** Whether the environment or a file sets it already. */
  boolean isSet(SetupField field) {
    return !environment
        .withoutSecret(schema(), field.path())
        .variables()
        .equals(environment.variables());
  }

  /** Tries a secret; blocks for seconds. */
  ProbeOutcome check(SetupField field, String secret) {
    SettingReader in =
        SettingsLoader.load(
            schema(),
            environment.withoutSecret(schema(), field.path()).with(variable(field), secret));
    Settings settings = Settings.read(in, factories);
    OutboundProxy.use(settings.proxy());
    Optional<ConfigError> error =
        in.errors().stream().filter(e -> e.where().contains(variable(field))).findFirst();
    if (error.isPresent()) {
      return ProbeOutcome.of(ProbeOutcome.Kind.MALFORMED, error.get().allowed());
    }
    return field.isProvider()
        ? checkProvider(field, settings)
        : settings.chats().stream()
            .filter(chat -> chat.factory().secrets().contains(field.path()))
            .findFirst()
            .flatMap(ConfiguredChat::check)
            .map(found -> toOutcome(field, found))
            .orElseGet(() -> ProbeOutcome.of(ProbeOutcome.Kind.MALFORMED, ""));
  }

  private ConfigSchema schema() {
    return SettingsSchema.of(factories);
  }

  private static ProbeOutcome checkProvider(SetupField field, Settings settings) {
    Optional<ProviderAccount> account =
        settings.providersOn().stream()
            .filter(one -> one.name().equals(field.provider()))
            .findFirst();
    if (account.isEmpty()) {
      return ProbeOutcome.of(
          ProbeOutcome.Kind.MALFORMED, "providers." + field.provider() + ".enabled: true");
    }
    return switch (ProviderCheck.check(
            CatalogueReader.read(settings.folder()).catalogue(),
            account.get(),
            InstantSource.system())
        .probe()) {
      case ProbeResult.Usable(String balance) ->
          ProbeOutcome.of(ProbeOutcome.Kind.WORKS, Objects.requireNonNullElse(balance, ""));
      case ProbeResult.NoBalance(String detail) ->
          ProbeOutcome.of(ProbeOutcome.Kind.EMPTY_ACCOUNT, detail);
      case ProbeResult.KeyRefused(String detail) ->
          ProbeOutcome.of(ProbeOutcome.Kind.REFUSED, detail);
      case ProbeResult.Unreachable(String detail) ->
          ProbeOutcome.of(ProbeOutcome.Kind.UNREACHABLE, detail);
    };
  }

  private static ProbeOutcome toOutcome(SetupField field, TokenCheck found) {
    return switch (found) {
      case TokenCheck.Works(String identity, List<TokenCheck.Hint> hints) ->
          new ProbeOutcome(
              ProbeOutcome.Kind.WORKS,
              identity,
              link(field, identity, hints),
              hints.stream()
                  .filter(hint -> hint.severity() != TokenCheck.Severity.INFO)
                  .map(TokenCheck.Hint::text)
                  .toList());
      case TokenCheck.Refused(String detail, _) ->
          ProbeOutcome.of(ProbeOutcome.Kind.REFUSED, detail);
      case TokenCheck.Unreachable(String detail) ->
          ProbeOutcome.of(ProbeOutcome.Kind.UNREACHABLE, detail);
    };
  }

  private static String link(SetupField field, String identity, List<TokenCheck.Hint> hints) {
    Matcher name = TELEGRAM_NAME.matcher(identity);
    return field == SetupField.TELEGRAM && name.matches()
        ? "https://t.me/" + name.group(1)
        : hints.stream()
            .map(TokenCheck.Hint::text)
            .filter(text -> text.startsWith("https://"))
            .findFirst()
            .orElse("");
  }
}
