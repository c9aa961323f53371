package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.ButtonLabels;
import io.github.reelay.conversation.text.CancelCost;
import io.github.reelay.conversation.text.TaskLinks;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.TimeTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /jobs}: a person's running and recent tasks; with a number the clips of one film. */
record JobList(TaskStore tasks, TaskService taskService, UserTexts texts, InstantSource clock) {
  /** As many as fit one message on every platform. */
  private static final int MAX_SHOWN = 10;

  /** Looked through for running ones, which come first however many ended since. */
  private static final int MAX_SCANNED = 50;

  /** A film is asked for by its number, which is from the list or from a caption. */
  private static final int MAX_SEARCHED = 500;

  /** As many characters as people are shown. */
  private static final int MIN_ID_LENGTH = 4;

  private static final int MAX_PROMPT_LENGTH = 60;

  private static final int MAX_CLIP_PROMPT_LENGTH = 160;

  /** Labels with an id and a cost are long; five rows, the most Discord has, hold all. */
  private static final int BUTTONS_PER_ROW = 2;

  Answer show(Sender sender, CommandInput input) {
    String id =
        input
            .values()
            .getOrDefault(Command.Field.TASK.word(), input.request().text())
            .replace("#", "")
            .strip();
    return id.isEmpty() ? list(sender) : film(sender, id.toUpperCase(Locale.ROOT));
  }

  /** The clips of the film that a task belongs to; of another task it is that alone. */
  private Answer film(Sender sender, String id) {
    Optional<Task> found =
        tasksOf(sender, MAX_SEARCHED)
            .filter(task -> task.id().value().endsWith(id) && id.length() >= MIN_ID_LENGTH)
            .findFirst();
    if (found.isEmpty()) {
      return texts.refuse(
          sender, "jobs.no-such", new Span.Code("#" + id), texts.command(sender, "jobs"));
    }
    Locale language = texts.language(sender);
    List<Task> clips = tasks.filmWith(found.get());
    RichText.Builder text =
        RichText.builder()
            .append(
                texts.text(
                    sender,
                    "jobs.film",
                    clips.size(),
                    new Span.Code(found.get().id().shortForm())));
    Money sum = Money.ZERO;
    Money pretend = Money.ZERO;
    for (Task clip : clips) {
      Money cost = StatusViewFactory.of(clip, clip.state().since()).cost();
      boolean isPretend = clip.offer().isPretend();
      sum = sum.plus(cost);
      pretend = isPretend ? pretend.plus(cost) : pretend;
      text.newLine()
          .code(clip.id().shortForm())
          .plain(" " + state(language, clip) + " · ")
          .plain(texts.formats().money(language, cost, isPretend) + " · ")
          .untrusted(TextTruncation.singleLine(clip.request().prompt(), MAX_CLIP_PROMPT_LENGTH));
    }
    text.newLine()
        .append(texts.text(sender, "jobs.sum", texts.formats().sum(language, sum, pretend)));
    return new Answer.Reply(Message.of(text.build()), true);
  }

  private Answer list(Sender sender) {
    List<Task> newest = tasksOf(sender, MAX_SCANNED).toList();
    List<Task> shown =
        Stream.concat(
                newest.stream().filter(JobList::isUnderWay),
                newest.stream().filter(task -> !isUnderWay(task)))
            .limit(MAX_SHOWN)
            .toList();
    if (shown.isEmpty()) {
      boolean elsewhere = !tasks.ofPerson(sender.person(), 1).isEmpty();
      return elsewhere
          ? texts.reply(sender, "jobs.none-here")
          : texts.reply(sender, "jobs.none", texts.command(sender, "video"));
    }
    Locale language = texts.language(sender);
    RichText.Builder text = RichText.builder().append(texts.text(sender, "jobs.title"));
    List<Button> buttons = new ArrayList<>();
    for (Task task : shown) {
      StatusView view = taskService.view(task);
      text.newLine()
          .add(TaskLinks.of(task))
          .plain(" " + String.join(" · ", facts(language, task, view)) + " · ")
          .untrusted(TextTruncation.singleLine(task.request().prompt(), MAX_PROMPT_LENGTH));
      button(language, task).ifPresent(buttons::add);
    }
    return new Answer.Reply(
        new Message(text.build(), ButtonLabels.grid(buttons, BUTTONS_PER_ROW)), true);
  }

