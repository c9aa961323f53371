package io.github.reelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final ChatRef CHAT = new ChatRef("web", "ann");

  private final Metrics metrics = new Metrics();
  private final Task task = TaskExamples.accepted(Destination.of(CHAT));

  @Test
  void tasksAreCountedByStateAtEachScrape() {
    metrics.registerTasksByState(() -> Map.of("RUNNING", 3L));
    assertThat(metrics.scrape())
        .contains("reelay_tasks{state=\"RUNNING\"} 3.0", "reelay_tasks{state=\"QUEUED\"} 0.0");
    metrics.registerTasksByState(Map::of);
    assertThat(metrics.scrape()).contains("reelay_tasks{state=\"RUNNING\"} 0.0");
  }

  @Test
  void figuresThatCannotBeReadDoNotHideTheOthers() {
    metrics.registerTasksByState(() -> {
      throw new IllegalStateException("database is away");
    });
    metrics.registerProvidersUp(() -> Map.of("apimart", 1L, "xcompute", 0L));
    assertThat(metrics.scrape())
        .contains(
            "reelay_provider_up{provider=\"apimart\"} 1.0",
            "reelay_provider_up{provider=\"xcompute\"} 0.0");
  }

  @Test
  void whatTheTrackerDoesIsCountedByOutcome() {
    metrics.submitted(task, new SubmitResult.Accepted("x1"), Duration.ofMillis(300));
    metrics.submitted(task, new SubmitResult.Unknown("reset"), Duration.ofMillis(300));
    metrics.polled(task, new PollResult.Working(5, null));
    metrics.statusShown(task, new StatusResult.RetryLater(Duration.ofSeconds(1)));
    metrics.deliveryAttempted(
        task, DeliveryResult.Posted.file(new MessageRef(CHAT, "v"), false), Duration.ofSeconds(3));
    assertThat(metrics.scrape())
        .contains(
            "reelay_submits_total{outcome=\"accepted\",provider=\"apimart\"} 1.0",
            "reelay_submits_total{outcome=\"unknown\",provider=\"apimart\"} 1.0",
            "reelay_submit_seconds_count{provider=\"apimart\"} 2",
            "reelay_polls_total{outcome=\"working\",provider=\"apimart\"} 1.0",
            "reelay_status_edits_total{outcome=\"later\",platform=\"web\"} 1.0",
            "reelay_deliveries_total{outcome=\"posted\",platform=\"web\"} 1.0",
            "reelay_delivery_delay_seconds_bucket{platform=\"web\",le=\"1.0\"} 0",
            "reelay_delivery_delay_seconds_bucket{platform=\"web\",le=\"5.0\"} 1");
  }

  @Test
  void aMoveIsCountedOnceAndAnEditOfTheSameStateNot() {
    Task running =
        task.nextVersion(
            TaskState.Running.started("x1", task.acceptedAt(), task.acceptedAt()),
            task.acceptedAt());
    metrics.taskChanged(task, running);
    metrics.taskChanged(running, running);
    assertThat(metrics.scrape()).contains("reelay_task_moves_total{to=\"RUNNING\"} 1.0");
  }

  @Test
  void cachesShowTheirHits() {
    Cache<String, String> cache = Caffeine.newBuilder().recordStats().build();
    metrics.registerCache("pictures", cache);
    cache.put("a", "b");
    assertThat(cache.getIfPresent("a")).isEqualTo("b");
    assertThat(metrics.scrape())
        .contains("cache_gets_total{cache=\"pictures\",result=\"hit\"} 1.0");
  }
}
