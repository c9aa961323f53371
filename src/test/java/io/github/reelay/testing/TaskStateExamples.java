package io.github.reelay.testing;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.tracking.state.TrackingConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** One task of a dollar at every point of its life, for tests of what happens next. */
public final class TaskStateExamples {
  public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  public static final ChatRef CHAT = new ChatRef("sim", "room");
  public static final Destination ADDRESS = Destination.of(CHAT);
  public static final MessageRef STATUS = new MessageRef(CHAT, "status");
  public static final MessageRef POSTED = new MessageRef(CHAT, "video");
  public static final String OWNER = "this-run";
  public static final String OTHER_OWNER = "an-earlier-run";
  public static final Offer OFFER = offer("first", "1.00");
  public static final RemoteFile FILE = new RemoteFile("https://cdn.example/v.mp4", null, 8, null);
  public static final Video VIDEO =
      new Video("v.mp4", 1000, 1280, 720, Duration.ofSeconds(8), "00");
  public static final Failure WHY = Failure.of(FailureKind.GENERATION_FAILED, "why");

  public static final TrackingConfig CONFIG = config(false);

  public static TrackingConfig config(boolean keepStatus) {
    return new TrackingConfig(
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(20),
        Duration.ofSeconds(120),
        keepStatus);
  }

  public static final TaskState QUEUED = TaskState.Queued.accepted(NOW);
  public static final TaskState SUBMITTING = new TaskState.Submitting(NOW, OWNER, Set.of(), 0);
  public static final TaskState UNCONFIRMED = TaskState.Unconfirmed.unanswered(NOW, "reset", 0);
  public static final TaskState.Running RUNNING =
      TaskState.Running.started("remote-1", NOW, NOW.plusSeconds(5));
  public static final TaskState.Running FETCHING =
      RUNNING.polled(NOW).polled(NOW).completed(FILE, NOW);
  public static final KeyedPost KEYED =
      new KeyedPost("/v1/videos", "Idempotency-Key", "k", "{}", NOW.plus(Duration.ofHours(23)));
  public static final TaskState ASKING =
      TaskState.Unconfirmed.unanswered(NOW, "reset", 0)
          .withRepeat(new KeyedPost.Repeat(KEYED, NOW));
  public static final TaskState LOST =
      TaskState.Unconfirmed.lost(NOW, "nothing came", RUNNING.polled(NOW));
  public static final TaskState UNFETCHED = new TaskState.Unfetched(NOW, WHY);
  public static final TaskState READY = TaskState.Ready.stored(NOW, VIDEO);
  public static final TaskState DELIVERING = TaskState.Ready.stored(NOW, VIDEO).begun(NOW, NOW);
  public static final TaskState.Delivering.Try FIRST_TRY = new TaskState.Delivering.Try(NOW, 1);
  public static final TaskState UNDELIVERABLE =
      TaskState.Undeliverable.unposted(NOW, VIDEO, Failure.of(FailureKind.CHAT_FORBIDDEN));
  public static final TaskState DELIVERED =
      new TaskState.Delivered(NOW, VIDEO, POSTED, false, false);
  public static final TaskState FAILED = new TaskState.Failed(NOW, WHY);
  public static final TaskState CANCELLED = new TaskState.Cancelled(NOW);
  public static final TaskState CLOSED = new TaskState.Closed(NOW, true);
  public static final TaskState DELETED = new TaskState.Deleted(NOW);

  private TaskStateExamples() {}

  public static Offer offer(String provider, String price) {
    return new Offer(
        provider,
        "sora-2",
        GenerationMode.TEXT,
        8,
        null,
        null,
        Money.of(price),
        Duration.ofMinutes(2),
        Duration.ofMinutes(40),
        false);
  }

  /** Accepted just now; nobody sees it yet. */
  public static Task accepted() {
    return accepted("ann", 1);
  }

  public static Task accepted(String person, int number) {
    return Task.accepted(
        TaskId.of(NOW.toEpochMilli(), number),
        "sim:" + number,
        new Requester(new PersonRef("sim", person), person, Locale.ENGLISH),
        ADDRESS,
        TaskExamples.generate("a red fox"),
        OFFER,
        NOW);
  }

  /** In this state, with a status message that shows something older. */
  public static Task in(TaskState state) {
    Task task = accepted().withStatus(seen());
    boolean completed = state instanceof TaskState.Running r && r.doneAt() != null;
    if (completed || state instanceof TaskState.Unfetched) {
      task = task.withCharge(OFFER.price()).nextVersion(RUNNING, NOW);
    } else if (state instanceof TaskState.WithFile) {
      task = task.nextVersion(RUNNING, NOW);
    }
    return task.nextVersion(state, NOW);
  }

  public static StatusMessage seen() {
    return StatusMessage.NONE.shown(STATUS, "something older", NOW);
  }

  /**
   * The state's name; FETCHING is a running task whose file is known, LOST one given up, ASKING an
   * unconfirmed one whose answer is asked for again.
   */
  public static String name(TaskState state) {
    boolean fetching = state instanceof TaskState.Running r && r.result() != null;
    boolean lost = state instanceof TaskState.Unconfirmed u && u.lost() != null;
    boolean asking = state instanceof TaskState.Unconfirmed u && u.repeat() != null;
    return fetching ? "FETCHING" : lost ? "LOST" : asking ? "ASKING" : state.name();
  }
}