  /** Where others read it, what was asked for elsewhere is nobody else's business. */
  private Stream<Task> tasksOf(Sender sender, int limit) {
    return tasks.ofPerson(sender.person(), limit).stream()
        .filter(task ->
            !sender.isOverheard() || task.address().chat().equals(sender.destination().chat()));
  }

  private static boolean isUnderWay(Task task) {
    return switch (task.state()) {
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _ -> true;
      case TaskState.Unconfirmed unconfirmed -> unconfirmed.repeat() != null;
      case TaskState.Ended _ -> false;
    };
  }

  /** How it stands, how long still, what it costs, how long ago it was asked for. */
  private List<String> facts(Locale language, Task task, StatusView view) {
    TimeTexts times = texts.times();
    boolean inLine = view.queuePosition() != null;
    return Stream.of(
            inLine ? times.waiting(language, view) : state(language, task),
            inLine ? "" : times.left(language, view),
            view.cost().micros() == 0
                ? texts.plainText(language, "jobs.not-charged")
                : texts.formats().money(language, view.cost(), task.offer().isPretend()),
            times.ago(language, Duration.between(task.acceptedAt(), clock.instant())))
        .filter(fact -> !fact.isEmpty())
        .toList();
  }

  private String state(Locale language, Task task) {
    if (task.state() instanceof TaskState.Running running && !task.withheld()) {
      Integer percent = running.progress().percent();
      if (percent != null) {
        return texts.plainText(language, "jobs.running-percent", percent);
      }
    }
    boolean free = task.offer().price().equals(Money.ZERO);
    String key =
        switch (task.state()) {
          case TaskState.Running _ -> task.withheld() ? "jobs.withheld" : "jobs.running";
          case TaskState.Queued _ -> "jobs.queued";
          case TaskState.Submitting _ -> "jobs.submitting";
          case TaskState.Unconfirmed unconfirmed when unconfirmed.repeat() != null ->
              "jobs.asking-again";
          case TaskState.Unconfirmed _ -> free ? "jobs.unconfirmed-free" : "jobs.unconfirmed";
          case TaskState.InDelivery _ -> "jobs.delivering";
          case TaskState.Delivered _ -> "jobs.delivered";
          case TaskState.Failed _ -> "jobs.failed";
          case TaskState.Unfetched _ -> free ? "jobs.unfetched-free" : "jobs.unfetched";
          case TaskState.Cancelled _ -> "jobs.cancelled";
          case TaskState.Closed _ -> "jobs.closed";
          case TaskState.Undeliverable kept -> kept.isReported() ? "jobs.reported" : "jobs.kept";
          case TaskState.Deleted _ -> "jobs.deleted";
        };
    return texts.plainText(language, key, task.cancelledByModerator() ? 1 : 0);
  }

  private Optional<Button> button(Locale language, Task task) {
    return switch (task.state()) {
      case TaskState.Queued _, TaskState.AtProvider _ ->
          task.withheld()
              ? Optional.empty()
              : Optional.of(texts.labels().cancelButton(language, task.id(), CancelCost.of(task)));
      case TaskState.Undeliverable kept when kept.isReported() -> Optional.empty();
      case TaskState.Undeliverable _, TaskState.Unfetched _ ->
          Optional.of(
              texts
                  .labels()
                  .buttonWithId(language, ButtonAction.FETCH, task.id(), Button.Style.PLAIN));
      case TaskState.InDelivery _, TaskState.AtRest _ -> Optional.empty();
    };
  }
}
