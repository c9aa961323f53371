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
    TaskService desk,
    ModelCatalogue menu,
    VideoRequests generating,
    TaskAcceptor intake,
    TaskPermissions rights,
    UserTexts voice) {

  Answer cancel(Sender speaker, Task task) {
    if (!rights.mayManage(speaker, task)) {
      return voice.note(speaker, "press.not-yours");
    }
    boolean changed = desk.cancel(task.id());
    Task now = desk.find(task.id()).orElse(task);
    String price = voice.phrases().money(now.offer().price());
    if (changed) {
      boolean free = now.state() instanceof TaskState.Cancelled;
      return voice.note(speaker, free ? "cancel.free" : "cancel.charged", price);
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
    return voice.note(speaker, key);
  }

  Answer fetch(Sender speaker, Task task) {
    if (!rights.mayManage(speaker, task)) {
      return voice.note(speaker, "press.not-yours");
    }
    if (desk.fetch(task.id(), speaker.address())) {
      boolean kept = task.state() instanceof TaskState.Undeliverable;
      return voice.note(speaker, kept ? "fetch.coming" : "fetch.when-done");
    }
    return voice.note(
        speaker,
        switch (desk.find(task.id()).orElse(task).state()) {
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

  Answer delete(Sender speaker, Task task, MessageRef on) {
    if (!rights.mayManage(speaker, task)) {
      return voice.note(speaker, "press.not-yours");
    }
    return switch (task.state()) {
      case TaskState.Delivered delivered -> {
        desk.delete(task.id());
        yield removed(speaker, delivered.message());
      }
      case TaskState.Undeliverable _ -> {
        desk.delete(task.id());
        yield voice.note(speaker, "delete.done");
      }
      case TaskState.Deleted _ -> removed(speaker, on);
      case TaskState.Queued _,
          TaskState.Submitting _,
          TaskState.Unconfirmed _,
          TaskState.Running _,
          TaskState.Ready _,
          TaskState.Delivering _,
          TaskState.Failed _,
          TaskState.Cancelled _,
          TaskState.Closed _ ->
          voice.note(speaker, "delete.nothing");
    };
  }

  /** Said again for a task deleted before: a kill may have come before the message was removed. */
  private Answer removed(Sender speaker, MessageRef message) {
    return new Answer.Remove(List.of(message), Message.of(voice.text(speaker, "delete.done")));
  }

  Answer remix(Sender speaker, Task task, String origin, @Nullable String text) {
    if (text != null) {
      return generating.remixOf(speaker, RequestInput.free(origin, text, null), task.id());
    }
    Optional<String> obstacle = VideoRequests.obstacle(task);
    return obstacle.isPresent()
        ? voice.note(speaker, obstacle.get())
        : new Answer.AskRemix(
            task.id(),
            Message.of(
                voice.text(
                    speaker,
                    "remix.ask",
                    new Span.Quoted(TextTruncation.line(task.request().prompt(), 120)))));
  }

  /** The same request once more, charged to who presses. */
  Answer again(Sender speaker, Task task, String origin) {
    return repeat(speaker, task, origin);
  }

  /** A new task beside one whose answer was lost; however often it is pressed, one per person. */
  Answer tryAnyway(Sender speaker, Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed _, TaskState.Closed _ ->
          repeat(speaker, task, "try-anyway:" + task.id() + ":" + speaker.person());
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
          voice.note(speaker, "try-anyway.settled");
    };
  }

  private Answer repeat(Sender speaker, Task task, String origin) {
    if (task.request().prompt().isEmpty()) {
      return voice.tell(speaker, "again.forgotten");
    }
    TaskId from = task.request().source();
    Task source = from == null ? null : desk.find(from).orElse(null);
    if (from != null && (source == null || VideoRequests.obstacle(source).isPresent())) {
      return voice.tell(speaker, "again.source-gone");
    }
    return intake.take(speaker, origin, same(task, source), source);
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
            && menu.check(exact, source) instanceof RequestCheck.Fine
        ? exact
        : asked;
  }
}
