package io.github.reelay.storage;

import io.github.reelay.task.Address;
import io.github.reelay.task.Change;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Means;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.PersonRef;
import io.github.reelay.task.Request;
import io.github.reelay.task.Requester;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.Windows;
import io.github.reelay.tracking.Admission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Values for tests, made at a fixed moment. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Windows TODAY = Windows.at(NOON, ZoneOffset.UTC);
  static final Admission OPEN = new Admission(TODAY, _ -> Optional.empty());
  static final PersonRef ANN = new PersonRef("telegram", "7");
  static final PersonRef BOB = new PersonRef("telegram", "8");
  static final ChatRef GROUP = new ChatRef("telegram", "-100");
  static final Offer OFFER =
      new Offer(
          "apimart",
          "sora-2",
          Means.TEXT,
          10,
          null,
          null,
          Money.of("1.00"),
          Duration.ofMinutes(2),
          Duration.ofHours(1));
  static final Video VIDEO = new Video("a.mp4", 1000, 1280, 720, Duration.ofSeconds(10), "ab");

  private static final AtomicLong COUNT = new AtomicLong();

  private Samples() {}

  static Task task() {
    return task(ANN, GROUP, NOON);
  }

  static Task task(PersonRef person, ChatRef chat, Instant at) {
    long number = COUNT.incrementAndGet();
    return Task.accepted(
        TaskId.of(NOON.toEpochMilli() + number, 0),
        "telegram:update:" + number,
        new Requester(person, "Ann", Locale.SIMPLIFIED_CHINESE),
        Address.of(chat),
        Request.text("a red fox"),
        OFFER,
        at);
  }

  static Task with(Task task, TaskState state) {
    return task.with(state, state.isFinal() ? null : NOON);
  }

  static TaskState delivered(MessageRef message) {
    return new TaskState.Delivered(NOON, VIDEO, message, false);
  }

  static Change change(Task before, TaskState state, LedgerEntry... entries) {
    return new Change(before.version(), with(before, state), List.of(entries));
  }
}
