package io.github.reelay.app;

import io.github.reelay.config.LimitSettings;
import io.github.reelay.config.ProviderSettings;
import io.github.reelay.config.Secret;
import io.github.reelay.config.Settings;
import io.github.reelay.discord.DiscordCheck;
import io.github.reelay.provider.Catalogue;
import io.github.reelay.provider.Probe;
import io.github.reelay.provider.RelayCheck;
import io.github.reelay.storage.DatabaseCheck;
import io.github.reelay.storage.DatabaseOptions;
import io.github.reelay.telegram.TelegramCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that is switched on. Every call is free; nothing is changed anywhere. */
final class CheckUp {
  private final Settings settings;
  private final Catalogue catalogue;

  CheckUp(SetUp.Usable setUp) {
    this.settings = setUp.settings();
    this.catalogue = setUp.catalogue();
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(database());
    settings.discord().token().ifPresent(token -> discord(token, findings));
    settings.telegram().token().ifPresent(token -> findings.addAll(telegram(token)));
    settings.providersOn().forEach(provider -> provider(provider, findings));
    money(findings);
    findings.add(ffmpeg());
    return findings;
  }

  private Finding database() {
    return settings
        .database()
        .url()
        .map(url ->
            switch (DatabaseCheck.of(new DatabaseOptions.Server(url, null, null))) {
              case DatabaseCheck.Fine(String version) -> Finding.ok("database", version);
              case DatabaseCheck.Unreachable(String why) ->
                  Finding.fail(
                      "database",
                      why + "; look at REELAY_DATABASE_URL (host, name, user, password)");
            })
        .orElseGet(this::embedded);
  }

  private Finding embedded() {
    Path folder = settings.dataDir();
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isWritable(existing)
        ? Finding.ok("database", "embedded, in " + folder)
        : Finding.fail("database", folder + " cannot be written; give this user the right to");
  }

  private void discord(Secret token, List<Finding> findings) {
    switch (new DiscordCheck(ChatParts.discord(token, settings)).ask()) {
      case DiscordCheck.Finding.Fine(String name, String invite, boolean intentMissing) -> {
        findings.add(Finding.ok("Discord", "works as " + name));
        findings.add(Finding.ok("Discord invite link", invite));
        if (intentMissing) {
          findings.add(
              Finding.fail(
                  "Discord",
                  "discord.message-content is true, but the application does not have the Message"
                      + " Content intent; switch it on in the developer portal, or set it to false"));
        }
      }
      case DiscordCheck.Finding.Refused(String why) ->
          findings.add(Finding.fail("Discord", why + "; set DISCORD_TOKEN to the bot's token"));
      case DiscordCheck.Finding.Unreachable(String why) ->
          findings.add(Finding.fail("Discord", "not reached: " + why));
    }
  }

  private List<Finding> telegram(Secret token) {
    return switch (TelegramCheck.run(ChatParts.telegram(token, settings))) {
      case TelegramCheck.Found.Works works -> telegram(works);
      case TelegramCheck.Found.TokenRefused _ ->
          List.of(Finding.fail("Telegram", "does not know the token; take it from @BotFather"));
      case TelegramCheck.Found.Unreachable(String why) ->
          List.of(Finding.fail("Telegram", "not reached: " + why));
    };
  }

  private List<Finding> telegram(TelegramCheck.Found.Works works) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("Telegram", "works as @" + works.username()));
    if (!works.webhook().isEmpty() && !settings.telegram().webhook()) {
      String what = "a webhook is set, so polling gets nothing; ";
      findings.add(
          settings.telegram().removeWebhook()
              ? Finding.warn("Telegram", what + "it is removed at the start")
              : Finding.fail(
                  "Telegram",
                  what
                      + "another bot may run with this token. To take it over, set"
                      + " telegram.remove-webhook: true"));
    }
    if (!works.seesEverything()) {
      findings.add(
          Finding.ok(
              "Telegram groups",
              "privacy mode is on: the bot sees commands and replies to it, which is enough"));
    }
    return findings;
  }

  private void provider(ProviderSettings provider, List<Finding> findings) {
    String what = "provider " + provider.name();
    if (provider.isSandbox()) {
      findings.add(Finding.ok(what, "built in, free of charge"));
    } else {
      findings.add(
          switch (RelayCheck.of(
              catalogue,
              ProviderParts.entry(
                  provider, provider.baseUrl().orElseThrow(), provider.key().orElse(null)),
              InstantSource.system())) {
            case Probe.Fine fine ->
                Finding.ok(
                    what,
                    fine.balance() == null
                        ? "the key is taken"
                        : "the key is taken, balance " + fine.balance());
            case Probe.KeyRefused(String why) ->
                Finding.fail(what, "the key is refused (" + why + "); set another one");
            case Probe.NoBalance(String why) ->
                Finding.fail(what, "nothing is left on the account (" + why + "); top it up");
            case Probe.Unreachable(String why) ->
                Finding.fail(what, "not reached (" + why + "); look at its base-url");
          });
    }
    if (RelayCheck.needsPictureLinks(catalogue, provider.name())
        && settings.http().publicUrl().isEmpty()) {
      findings.add(
          Finding.warn(
              what,
              "takes pictures only as links, so image to video is off there; set"
                  + " REELAY_PUBLIC_URL to an address it can reach us at"));
    }
    LocalDate today = LocalDate.now(Clock.system(settings.money().zone()));
    catalogue
        .warnings(provider.name(), today)
        .forEach(warning -> findings.add(Finding.warn("models.yaml", warning)));
  }

  private void money(List<Finding> findings) {
    LimitSettings limits = settings.limits();
    if (limits.spendPerDay().total().isEmpty() && limits.spendPerMonth().isEmpty()) {
      findings.add(
          Finding.warn(
              "limits",
              "nothing bounds what all chats together may spend; set"
                  + " limits.spend-per-day.total"));
    } else {
      findings.add(
          Finding.ok(
              "limits",
              "at most "
                  + limits
                      .spendPerDay()
                      .total()
                      .map(most -> settings.money().currency() + most + " a day")
                      .orElse("any amount a day")
                  + limits
                      .spendPerMonth()
                      .map(most -> ", " + settings.money().currency() + most + " a month")
                      .orElse("")));
    }
  }

  private Finding ffmpeg() {
    return MediaParts.ffmpeg(settings.media()).isPresent()
        ? Finding.ok("ffmpeg", "found: videos too large for a chat are shrunk")
        : Finding.warn("ffmpeg", "not found: videos too large for a chat are given as links");
  }
}
