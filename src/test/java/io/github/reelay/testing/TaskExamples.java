package io.github.reelay.testing;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Failure;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Action;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tasks and views for tests of platforms. */
public final class TaskExamples {
  public static final String PROMPT = "a red fox in the snow";

  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Offer OFFER =
      new Offer(
          "apimart",
          "sora-2",
          GenerationMode.TEXT,
          8,
          AspectRatio.LANDSCAPE,
          Resolution.P720,
          Money.of("0.80"),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          false);

  private TaskExamples() {}

  public static VideoRequest generate(String prompt) {
    return VideoRequest.of(RequestKind.GENERATE, prompt, null);
  }

  public static VideoRequest remix(String prompt, TaskId source) {
    return VideoRequest.of(RequestKind.REMIX, prompt, source);
  }

  public static Task accepted(Destination destination) {
    return accepted(destination, PROMPT);
  }

  public static Task accepted(Destination destination, String prompt) {
    TaskId id = TaskId.of(NOW.toEpochMilli(), COUNT.incrementAndGet());
    PersonRef person = new PersonRef(destination.chat().platform(), "1001");
    Requester requester = new Requester(person, "Ann", Locale.ENGLISH);
    return Task.accepted(id, "test:" + id, requester, destination, generate(prompt), OFFER, NOW);
  }

  public static StatusView view(Task task, Phase phase, @Nullable Integer percent) {
    return view(task, phase, percent, null, List.of(Action.CANCEL));
  }

  public static StatusView failed(Task task, Failure failure) {
    return view(task, Phase.FAILED, null, failure, List.of());
  }

  public static StatusView done(Task task) {
    return view(task, Phase.DONE, null, null, List.of());
  }

  private static StatusView view(
      Task task,
      Phase phase,
      @Nullable Integer percent,
      @Nullable Failure failure,
      List<Action> actions) {
    boolean over = phase == Phase.DONE || phase == Phase.FAILED;
    StatusView view =
        StatusView.of(
                task, phase, phase == Phase.FAILED ? Money.ZERO : task.offer().price(), actions)
            .withProgress(percent, null, false)
            .withPlace(phase == Phase.WAITING ? 1 : null)
            .withFailure(failure);
    return over ? view.withDuration(Duration.ofSeconds(112)) : view;
  }

  public static Video video(long bytes) {
    return new Video("video.mp4", bytes, 320, 180, Duration.ofSeconds(1), "0".repeat(64));
  }

  public static TaskState.Delivering delivering(Video video, Instant now) {
    return TaskState.Ready.stored(now, video).begun(now, now);
  }
}
