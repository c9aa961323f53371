package io.github.reelay.load;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A relay that takes everything, answers after so long, and works on it without end. */
final class SlowRelay implements ProviderGateway {
  static final Offer OFFER =
      new Offer(
          "relay",
          "model",
          GenerationMode.TEXT,
          8,
          null,
          null,
          Money.of("0.01"),
          Duration.ofHours(2),
          Duration.ofHours(10),
          false);

  final AtomicLong posts = new AtomicLong();
  final AtomicLong polls = new AtomicLong();
  final ConcurrentLinkedQueue<Duration> lags = new ConcurrentLinkedQueue<>();

  private final Map<TaskId, Instant> planned = new ConcurrentHashMap<>();
  private final Duration latency;

  SlowRelay(Duration latency) {
    this.latency = latency;
  }

  /** The task is to be looked at next at this moment: how late its poll is, is counted from it. */
  void plan(TaskId task, Instant moment) {
    planned.putIfAbsent(task, moment);
  }

  @Override
  public List<Offer> offers(VideoRequest request, @Nullable Task source) {
    return List.of(OFFER);
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost) {
    pause();
    posts.incrementAndGet();
    return new SubmitResult.Accepted("r-" + task.id());
  }

  @Override
  public SubmitResult repeat(Task task, KeyedPost post) {
    throw new UnsupportedOperationException("this relay knows no keys");
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    Instant moment = planned.remove(task.id());
    if (moment != null) {
      lags.add(Duration.between(moment, Instant.now()));
    }
    pause();
    polls.incrementAndGet();
    return new PollResult.Working(null, null);
  }

  @Override
  public FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into) {
    return new FetchResult.Fetched();
  }

  private void pause() {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
