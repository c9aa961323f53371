package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.discord.DiscordChat;
import io.github.reelay.ops.AlertDispatcher;
import io.github.reelay.ops.AlertOptions;
import io.github.reelay.ops.Metrics;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.storage.database.Database;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.telegram.TelegramChat;
import io.github.reelay.telegram.inbound.TelegramHealth;
import io.github.reelay.web.Routes;
import io.github.reelay.web.ops.ComponentHealth;
import io.github.reelay.web.ops.HealthRoutes;
import io.github.reelay.web.ops.MediaRoutes;
import io.github.reelay.web.ops.MetricsRoutes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the operator sees from outside: health, metrics, alerts. */
final class OperationsModule {
  private OperationsModule() {}

  static Metrics createMetrics(StorageModule storage, ProviderModule providers) {
    Metrics metrics = new Metrics();
    ProviderRegistry registry = providers.providers();
    metrics.registerTasksByState(storage.tasks()::countByState);
    metrics.registerProvidersUp(() -> {
      Map<String, Long> up = new TreeMap<>();
      registry.names().forEach(name -> up.put(name, registry.isHealthy(name) ? 1L : 0L));
      return up;
    });
    metrics.registerCache("uploaded-pictures", registry.uploadCache());
    return metrics;
  }

  static AlertDispatcher createAlerts(
      Settings settings,
      ChatModule chats,
      MessageBundles bundles,
      Metrics metrics,
      InstantSource clock) {
    AlertOptions options = settings.alerts();
    List<AlertDispatcher.Target> targets =
        chats.notifiers().stream().flatMap(notifier -> targets(options, notifier)).toList();
    return new AlertDispatcher(
        bundles, settings.language(), targets, options.repeatAfter(), clock, metrics);
  }

  private static Stream<AlertDispatcher.Target> targets(
      AlertOptions options, ChatNotifier notifier) {
    String id = options.chats().get(notifier.platform());
    return id == null
        ? Stream.empty()
        : Stream.of(new AlertDispatcher.Target(notifier, new ChatRef(notifier.platform(), id)));
  }

  static List<Routes> routes(
      StorageModule storage,
      MediaModule media,
      ProviderModule providers,
      ChatModule chats,
      Metrics metrics) {
    return List.of(
        new HealthRoutes(probes(storage.database(), providers.providers(), chats)),
        new MetricsRoutes(metrics::scrape),
        new MediaRoutes(media.links()));
  }

  private static List<ComponentHealth.Probe> probes(
      Database database, ProviderRegistry providers, ChatModule chats) {
    List<ComponentHealth.Probe> probes = new ArrayList<>();
    probes.add(
        new ComponentHealth.Probe(
            "database", true, () -> new ComponentHealth("database", database.ping(), true, "")));
    chats.discord().ifPresent(d -> probes.add(discordProbe(d)));
    chats.telegram().ifPresent(t -> probes.add(telegramProbe(t)));
    for (String name : providers.names()) {
      String part = "provider " + name;
      probes.add(
          new ComponentHealth.Probe(
              part,
              false,
              () ->
                  new ComponentHealth(
                      part,
                      providers.isHealthy(name),
                      false,
                      providers.pauseReason(name).orElse(""))));
    }
    return probes;
  }

  private static ComponentHealth.Probe discordProbe(DiscordChat discord) {
    return new ComponentHealth.Probe(
        "discord",
        true,
        () -> new ComponentHealth("discord", discord.isReady(), true, discord.state()));
  }

  private static ComponentHealth.Probe telegramProbe(TelegramChat telegram) {
    return new ComponentHealth.Probe(
        "telegram",
        true,
        () -> {
          TelegramHealth health = telegram.health();
          return new ComponentHealth("telegram", health.ready(), true, health.detail());
        });
  }
}
