package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.ButtonLabels;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** {@code /admin tasks}: those that need a hand, with the operator's buttons. */
record AdminTasks(
    TaskStore tasks,
    TaskService taskService,
    Rules rules,
    AdminAuthority authority,
    UserTexts texts,
    InstantSource clock) {
  /**
   * What may need a hand, the most urgent first; each is looked for by itself, so that no number of
   * others hides it.
   */
  private static final List<Set<Class<? extends TaskState>>> MAY_NEED_ATTENTION =
      List.of(
          Set.of(TaskState.Unconfirmed.class),
          Set.of(TaskState.Undeliverable.class, TaskState.Unfetched.class),
          Set.of(TaskState.Running.class));

  private static final int MAX_SCANNED = 1000;

  /** Two buttons for each, four in a row, and a row to turn pages: Discord's five rows. */
  private static final int PAGE_SIZE = 8;

  /** Labels carry an id; more in a row are cut on a phone. */
  private static final int BUTTONS_PER_ROW = 4;

  /** Longer numbers are short ids. */
  private static final Pattern PAGE = Pattern.compile("\\d{1,3}");

  /** {@code /admin tasks}, {@code /admin tasks 2}, {@code /admin tasks #K3F9}. */
  Answer show(Sender sender, List<String> words) {
    Scope place = place(sender);
    if (!authority.isAllowed(sender, AdminAction.TASKS_SHOW, place)) {
      return authority.refuse(sender);
    }
    String which = words.isEmpty() ? "1" : words.getFirst();
    return new Answer.Reply(
        PAGE.matcher(which).matches()
            ? page(sender, place, Integer.parseInt(which))
            : single(sender, place, which),
        true);
  }

  Answer turn(Sender sender, String page) {
    Scope place = place(sender);
    return authority.isAllowed(sender, AdminAction.TASKS_SHOW, place)
        ? new Answer.ReplaceMessage(
            page(sender, place, PAGE.matcher(page).matches() ? Integer.parseInt(page) : 1))
        : texts.acknowledge(sender, "admin.refused");
  }

  private Scope place(Sender sender) {
    return authority.role(sender) == AdminRole.OPERATOR
        ? Scope.EVERYWHERE
        : AdminAuthority.currentPlace(sender);
  }

  Answer settle(Sender sender, Task task, boolean charged) {
    return press(
        sender,
        task,
        charged ? ButtonAction.CHARGED : ButtonAction.NOT_CHARGED,
        () -> taskService.settle(task.id(), charged));
  }

  Answer retryDelivery(Sender sender, Task task) {
    return press(
        sender, task, ButtonAction.RETRY_DELIVERY, () -> taskService.retryDelivery(task.id()));
  }

  /** The right is checked now: a button stays in the chat when the right is gone. */
  private Answer press(Sender sender, Task task, ButtonAction action, BooleanSupplier act) {
    if (!authority.isAllowed(sender, AdminAction.TASKS_SETTLE, Scope.EVERYWHERE)) {
      return texts.acknowledge(sender, "admin.refused");
    }
    String before = task.state().name();
    if (!act.getAsBoolean()) {
      return texts.acknowledge(sender, "admin.tasks.settled");
    }
    rules.recordAudit(
        AdminAuthority.author(sender),
        "task " + task.id() + " " + action.wireId(),
        before,
        taskService.find(task.id()).orElse(task).state().name());
    return new Answer.ReplaceMessage(page(sender, Scope.EVERYWHERE, 1));
  }

  private Message page(Sender sender, Scope place, int wanted) {
    List<Task> found = found(place);
    if (found.isEmpty()) {
      return Message.of(texts.text(sender, "admin.tasks.none"));
    }
    int pages = (found.size() + PAGE_SIZE - 1) / PAGE_SIZE;
    int page = Math.clamp(wanted, 1, pages);
    RichText.Builder text =
        RichText.builder().append(texts.text(sender, "admin.tasks.title", found.size()));
    if (pages > 1) {
      text.plain(texts.plainText(sender, "sentence.gap"))
          .append(texts.text(sender, "admin.tasks.page", page, pages));
    }
    text.newLine();
    int from = (page - 1) * PAGE_SIZE;
    List<List<Button>> rows =
        new ArrayList<>(
            list(sender, found.subList(from, Math.min(from + PAGE_SIZE, found.size())), text));
    List<Button> turns = texts.labels().pageButtons(texts.language(sender), page, pages);
    if (!turns.isEmpty()) {
      rows.add(turns);
    }
    return new Message(text.build(), rows);
  }

  private List<Task> found(Scope place) {
    return MAY_NEED_ATTENTION.stream()
        .flatMap(states -> tasks.inStates(states, MAX_SCANNED).stream())
        .filter(task -> place.contains(task.address()))
        .filter(this::needsAttention)
        .toList();
  }

  /** Any task by its id; by the short form those that need a hand. */
  private Message single(Sender sender, Scope place, String word) {
    String id = word.toUpperCase(Locale.ROOT);
    List<Task> named =
        TaskId.isValid(id)
            ? tasks.find(new TaskId(id)).filter(t -> place.contains(t.address())).stream().toList()
            : found(place).stream()
                .filter(t -> t.id().shortForm().equals("#" + id.replace("#", "")))
                .limit(PAGE_SIZE)
                .toList();
    if (named.isEmpty()) {
      return Message.of(
          texts.text(
              sender,
              "admin.tasks.unknown",
              new RichText.Span.Untrusted(TextTruncation.singleLine(word, 60))));
    }
    RichText.Builder text = RichText.builder();
    List<List<Button>> rows = list(sender, named, text);
    return new Message(text.build(), rows);
  }

  /** Adds a line for each task; the buttons are for operators only. */
  private List<List<Button>> list(Sender sender, List<Task> shown, RichText.Builder text) {
    Locale language = texts.language(sender);
    boolean operator = authority.role(sender) == AdminRole.OPERATOR;
    List<Button> buttons = new ArrayList<>();
    for (Task task : shown) {
      if (!task.equals(shown.getFirst())) {
        text.newLine();
      }
      text.code(task.id().shortForm())
          .plain(" ")
          .append(state(sender, task))
          .plain(" · " + task.offer().model())
          .plain(operator ? " · " + task.offer().provider() : "")
          .plain(" · ")
          .plain(texts.formats().money(language, task.reserved(), task.offer().isPretend()))
          .plain(" · ")
          .untrusted(task.requester().name());
      if (operator) {
        buttons.addAll(texts.labels().operatorButtons(language, task.id(), task.state()));
      }
    }
    return ButtonLabels.grid(buttons, BUTTONS_PER_ROW);
  }

  /** What its person had cancelled is kept on purpose. */
  private boolean needsAttention(Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed unconfirmed -> unconfirmed.repeat() == null;
      case TaskState.Unfetched _ -> true;
      case TaskState.Undeliverable u -> u.reason().kind() != FailureKind.KEPT_AFTER_CANCEL;
      case TaskState.Running running -> isOverdue(task, running);
      case TaskState.Queued _, TaskState.Submitting _, TaskState.InDelivery _, TaskState.Ended _ ->
          false;
    };
  }

  private boolean isOverdue(Task task, TaskState.Running running) {
    Instant now = clock.instant();
    return Duration.between(running.since(), now).compareTo(task.offer().typical().multipliedBy(2))
        > 0;
  }

  private RichText state(Sender sender, Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed unconfirmed ->
          texts.text(
              sender,
              unconfirmed.repeat() == null
                  ? "admin.tasks.unconfirmed"
                  : "admin.tasks.asking-again");
      case TaskState.Undeliverable kept ->
          texts.text(
              sender, kept.isReported() ? "admin.tasks.reported" : "admin.tasks.undeliverable");
      case TaskState.Unfetched _ -> texts.text(sender, "admin.tasks.unfetched");
      case TaskState.Running running when isOverdue(task, running) ->
          texts.text(sender, "admin.tasks.overdue");
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.Ended _ ->
          texts.text(sender, "admin.tasks.well", task.state().name());
    };
  }
}
