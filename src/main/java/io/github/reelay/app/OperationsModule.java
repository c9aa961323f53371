package io.github.reelay.app;

import io.github.reelay.config.AlertSettings;
import io.github.reelay.config.Settings;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.discord.DiscordChat;
import io.github.reelay.ops.Alerts;
import io.github.reelay.ops.Metrics;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.storage.database.Database;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.telegram.TelegramChat;
import io.github.reelay.telegram.inbound.TelegramHealth;
import io.github.reelay.web.Routes;
import io.github.reelay.web.ops.HealthRoutes;
import io.github.reelay.web.ops.MediaRoutes;
import io.github.reelay.web.ops.MetricsRoutes;
import io.github.reelay.web.ops.PartHealth;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the operator sees from outside: health, metrics, alerts. */
final class OperationsModule {
  private OperationsModule() {}

  static Metrics metrics(StorageModule store, ProviderModule providers) {
    Metrics metrics = new Metrics();
    ProviderRegistry relays = providers.providers();
    metrics.tasksByState(store.tasks()::countByState);
    metrics.providersUp(() -> {
      Map<String, Long> up = new TreeMap<>();
      relays.names().forEach(name -> up.put(name, relays.isHealthy(name) ? 1L : 0L));
      return up;
    });
    metrics.cache("uploaded-pictures", relays.uploadCache());
    return metrics;
  }

  static Alerts alerts(
      Settings settings,
      ChatModule chats,
      MessageBundles bundles,
      Metrics metrics,
      InstantSource clock) {
    AlertSettings told = settings.alerts();
    List<Alerts.Target> targets =
        chats.announcers().stream().flatMap(notifier -> target(notifier, told).stream()).toList();
    return new Alerts(bundles, settings.language(), targets, told.repeatAfter(), clock, metrics);
  }

  private static Stream<Alerts.Target> targetOf(ChatNotifier notifier, String chat) {
    return Stream.of(new Alerts.Target(notifier, new ChatRef(notifier.platform(), chat)));
  }

  private static List<Alerts.Target> target(ChatNotifier notifier, AlertSettings told) {
    return switch (notifier.platform()) {
      case "discord" -> told.discordChannel().stream().flatMap(c -> targetOf(notifier, c)).toList();
      case "telegram" -> told.telegramChat().stream().flatMap(c -> targetOf(notifier, c)).toList();
      default -> List.of();
    };
  }

  static List<Routes> routes(
      StorageModule store,
      MediaModule media,
      ProviderModule providers,
      ChatModule chats,
      Metrics metrics) {
    return List.of(
        new HealthRoutes(probes(store.database(), providers.providers(), chats)),
        new MetricsRoutes(metrics::scrape),
        new MediaRoutes(media.links()));
  }

  private static List<PartHealth.Probe> probes(
      Database database, ProviderRegistry providers, ChatModule chats) {
    List<PartHealth.Probe> probes = new ArrayList<>();
    probes.add(
        new PartHealth.Probe(
            "database", true, () -> new PartHealth("database", database.ping(), true, "")));
    chats.discord().ifPresent(d -> probes.add(discord(d)));
    chats.telegram().ifPresent(t -> probes.add(telegram(t)));
    for (String name : providers.names()) {
      String part = "provider " + name;
      probes.add(
          new PartHealth.Probe(
              part,
              false,
              () ->
                  new PartHealth(
                      part,
                      providers.isHealthy(name),
                      false,
                      providers.pauseReason(name).orElse(""))));
    }
    return probes;
  }

  private static PartHealth.Probe discord(DiscordChat discord) {
    return new PartHealth.Probe(
        "discord", true, () -> new PartHealth("discord", discord.isReady(), true, discord.state()));
  }

  private static PartHealth.Probe telegram(TelegramChat telegram) {
    return new PartHealth.Probe(
        "telegram",
        true,
        () -> {
          TelegramHealth health = telegram.health();
          return new PartHealth("telegram", health.ready(), true, health.detail());
        });
  }
}
