package io.github.reelay.app;

import io.github.reelay.app.check.BucketCheck;
import io.github.reelay.app.check.CheckResult;
import io.github.reelay.app.check.FolderCheck;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.provider.ProbeResult;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.ProviderCheck;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ProofFile;
import io.github.reelay.provider.catalogue.ProvenModels;
import io.github.reelay.storage.database.DatabaseCheck;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.StoredOperators;
import io.github.reelay.task.Money;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The checks of {@code reelay check}: everything that is switched on, one result a line. Every call
 * is free; nothing is changed anywhere but for one small object that is put into a bucket and
 * deleted.
 */
final class ConfigCheck {
  private final Settings settings;
  private final Catalogue catalogue;

  ConfigCheck(StartupConfig.Valid config) {
    this.settings = config.settings();
    this.catalogue = config.catalogue();
  }

  List<CheckResult> run() {
    OutboundProxy.use(settings.proxy());
    List<CheckResult> results = new ArrayList<>();
    results.add(checkDatabase());
    results.addAll(new FolderCheck(settings).run());
    BucketCheck.run(settings.media().store()).ifPresent(results::add);
    settings.chats().forEach(chat -> checkChat(chat, results));
    settings.providersOn().forEach(provider -> checkProvider(provider, results));
    checkCallbacks().ifPresent(results::add);
    checkCatalogue(results);
    checkPeople(results);
    checkSpendLimits(results);
    results.add(checkFfmpeg());
    return results;
  }

  private CheckResult checkDatabase() {
    return switch (settings.database()) {
      case DatabaseOptions.Embedded(Path folder) -> checkEmbeddedDatabase(folder);
      case DatabaseOptions.Server server ->
          switch (DatabaseCheck.run(server)) {
            case DatabaseCheck.Reachable(String version) -> CheckResult.ok("database", version);
            case DatabaseCheck.Unreachable(String reason) ->
                CheckResult.fail(
                    "database",
                    reason + "; look at REELAY_DATABASE_URL (host, name, user, password)");
          };
    };
  }

  private static CheckResult checkEmbeddedDatabase(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isWritable(existing)
        ? CheckResult.ok("database", "embedded, in " + folder)
        : CheckResult.fail("database", folder + " cannot be written; give this user the right to");
  }

  private static void checkChat(ConfiguredChat<?> chat, List<CheckResult> results) {
    String name = chat.name();
    chat.check()
        .ifPresent(check -> {
          switch (check) {
            case TokenCheck.Works(String identity, List<TokenCheck.Hint> hints) -> {
              results.add(CheckResult.ok(name, "works as " + identity));
              hints.forEach(hint -> results.add(toResult(name, hint)));
            }
            case TokenCheck.Refused(String detail, String remedy) ->
                results.add(CheckResult.fail(name, detail + "; " + remedy));
            case TokenCheck.Unreachable(String detail) ->
                results.add(CheckResult.fail(name, "not reached: " + detail));
          }
        });
  }

  private static CheckResult toResult(String chat, TokenCheck.Hint hint) {
    return new CheckResult(
        switch (hint.severity()) {
          case INFO -> CheckResult.Grade.OK;
          case WARNING -> CheckResult.Grade.WARN;
          case ERROR -> CheckResult.Grade.FAIL;
        },
        hint.topic().isEmpty() ? chat : chat + " " + hint.topic(),
        hint.text());
  }

  private void checkProvider(ProviderAccount provider, List<CheckResult> results) {
    String what = "provider " + provider.name();
    if (provider.isSandbox()) {
      results.add(CheckResult.ok(what, "built in, free of charge"));
    } else {
      ProviderCheck.Findings findings =
          ProviderCheck.check(catalogue, provider, InstantSource.system());
      results.add(
          switch (findings.probe()) {
            case ProbeResult.Usable usable ->
                CheckResult.ok(
                    what,
                    usable.balance() == null
                        ? provider.key() == null ? "answers" : "the key is taken"
                        : "the key is taken, balance " + usable.balance());
            case ProbeResult.KeyRefused(String reason) ->
                CheckResult.fail(what, "the key is refused (" + reason + "); set another one");
            case ProbeResult.NoBalance(String reason) ->
                CheckResult.fail(
                    what, "nothing is left on the account (" + reason + "); top it up");
            case ProbeResult.Unreachable(String reason) ->
                CheckResult.fail(what, "not reached (" + reason + "); look at its base-url");
          });
      findings
          .differences()
          .forEach(difference -> results.add(CheckResult.warn(what + " models", difference)));
    }
    if (ProviderCheck.needsImageLinks(catalogue, provider.name())
        && settings.web().publicUrl() == null) {
      results.add(
          CheckResult.warn(
              what,
              "takes pictures only as links, so image to video is off there; set"
                  + " REELAY_PUBLIC_URL to an address it can reach us at"));
    }
  }

