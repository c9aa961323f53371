package io.github.reelay.app;

import io.github.reelay.app.instance.WorkTurn;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatHealth;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.ops.AlertDispatcher;
import io.github.reelay.ops.Metrics;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.storage.database.Database;
import io.github.reelay.tracking.ShownMedia;
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

/** What the operator sees from outside: health, metrics, alerts. */
final class OperationsModule {
  private OperationsModule() {}

  static Metrics createMetrics(StorageModule storage, ProviderRegistry providers) {
    Metrics metrics = new Metrics();
    metrics.registerTasksByState(storage.tasks()::countByState);
    metrics.registerProvidersUp(() -> {
      Map<String, Long> up = new TreeMap<>();
      providers.names().forEach(name -> up.put(name, providers.isHealthy(name) ? 1L : 0L));
      return up;
    });
    metrics.registerCache("uploaded-pictures", providers.uploadCache());
    return metrics;
  }

  static AlertDispatcher createAlerts(
      Settings settings,
      ChatNotifier operators,
      MessageBundles bundles,
      Metrics metrics,
      InstantSource clock) {
    return new AlertDispatcher(
        bundles, settings.language(), List.of(operators), settings.alertRepeat(), clock, metrics);
  }

  static List<Routes> routes(
      StorageModule storage,
      MediaModule media,
      ProviderRegistry providers,
      Chats chats,
      Metrics metrics,
      WorkTurn turn) {
    return List.of(
        new HealthRoutes(probes(storage.database(), providers, chats, turn)),
        new MetricsRoutes(metrics::scrape),
        new MediaRoutes(new ShownMedia(media.links(), storage.tasks())));
  }

  private static List<ComponentHealth.Probe> probes(
      Database database, ProviderRegistry providers, Chats chats, WorkTurn turn) {
    List<ComponentHealth.Probe> probes = new ArrayList<>();
    probes.add(
        new ComponentHealth.Probe(
            "database", true, () -> new ComponentHealth("database", database.ping(), true, "")));
    probes.add(
        new ComponentHealth.Probe(
            "instances",
            false,
            () -> {
              long others = turn.instances().stream().filter(Instance::isAlive).count() - 1;
              return new ComponentHealth(
                  "instances", true, false, "this one works, " + others + " stand by");
            }));
    for (Chat chat : chats.all()) {
      chat.health().ifPresent(health -> probes.add(chatProbe(health.platform(), chat)));
    }
    probes.add(
        new ComponentHealth.Probe(
            "models",
            false,
            () -> {
              boolean alive = providers.hasLivingModel();
              return new ComponentHealth(
                  "models", alive, false, alive ? "" : "nothing alive is offered");
            }));
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

  private static ComponentHealth.Probe chatProbe(String platform, Chat chat) {
    return new ComponentHealth.Probe(
        platform,
        true,
        () -> {
          ChatHealth health = chat.health().orElseThrow();
          return new ComponentHealth(platform, health.up(), true, health.detail());
        });
  }
}
