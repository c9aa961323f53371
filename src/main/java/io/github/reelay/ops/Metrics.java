package io.github.reelay.ops;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The metrics for Prometheus. Thread-safe. No tag holds anything a person typed, so the number of
 * series is bounded by the numbers of providers, platforms and states.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><td>{@code reelay_tasks{state}}</td><td>tasks by state, now</td></tr>
 * <tr><td>{@code reelay_task_moves_total{to}}</td><td>tasks that came into a state</td></tr>
 * <tr><td>{@code reelay_task_seconds{provider}}</td><td>from acceptance to delivery</td></tr>
 * <tr><td>{@code reelay_submits_total{provider,outcome}}</td><td>paid POSTs: {@code accepted
 *     not-accepted refused unknown}</td></tr>
 * <tr><td>{@code reelay_submit_seconds{provider}}</td><td>how long they took</td></tr>
 * <tr><td>{@code reelay_polls_total{provider,outcome}}</td><td>queries: {@code working done
 *     done-without-file failed missing unclear barred}</td></tr>
 * <tr><td>{@code reelay_status_edits_total{platform,outcome}}</td><td>status messages posted or
 *     edited: {@code shown later lost}</td></tr>
 * <tr><td>{@code reelay_deliveries_total{platform,outcome}}</td><td>{@code posted later refused}
 *     </td></tr>
 * <tr><td>{@code reelay_delivery_delay_seconds{platform}}</td><td>from the file on our disk to the
 *     video in the chat</td></tr>
 * <tr><td>{@code reelay_alerts_total{kind}}</td><td>alerts raised</td></tr>
 * <tr><td>{@code reelay_provider_up{provider}}</td><td>1, or 0 while its breaker is open or it is
 *     paused</td></tr>
 * <tr><td>{@code cache_…{cache}}, {@code jvm_…}, {@code process_…}, {@code system_…}</td>
 *     <td>Micrometer's own</td></tr>
 * </table>
 */
public final class Metrics implements TrackerListener {
  /** Deliveries take a second to minutes; the bounds are what an operator would alert on. */
  private static final Duration[] DELIVERY_DELAY_BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final GaugeFamily taskGauges;
  private final GaugeFamily providerGauges;

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    taskGauges = new GaugeFamily(MultiGauge.builder("reelay.tasks").register(registry), "state");
    providerGauges =
        new GaugeFamily(MultiGauge.builder("reelay.provider.up").register(registry), "provider");
  }

  /** Tasks by state, read anew at each scrape; a state that is not in it counts none. */
  public void registerTasksByState(Supplier<Map<String, Long>> counts) {
    taskGauges.setSource(() -> {
      Map<String, Long> all = new TreeMap<>();
      TaskState.names(Set.of(TaskState.class)).forEach(state -> all.put(state, 0L));
      all.putAll(counts.get());
      return all;
    });
  }

  /** Whether each provider takes tasks now: 1 or 0. */
  public void registerProvidersUp(Supplier<Map<String, Long>> up) {
    providerGauges.setSource(up);
  }

  /** Hits, misses, evictions and size of a cache. It must record its statistics. */
  public void registerCache(String name, Cache<?, ?> cache) {
    CaffeineCacheMetrics.monitor(registry, cache, name);
  }

  /** The page Prometheus reads. */
  public String scrape() {
    taskGauges.refresh();
    providerGauges.refresh();
    return registry.scrape();
  }

  void countAlert(String kind) {
    registry.counter("reelay.alerts", "kind", kind).increment();
  }

  @Override
  public void taskChanged(Task before, Task after) {
    if (!before.state().name().equals(after.state().name())) {
      registry.counter("reelay.task.moves", "to", after.state().name()).increment();
      if (after.state() instanceof TaskState.Delivered delivered) {
        registry
            .timer("reelay.task", "provider", after.offer().provider())
            .record(Duration.between(after.acceptedAt(), delivered.since()));
      }
    }
  }

  @Override
  public void submitted(Task task, SubmitResult result, Duration elapsed) {
    String provider = task.offer().provider();
    count("reelay.submits", "provider", provider, OutcomeTags.of(result));
    registry.timer("reelay.submit", "provider", provider).record(elapsed);
  }

  @Override
  public void polled(Task task, PollResult result) {
    count("reelay.polls", "provider", task.offer().provider(), OutcomeTags.of(result));
  }

  @Override
  public void statusShown(Task task, StatusResult result) {
    count("reelay.status.edits", "platform", platform(task), OutcomeTags.of(result));
  }

  @Override
  public void deliveryAttempted(Task task, DeliveryResult result, Duration sinceReady) {
    count("reelay.deliveries", "platform", platform(task), OutcomeTags.of(result));
    if (result instanceof DeliveryResult.Posted) {
      Timer.builder("reelay.delivery.delay")
          .tags(Tags.of("platform", platform(task)))
          .serviceLevelObjectives(DELIVERY_DELAY_BUCKETS)
          .register(registry)
          .record(sinceReady);
    }
  }

  private void count(String name, String tag, String value, String outcome) {
    registry.counter(name, tag, value, "outcome", outcome).increment();
  }

  private static String platform(Task task) {
    return task.address().chat().platform();
  }
}
