package io.github.reelay.conversation.usecase;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput.Source;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.AccessPolicy.Verdict;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The use case of {@code /report}: anybody in a chat takes a posted video out of sight, the
 * operator is told and may show it again. Thread-safe.
 */
final class VideoReports {
  /** Longer than a video is kept for the operator. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private record Report(PersonRef person, TaskId task) {}

  private final TaskStore tasks;
  private final TaskService taskService;
  private final AccessPolicy access;
  private final Alert.Sink alerts;
  private final UserTexts texts;

  /** What the operator shows again, the same person does not hide again. */
  private final Cache<Report, Boolean> made =
      Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(100_000).build();

  VideoReports(
      TaskStore tasks,
      TaskService taskService,
      AccessPolicy access,
      Alert.Sink alerts,
      UserTexts texts) {
    this.tasks = tasks;
    this.taskService = taskService;
    this.access = access;
    this.alerts = alerts;
    this.texts = texts;
  }

  Answer report(Sender sender, Source source) {
    return switch (source) {
      case Source.Newest _ -> UserTexts.reply(howTo(texts, sender));
      case Source.OnMessage(MessageRef message) ->
          report(sender, tasks.findByMessage(message), message);
      case Source.OfTask(TaskId id) -> texts.reply(sender, "report.no-video");
    };
  }

  /** How a video is reported on the sender's platform. */
  static RichText howTo(UserTexts texts, Sender sender) {
    String own = "report.how." + sender.person().platform();
    return texts.text(sender, texts.localizer().bundles().has(own) ? own : "report.how.web");
  }

  /**
   * @param message the one that was pointed to; after a crash it may still be there though its task
   *     knows of it no more
   */
  Answer report(Sender sender, Optional<Task> found, MessageRef message) {
    Task task =
        found
            .filter(t -> t.address().chat().equals(sender.destination().chat()))
            .filter(_ -> access.check(UserTexts.caller(sender)) != Verdict.BANNED)
            .orElse(null);
    if (task == null) {
      return texts.reply(sender, "report.no-video");
    }
    return switch (task.state()) {
      case TaskState.Delivered delivered -> report(sender, task, delivered.message());
      case TaskState.Undeliverable kept
          when kept.isReported() && !message.equals(task.status().message()) ->
          hide(sender, task, message);
      case TaskState.Undeliverable kept when kept.isReported() ->
          texts.reply(sender, "report.done");
      case TaskState.InDelivery _ -> texts.reply(sender, "report.posting");
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.AtRest _ ->
          texts.reply(sender, "report.no-video");
    };
  }

  private Answer report(Sender sender, Task task, MessageRef video) {
    Report report = new Report(sender.person(), task.id());
    if (made.getIfPresent(report) != null) {
      return texts.reply(sender, "report.again");
    }
    if (taskService.report(task.id())) {
      made.put(report, true);
      // Ids only: a name is what a person wants it to be.
      alerts.raise(
          new Alert(
              Alert.Kind.VIDEO_REPORTED,
              task.id().value(),
              sender.person()
                  + ", "
                  + sender.destination().chat()
                  + ", "
                  + task.offer().model()
                  + ", "
                  + task.offer().provider()));
    }
    return hide(sender, task, video);
  }

  private Answer hide(Sender sender, Task task, MessageRef video) {
    List<MessageRef> copies =
        tasks.copies(task).stream().filter(copy -> !copy.equals(video)).toList();
    return new Answer.HideVideo(
        video, copies, tasks.withLinkTo(task), Message.of(texts.text(sender, "report.done")));
  }
}
