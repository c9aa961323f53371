package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.TaskStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** New videos and remixes: {@code /video}, {@code /remix}, a reply to a posted video. */
record VideoRequests(TaskStore tasks, RequestParser wishes, TaskAcceptor intake, UserTexts voice) {
  Answer generate(Sender speaker, RequestInput wish) {
    return switch (wishes.read(speaker, wish, null)) {
      case RequestParser.Reading.Clear(var request) ->
          intake.take(speaker, wish.origin(), request, null);
      case RequestParser.Reading.Unclear(RichText why) -> UserTexts.tell(why);
    };
  }

  Answer remix(Sender speaker, RequestInput wish, @Nullable MessageRef on) {
    Optional<Task> source =
        on == null
            ? tasks.newestDelivered(speaker.person(), speaker.address().chat())
            : tasks.findByMessage(on);
    return source.isEmpty()
        ? voice.tell(speaker, on == null ? "remix.none-here" : "remix.not-ours")
        : remixOf(speaker, wish, source.get());
  }

  Answer remixOf(Sender speaker, RequestInput wish, TaskId source) {
    return tasks
        .find(source)
        .map(task -> remixOf(speaker, wish, task))
        .orElseGet(() -> voice.tell(speaker, "remix.not-ours"));
  }

  /** A picture with it makes it a new image-to-video request. */
  private Answer remixOf(Sender speaker, RequestInput wish, Task source) {
    if (wish.picture() != null) {
      return generate(speaker, wish);
    }
    Optional<String> obstacle = obstacle(source);
    if (obstacle.isPresent()) {
      return voice.tell(speaker, obstacle.get());
    }
    return switch (wishes.read(speaker, wish, source.id())) {
      case RequestParser.Reading.Clear(var request) ->
          intake.take(speaker, wish.origin(), request, source);
      case RequestParser.Reading.Unclear(RichText why) -> UserTexts.tell(why);
    };
  }

  /** The key of why a task's video cannot be remixed; empty when it can. */
  static Optional<String> obstacle(Task source) {
    return switch (source.state()) {
      // The video can be in the chat already while DELIVERED is being committed, and a reply to it
      // is faster at times.
      case TaskState.Delivering _, TaskState.Delivered _, TaskState.Undeliverable _ ->
          Optional.empty();
      case TaskState.Deleted _ -> Optional.of("remix.deleted");
      case TaskState.Queued _,
          TaskState.Submitting _,
          TaskState.Unconfirmed _,
          TaskState.Running _,
          TaskState.Ready _ ->
          Optional.of("remix.not-yet");
      case TaskState.Failed _, TaskState.Cancelled _, TaskState.Closed _ ->
          Optional.of("remix.no-video");
    };
  }
}
