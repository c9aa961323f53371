package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.TaskService;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Buttons of status messages, posted videos and the list of jobs. Rights are checked at the press.
 */
record TaskButtons(
    TaskService taskService,
    ModelCatalogue catalogue,
    VideoRequests videoRequests,
    TaskAcceptor acceptor,
    TaskPermissions permissions,
    UserTexts texts) {

  Answer cancel(Sender sender, Task task) {
    if (!permissions.mayManage(sender, task)) {
      return texts.note(sender, "press.not-yours");
    }
    boolean changed = taskService.cancel(task.id());
    Task now = taskService.find(task.id()).orElse(task);
    String price = texts.formats().money(now.offer().price());
    if (changed) {
      boolean free = now.state() instanceof TaskState.Cancelled;
      return texts.note(sender, free ? "cancel.free" : "cancel.charged", price);
    }
    String key =
        switch (now.state()) {
          case TaskState.Submitting _, TaskState.Running _, TaskState.Cancelled _ ->
              "cancel.already";
          case TaskState.Unconfirmed _ -> "cancel.unclear";
          case TaskState.Queued _, TaskState.Ready _, TaskState.Delivering _ -> "cancel.too-late";
          case TaskState.Delivered _,
              TaskState.Failed _,
              TaskState.Closed _,
              TaskState.Undeliverable _,
              TaskState.Deleted _ ->
              "cancel.over";
        };
    return texts.note(sender, key);
  }

  Answer fetch(Sender sender, Task task) {
    if (!permissions.mayManage(sender, task)) {
      return texts.note(sender, "press.not-yours");
    }
    if (taskService.fetch(task.id(), sender.destination())) {
      boolean kept = task.state() instanceof TaskState.Undeliverable;
      return texts.note(sender, kept ? "fetch.coming" : "fetch.when-done");
    }
    return texts.note(
        sender,
        switch (taskService.find(task.id()).orElse(task).state()) {
          case TaskState.Queued _,
              TaskState.Submitting _,
              TaskState.Unconfirmed _,
              TaskState.Running _ ->
              "fetch.not-yet";
          case TaskState.Ready _, TaskState.Delivering _ -> "fetch.coming";
          case TaskState.Delivered _ -> "fetch.there";
          case TaskState.Undeliverable _, TaskState.Deleted _ -> "fetch.gone";
          case TaskState.Failed _, TaskState.Cancelled _, TaskState.Closed _ -> "remix.no-video";
        });
  }

  Answer delete(Sender sender, Task task, MessageRef on) {
    if (!permissions.mayManage(sender, task)) {
      return texts.note(sender, "press.not-yours");
    }
    return switch (task.state()) {
      case TaskState.Delivered delivered -> {
        taskService.delete(task.id());
        yield removed(sender, delivered.message());
      }
      case TaskState.Undeliverable _ -> {
        taskService.delete(task.id());
        yield texts.note(sender, "delete.done");
      }
      case TaskState.Deleted _ -> removed(sender, on);
      case TaskState.Queued _,
          TaskState.Submitting _,
          TaskState.Unconfirmed _,
          TaskState.Running _,
          TaskState.Ready _,
          TaskState.Delivering _,
          TaskState.Failed _,
          TaskState.Cancelled _,
          TaskState.Closed _ ->
          texts.note(sender, "delete.nothing");
    };
  }

  /** Said again for a task deleted before: a kill may have come before the message was removed. */
  private Answer removed(Sender sender, MessageRef message) {
    return new Answer.Remove(List.of(message), Message.of(texts.text(sender, "delete.done")));
  }

  Answer remix(Sender sender, Task task, String origin, @Nullable String text) {
    if (text != null) {
      return videoRequests.remixOf(sender, RequestInput.free(origin, text, null), task.id());
    }
    Optional<String> obstacle = VideoRequests.obstacle(task);
    return obstacle.isPresent()
        ? texts.note(sender, obstacle.get())
        : new Answer.AskRemix(
            task.id(),
            Message.of(
                texts.text(
                    sender,
                    "remix.ask",
                    new Span.Quoted(TextTruncation.line(task.request().prompt(), 120)))));
  }

  /** The same request once more, charged to who presses. */
  Answer again(Sender sender, Task task, String origin) {
    return repeat(sender, task, origin);
  }

  /** A new task beside one whose answer was lost; however often it is pressed, one per person. */
  Answer tryAnyway(Sender sender, Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed _, TaskState.Closed _ ->
          repeat(sender, task, "try-anyway:" + task.id() + ":" + sender.person());
      case TaskState.Queued _,
          TaskState.Submitting _,
          TaskState.Running _,
          TaskState.Ready _,
          TaskState.Delivering _,
          TaskState.Delivered _,
          TaskState.Failed _,
          TaskState.Cancelled _,
          TaskState.Undeliverable _,
          TaskState.Deleted _ ->
          texts.note(sender, "try-anyway.settled");
    };
  }

  private Answer repeat(Sender sender, Task task, String origin) {
    if (task.request().prompt().isEmpty()) {
      return texts.tell(sender, "again.forgotten");
    }
    TaskId from = task.request().source();
    Task source = from == null ? null : taskService.find(from).orElse(null);
    if (from != null && (source == null || VideoRequests.obstacle(source).isPresent())) {
      return texts.tell(sender, "again.source-gone");
    }
    return acceptor.take(sender, origin, same(task, source), source);
  }

  /** What was chosen for the person then is chosen now, though the defaults may have changed. */
  private VideoRequest same(Task task, @Nullable Task source) {
    VideoRequest asked = task.request();
    Offer offer = task.offer();
    VideoRequest exact =
        asked
            .withModel(offer.model())
            .withSeconds(offer.seconds())
            .withAspect(offer.aspect())
            .withResolution(offer.resolution());
    return asked.kind() == RequestKind.GENERATE
            && catalogue.check(exact, source) instanceof RequestCheck.Fine
        ? exact
        : asked;
  }
}