  private Optional<CheckResult> checkCallbacks() {
    List<ProviderAccount> able =
        settings.providersOn().stream().filter(ProviderAccount::callsBack).toList();
    if (able.isEmpty()) {
      return Optional.empty();
    }
    URI publicUrl = settings.callbacks().publicUrl();
    String off =
        !settings.callbacks().wanted()
            ? "off by poll.callbacks"
            : publicUrl == null ? "off without public-url" : null;
    if (off != null || publicUrl == null) {
      return Optional.of(
          CheckResult.ok("callbacks", off + "; these are asked instead: " + names(able)));
    }
    List<ProviderAccount> refusing =
        able.stream()
            .filter(provider -> !CallbackLinks.isUsable(publicUrl, provider.baseUrl()))
            .toList();
    return Optional.of(
        refusing.isEmpty()
            ? CheckResult.ok(
                "callbacks",
                "these call " + publicUrl + "/callbacks/, and are asked as well: " + names(able))
            : CheckResult.warn(
                "callbacks",
                "providers call https only; set public-url to an https address, or these are asked"
                    + " instead: "
                    + names(refusing)));
  }

  private static String names(List<ProviderAccount> providers) {
    return providers.stream().map(ProviderAccount::name).collect(Collectors.joining(", "));
  }

  private void checkCatalogue(List<CheckResult> results) {
    LocalDate today = LocalDate.now(Clock.system(settings.money().zone()));
    List<String> providers = settings.providersOn().stream().map(ProviderAccount::name).toList();
    ProvenModels proven = new ProofFile(settings.dataDir()).read();
    proven.errors().forEach(error -> results.add(CheckResult.warn("proven models", error)));
    catalogue
        .warnings(providers, today, proven)
        .forEach(warning -> results.add(CheckResult.warn("models.yaml", warning)));
    if (!catalogue.hasLivingRow(providers, today)) {
      results.add(
          CheckResult.fail(
              "models.yaml",
              "nothing alive is offered: every model of your providers is switched off by its maker"
                  + " or by enabled: false"));
    }
  }

  private void checkPeople(List<CheckResult> results) {
    if (!settings.isChatSwitchedOn()) {
      return;
    }
    if (settings.access().isOpenToAll()) {
      results.add(
          CheckResult.warn(
              "access",
              "everybody who finds the bot may spend, up to the limits; list your chats under"
                  + " access.allow, or set access.unknown to closed"));
    }
    boolean operator =
        !settings.access().operators().isEmpty() || StoredOperators.exist(settings.database());
    if (!operator) {
      results.add(
          CheckResult.warn(
              "operator",
              "none yet: `run` prints a code at its start, and whoever says /admin claim with it to"
                  + " the bot is one (or put your id under access.operators). "
                  + Program.openWithoutOperator(settings.access().isOpenToAll())));
    }
    if (!operator && settings.chats().stream().noneMatch(ConfiguredChat::tellsOperator)) {
      String keys =
          settings.chats().stream()
              .flatMap(chat -> chat.factory().alertKey().stream())
              .collect(Collectors.joining(" or "));
      results.add(
          CheckResult.warn("alerts", "go to the log only; set " + keys + " to be told in a chat"));
    }
  }

  private void checkSpendLimits(List<CheckResult> results) {
    Optional<Money> day = maxSpend(LimitKey.SPEND_PER_DAY_TOTAL);
    Optional<Money> month = maxSpend(LimitKey.SPEND_PER_MONTH_TOTAL);
    if (day.isEmpty() && month.isEmpty()) {
      results.add(
          CheckResult.warn(
              "limits",
              "nothing bounds what all chats together may spend; set"
                  + " limits.spend-per-day.total"));
    } else {
      String currency = settings.money().currency();
      results.add(
          CheckResult.ok(
              "limits",
              "at most "
                  + day.map(max -> currency + max + " a day").orElse("any amount a day")
                  + month.map(max -> ", " + currency + max + " a month").orElse("")));
    }
  }

  private Optional<Money> maxSpend(LimitKey key) {
    return settings.limits().of(key) instanceof LimitValue.Amount(Money max)
        ? Optional.of(max)
        : Optional.empty();
  }

  private CheckResult checkFfmpeg() {
    return MediaModule.findFfmpeg(settings.media()).isPresent()
        ? CheckResult.ok("ffmpeg", "found: videos too large for a chat are shrunk")
        : CheckResult.warn("ffmpeg", "not found: videos too large for a chat are given as links");
  }
}
