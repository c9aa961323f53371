package io.github.reelay.tracking;

import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Means;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.PersonRef;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Request;
import io.github.reelay.task.Requester;
import io.github.reelay.task.StatusLine;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** One task of a dollar at every point of its life, for tests of what happens next. */
final class Lives {
  static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  static final ChatRef CHAT = new ChatRef("sim", "room");
  static final Address ADDRESS = Address.of(CHAT);
  static final MessageRef STATUS = new MessageRef(CHAT, "status");
  static final MessageRef POSTED = new MessageRef(CHAT, "video");
  static final String OWNER = "this-run";
  static final String OTHER_OWNER = "an-earlier-run";
  static final Offer OFFER = offer("first", "1.00");
  static final RemoteFile FILE = new RemoteFile("https://cdn.example/v.mp4", null, 8, null);
  static final Video VIDEO = new Video("v.mp4", 1000, 1280, 720, Duration.ofSeconds(8), "00");
  static final Failure WHY = Failure.of(FailureKind.GENERATION_FAILED, "why");

  static final TaskState QUEUED = new TaskState.Queued(NOW, null, Set.of(), 0, null);
  static final TaskState SUBMITTING = new TaskState.Submitting(NOW, OWNER, Set.of(), 0);
  static final TaskState UNCONFIRMED = new TaskState.Unconfirmed(NOW, "reset");
  static final TaskState.Running RUNNING =
      TaskState.Running.begun("remote-1", NOW, NOW.plusSeconds(5));
  static final TaskState.Running FETCHING =
      new TaskState.Running(
          NOW, "remote-1", RUNNING.progress(), 3, NOW, 0, null, FILE, NOW, 0, false);
  static final TaskState READY = new TaskState.Ready(NOW, VIDEO, false, NOW);
  static final TaskState DELIVERING =
      new TaskState.Delivering(NOW, VIDEO, 1, null, false, true, NOW);
  static final TaskState UNDELIVERABLE =
      new TaskState.Undeliverable(NOW, VIDEO, Failure.of(FailureKind.CHAT_FORBIDDEN), false);
  static final TaskState DELIVERED = new TaskState.Delivered(NOW, VIDEO, POSTED, false);
  static final TaskState FAILED = new TaskState.Failed(NOW, WHY);
  static final TaskState CANCELLED = new TaskState.Cancelled(NOW);
  static final TaskState CLOSED = new TaskState.Closed(NOW, true);
  static final TaskState DELETED = new TaskState.Deleted(NOW);

  private Lives() {}

  static Offer offer(String provider, String price) {
    return new Offer(
        provider,
        "sora-2",
        Means.TEXT,
        8,
        null,
        null,
        Money.of(price),
        Duration.ofMinutes(2),
        Duration.ofMinutes(40));
  }

  /** Accepted just now; nobody sees it yet. */
  static Task accepted() {
    return accepted("ann", 1);
  }

  static Task accepted(String person, int number) {
    return Task.accepted(
        TaskId.of(NOW.toEpochMilli(), number),
        "sim:" + number,
        new Requester(new PersonRef("sim", person), person, Locale.ENGLISH),
        ADDRESS,
        Request.text("a red fox"),
        OFFER,
        NOW);
  }

  /** In this state, with a status message that shows something older. */
  static Task in(TaskState state) {
    return accepted().withStatus(seen()).with(state, NOW);
  }

  static StatusLine seen() {
    return StatusLine.NONE.shown(STATUS, "something older", NOW);
  }

  /** The state's name; a running task whose file is known is called FETCHING here. */
  static String name(TaskState state) {
    return state instanceof TaskState.Running r && r.result() != null ? "FETCHING" : state.name();
  }
}
