package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handler of buttons on status messages, posted videos and the list of jobs. Rights are checked
 * at the press.
 */
record TaskButtonHandler(
    TaskService taskService,
    TaskStore tasks,
    VideoRequests videoRequests,
    TaskAcceptor acceptor,
    DraftCards cards,
    DraftVideos draftVideos,
    OriginalLink original,
    TaskPermissions permissions,
    UserTexts texts) {

  Answer cancel(Sender sender, Task task) {
    if (!permissions.canManage(sender, task)) {
      return texts.acknowledge(sender, "press.not-yours");
    }
    boolean byModerator = !sender.person().equals(task.requester().person());
    boolean changed = taskService.cancel(task.id(), byModerator);
    Task now = taskService.find(task.id()).orElse(task);
    if (changed) {
      Money cost = Objects.requireNonNullElse(now.charged(), now.offer().price());
      return texts.acknowledge(
          sender,
          cost.equals(Money.ZERO) ? "cancel.free" : cancelledKey(now.state()),
          texts.formats().moneyInSentence(texts.language(sender), cost, now.offer().isPretend()));
    }
    String key =
        switch (now.state()) {
          case TaskState.AtProvider _, TaskState.Cancelled _ -> "cancel.already";
          case TaskState.Unconfirmed _ -> "cancel.unclear";
          case TaskState.Queued _, TaskState.InDelivery _ -> "cancel.too-late";
          case TaskState.Ended _ -> "cancel.over";
        };
    return texts.acknowledge(sender, key);
  }

  /** What it costs to have cancelled a task that is in this state now. */
  private static String cancelledKey(TaskState state) {
    return switch (state) {
      case TaskState.Submitting _ -> "cancel.unknown";
      case TaskState.Running running when running.doneAt() == null -> "cancel.charged";
      case TaskState.Running _, TaskState.WithFile _ -> "cancel.made";
      case TaskState.Queued _, TaskState.AtRest _ -> "cancel.free";
    };
  }

  Answer fetch(Sender sender, Task task, MessageRef messageRef) {
    if (!permissions.canManage(sender, task)) {
      return texts.acknowledge(sender, "press.not-yours");
    }
    if (task.state() instanceof TaskState.Undeliverable kept && kept.isReported()) {
      return texts.acknowledge(sender, "fetch.reported");
    }
    if (task.state() instanceof TaskState.Delivered delivered) {
      return original.fetch(sender, delivered, messageRef);
    }
    if (taskService.fetch(task.id(), sender.destination())) {
      return texts.acknowledge(
          sender,
          switch (task.state()) {
            case TaskState.Undeliverable _ -> "fetch.coming";
            case TaskState.Unfetched _ -> "fetch.asked-again";
            case TaskState.Queued _,
                TaskState.AtProvider _,
                TaskState.InDelivery _,
                TaskState.AtRest _ ->
                "fetch.when-done";
          });
    }
    return texts.acknowledge(
        sender,
        switch (taskService.find(task.id()).orElse(task).state()) {
          case TaskState.Queued _, TaskState.AtProvider _, TaskState.Unconfirmed _ ->
              "fetch.not-yet";
          case TaskState.InDelivery _ -> "fetch.coming";
          case TaskState.Delivered _ -> "fetch.there";
          case TaskState.Undeliverable _, TaskState.Deleted _ -> "fetch.gone";
          case TaskState.EndedWithoutVideo _ -> "remix.no-video";
        });
  }

  /** A deleted video cannot be brought back, so the person is asked once. */
  Answer askToDelete(Sender sender, Task task, MessageRef video) {
    if (!permissions.canManage(sender, task)) {
      return texts.acknowledge(sender, "press.not-yours");
    }
    return switch (task.state()) {
      case TaskState.Delivered _, TaskState.Undeliverable _ ->
          new Answer.Reply(
              new Message(
                  texts.text(sender, "delete.ask"),
                  texts.labels().deleteQuestion(texts.language(sender), task.id())),
              true);
      // Said again for one deleted before: a kill may have come before its message was removed.
      case TaskState.Deleted _ -> deleteVideo(sender, task, video);
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.Unconfirmed _,
          TaskState.InDelivery _,
          TaskState.EndedWithoutVideo _ ->
          texts.acknowledge(sender, "delete.nothing");
    };
  }

  /**
   * @param question the message with the pressed button
   */
  Answer keep(Sender sender, Task task, MessageRef question) {
    return permissions.canManage(sender, task)
        ? deleteQuestion(sender, "delete.kept", question)
        : texts.acknowledge(sender, "press.not-yours");
  }

  /**
   * @param question the message with the pressed button; the video itself, where a chat has asked
   *     in its own way
   */
  Answer delete(Sender sender, Task task, MessageRef question) {
    if (!permissions.canManage(sender, task)) {
      return texts.acknowledge(sender, "press.not-yours");
    }
    return switch (task.state()) {
      case TaskState.Delivered delivered -> {
        taskService.delete(task.id());
        yield deleteVideo(sender, task, delivered.message(), question);
      }
      case TaskState.Undeliverable _ -> {
        taskService.delete(task.id());
        yield deleteQuestion(sender, "delete.done", question);
      }
      case TaskState.Deleted _ -> deleteVideo(sender, task, question);
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.Unconfirmed _,
          TaskState.InDelivery _,
          TaskState.EndedWithoutVideo _ ->
          texts.acknowledge(sender, "delete.nothing");
    };
  }

  private Answer deleteVideo(Sender sender, Task task, MessageRef... messages) {
    return new Answer.DeleteMessages(
        Stream.concat(Stream.of(messages), tasks.copies(task).stream()).distinct().toList(),
        tasks.withLinkTo(task),
        Message.of(texts.text(sender, "delete.done")));
  }

  private Answer deleteQuestion(Sender sender, String note, MessageRef question) {
    return new Answer.DeleteMessages(
        List.of(question), List.of(), Message.of(texts.text(sender, note)));
  }

  Answer remix(Sender sender, Task task, String origin, @Nullable String text) {
    if (text != null) {
      return videoRequests.remixOf(sender, RequestInput.ofText(origin, text, null), task);
    }
    return askPrompt(sender, task, ButtonAction.REMIX, RequestKind.REMIX, "remix.ask");
  }

  /** The next clip: asks what happens in it. */
  Answer continueFilm(Sender sender, Task task, String origin, @Nullable String text) {
    return text == null
        ? askPrompt(sender, task, ButtonAction.CONTINUE, RequestKind.CONTINUE, "continue.ask")
        : videoRequests.continuationOf(sender, RequestInput.ofText(origin, text, null), task);
  }

  private Answer askPrompt(
      Sender sender, Task task, ButtonAction action, RequestKind kind, String question) {
    Optional<String> obstacle = VideoRequests.obstacleKey(kind, task);
    return obstacle.isPresent()
        ? texts.acknowledge(sender, obstacle.get())
        : new Answer.AskPrompt(
            new ButtonId(action, task.id().value()),
            Message.of(
                texts.text(
                    sender,
                    question,
                    new Span.Untrusted(TextTruncation.singleLine(task.request().prompt(), 120)))),
            "",
            false);
  }

  /** The same request in other words, on a card of who presses. */
  Answer edit(Sender sender, Task task, String origin, @Nullable String text) {
    if (task.request().prompt().isEmpty()) {
      return texts.reply(sender, "again.forgotten");
    }
    VideoRequest request =
        sameRequest(task, acceptor.source(task.request()).orElse(null)).forReal();
    return text == null
        ? cards.askPrompt(sender, task.id().value(), request, false)
        : cards.reword(sender, request, origin, text, false);
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
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.Ended _ ->
          texts.acknowledge(sender, "try-anyway.settled");
    };
  }

  private Answer repeat(Sender sender, Task task, String origin) {
    if (task.request().prompt().isEmpty()) {
      return texts.reply(sender, "again.forgotten");
    }
    Task source = acceptor.source(task.request()).orElse(null);
    if (task.request().source() != null && source == null) {
      return texts.reply(sender, "again.source-gone");
    }
    return acceptor.accept(sender, origin, sameRequest(task, source), source);
  }

  /**
   * The video that a draft is made for, charged to who presses; one per person, unless nothing came
   * of it. If it costs more than the button says, its card asks first.
   */
  Answer forReal(Sender sender, Task draft, String press) {
    VideoRequest.FullVideo full = draft.request().full();
    if (draft.request().prompt().isEmpty()) {
      return texts.reply(sender, "again.forgotten");
    }
    if (full == null) {
      return texts.acknowledge(sender, "press.stale");
    }
    String origin = "for-real:" + draft.id() + ":" + sender.person();
    Optional<Task> known = acceptor.known(origin);
    if (known.isPresent()) {
      if (!(known.get().state() instanceof TaskState.EndedWithoutVideo)) {
        return texts.acknowledge(sender, "for-real.ordered");
      }
      origin += ":" + press;
    }
    VideoRequest request = draft.request().forReal();
    return acceptor.check(sender, request) instanceof TaskAcceptor.Eligibility.Eligible(Offer offer)
            && !offer.price().isMoreThan(full.price())
        ? acceptor.accept(sender, origin, request, acceptor.source(request).orElse(null))
        : cards.show(sender, press, request, false);
  }

  /** What was chosen for the person then is chosen now, though the defaults may have changed. */
  VideoRequest sameRequest(Task task, @Nullable Task source) {
    return draftVideos.exact(task.request(), task.offer(), source);
  }
}
