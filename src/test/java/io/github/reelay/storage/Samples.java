package io.github.reelay.storage;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.AdmissionCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Values for tests, made at a fixed moment. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final BudgetWindows TODAY = BudgetWindows.at(NOON, ZoneOffset.UTC);
  static final AdmissionCheck OPEN = new AdmissionCheck(TODAY, _ -> Optional.empty());
  public static final PersonRef ANN = new PersonRef("telegram", "7");
  static final PersonRef BOB = new PersonRef("telegram", "8");
  public static final ChatRef GROUP = new ChatRef("telegram", "-100");
  static final Offer OFFER =
      new Offer(
          "apimart",
          "sora-2",
          GenerationMode.TEXT,
          10,
          null,
          null,
          Money.of("1.00"),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          false);
  public static final Video VIDEO =
      new Video("a.mp4", 1000, 1280, 720, Duration.ofSeconds(10), "ab");

  private static final AtomicLong COUNT = new AtomicLong();

  private Samples() {}

  public static Task task() {
    return task(ANN, GROUP, NOON);
  }

  static Task task(PersonRef person, ChatRef chat, Instant at) {
    long number = COUNT.incrementAndGet();
    return Task.accepted(
        TaskId.of(NOON.toEpochMilli() + number, 0),
        "telegram:update:" + number,
        new Requester(person, "Ann", Locale.SIMPLIFIED_CHINESE),
        Destination.of(chat),
        TaskExamples.generate("a red fox"),
        OFFER,
        at);
  }

  static Task with(Task task, TaskState state) {
    return task.nextVersion(state, state instanceof TaskState.Ended ? null : NOON);
  }

  static TaskState delivered(MessageRef message) {
    return new TaskState.Delivered(NOON, VIDEO, message, false, false);
  }

  static TaskUpdate change(Task before, TaskState state, LedgerEntry... entries) {
    return new TaskUpdate(before.version(), with(before, state), List.of(entries));
  }
}
