package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.ButtonLabels;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
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

/** {@code /admin tasks}: those that need a hand, with the operator's buttons. */
record AdminTasks(
    TaskStore tasks,
    TaskService taskService,
    Rules rules,
    AdminAuthority authority,
    UserTexts texts,
    InstantSource clock) {
  private static final Set<Class<? extends TaskState>> MAY_NEED_ATTENTION =
      Set.of(
          TaskState.Unconfirmed.class,
          TaskState.Undeliverable.class,
          TaskState.Unfetched.class,
          TaskState.Running.class);

  private static final int MAX_SCANNED = 1000;
  private static final int MAX_SHOWN = 10;

  /** Labels carry an id; more in a row are cut on a phone. Five rows are Discord's most. */
  private static final int BUTTONS_PER_ROW = 4;

  Answer show(Sender sender) {
    boolean operator = authority.role(sender) == AdminRole.OPERATOR;
    Scope place = operator ? Scope.EVERYWHERE : AdminAuthority.currentPlace(sender);
    return authority.isAllowed(sender, AdminAction.TASKS_SHOW, place)
        ? new Answer.Reply(message(sender, place), true)
        : authority.refuse(sender);
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
    return new Answer.ReplaceMessage(message(sender, Scope.EVERYWHERE));
  }

  private Message message(Sender sender, Scope place) {
    Locale language = texts.language(sender);
    List<Task> found =
        tasks.inStates(MAY_NEED_ATTENTION, MAX_SCANNED).stream()
            .filter(task -> place.contains(task.address()))
            .filter(this::needsAttention)
            .toList();
    if (found.isEmpty()) {
      return Message.of(texts.text(sender, "admin.tasks.none"));
    }
    boolean operator = authority.role(sender) == AdminRole.OPERATOR;
    RichText.Builder text =
        RichText.builder().append(texts.text(sender, "admin.tasks.title", found.size()));
    List<Button> buttons = new ArrayList<>();
    for (Task task : found.subList(0, Math.min(MAX_SHOWN, found.size()))) {
      text.newLine()
          .code(task.id().shortForm())
          .plain(" ")
          .append(texts.text(sender, "admin.tasks." + state(task)))
          .plain(" · " + task.offer().model())
          .plain(operator ? " · " + task.offer().provider() : "")
          .plain(" · " + texts.formats().money(task.reserved()) + " · ")
          .untrusted(task.requester().name());
      if (operator) {
        buttons.addAll(buttons(language, task));
      }
    }
    return new Message(text.build(), ButtonLabels.grid(buttons, BUTTONS_PER_ROW));
  }

  /** What its person had cancelled is kept on purpose. */
  private boolean needsAttention(Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed _, TaskState.Unfetched _ -> true;
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

  private static String state(Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed _ -> "unconfirmed";
      case TaskState.Undeliverable _ -> "undeliverable";
      case TaskState.Unfetched _ -> "unfetched";
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.Ended _ ->
          "overdue";
    };
  }

  private List<Button> buttons(Locale language, Task task) {
    return switch (task.state()) {
      case TaskState.Unconfirmed _ ->
          List.of(
              button(language, ButtonAction.CHARGED, task, Button.Style.DANGER),
              button(language, ButtonAction.NOT_CHARGED, task, Button.Style.PLAIN));
      case TaskState.Undeliverable _, TaskState.Unfetched _ ->
          List.of(button(language, ButtonAction.RETRY_DELIVERY, task, Button.Style.PRIMARY));
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.Ended _ ->
          List.of();
    };
  }

  private Button button(Locale language, ButtonAction action, Task task, Button.Style style) {
    return texts.labels().buttonWithId(language, action, task.id(), style);
  }
}
