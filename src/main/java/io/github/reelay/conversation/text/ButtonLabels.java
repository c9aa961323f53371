package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The factory of buttons with their labels. */
public record ButtonLabels(Localizer localizer) {
  /**
   * One row of a task's buttons, or no row at all.
   *
   * @param cost what Cancel, where it is one of them, says of itself
   * @param edit whether its words can be changed
   */
  List<List<Button>> row(
      Locale language, TaskId task, List<Action> actions, CancelCost cost, boolean edit) {
    List<Button> row =
        new ArrayList<>(actions.stream().map(a -> button(language, task, a, cost)).toList());
    if (edit) {
      row.add(button(language, ButtonAction.EDIT, task.value(), Button.Style.PLAIN));
    }
    return row.isEmpty() ? List.of() : List.of(row);
  }

  /** Buttons of a posted video. */
  List<Button> row(Locale language, TaskId task, List<ButtonAction> actions) {
    return actions.stream()
        .map(action ->
            button(
                language,
                action,
                task.value(),
                switch (action) {
                  case REMIX, FETCH -> Button.Style.PRIMARY;
                  case DELETE -> Button.Style.DANGER;
                  default -> Button.Style.PLAIN;
                }))
        .toList();
  }

  private Button button(Locale language, TaskId task, Action action, CancelCost cost) {
    return switch (action) {
      case CANCEL ->
          saying(
              language,
              cost,
              button(language, ButtonAction.CANCEL, task.value(), Button.Style.DANGER));
      case FETCH -> button(language, ButtonAction.FETCH, task.value(), Button.Style.PRIMARY);
      case TRY_ANYWAY ->
          button(language, ButtonAction.TRY_ANYWAY, task.value(), Button.Style.DANGER);
      case AGAIN -> button(language, ButtonAction.AGAIN, task.value(), Button.Style.PLAIN);
    };
  }

  Button button(Locale language, ButtonAction action, String target, Button.Style style) {
    return new Button(
        new ButtonId(action, target), localizer.plainText(language, action.labelKey()), style);
  }

  /** A button that says what its press costs. */
  Button priced(
      Locale language, ButtonAction action, String target, String price, Button.Style style) {
    return new Button(
        new ButtonId(action, target),
        localizer.plainText(language, action.labelKey(), price),
        style);
  }

  /** What an operator can do for a task in this kind of state; each label tells which task. */
  public List<Button> operatorButtons(Locale language, TaskId task, TaskState state) {
    return switch (state) {
      case TaskState.Unconfirmed unconfirmed ->
          unconfirmed.repeat() == null ? rulingButtons(language, task) : List.of();
      case TaskState.Undeliverable kept when kept.isReported() -> reportButtons(language, task);
      case TaskState.Undeliverable _, TaskState.Unfetched _ ->
          List.of(buttonWithId(language, ButtonAction.RETRY_DELIVERY, task, Button.Style.PRIMARY));
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.Ended _ ->
          List.of();
    };
  }

  /** Whether a task whose answer was lost was charged. */
  public List<Button> rulingButtons(Locale language, TaskId task) {
    return List.of(
        buttonWithId(language, ButtonAction.CHARGED, task, Button.Style.DANGER),
        buttonWithId(language, ButtonAction.NOT_CHARGED, task, Button.Style.PLAIN));
  }

  /** Whether a video that a person reported is posted again, or deleted. */
  public List<Button> reportButtons(Locale language, TaskId task) {
    return List.of(
        new Button(
            new ButtonId(ButtonAction.RETRY_DELIVERY, task.value()),
            localizer.plainText(language, "button.show-again") + " " + task.shortForm(),
            Button.Style.PRIMARY),
        buttonWithId(language, ButtonAction.DELETE, task, Button.Style.DANGER));
  }

  /** The ways to the pages beside this one, as far as there are. */
  public List<Button> pageButtons(Locale language, int page, int pages) {
    return Stream.concat(
            page > 1
                ? Stream.of(pageButton(language, ButtonAction.TASKS_PREVIOUS, page - 1))
                : Stream.of(),
            page < pages
                ? Stream.of(pageButton(language, ButtonAction.TASKS_NEXT, page + 1))
                : Stream.of())
        .toList();
  }

  private Button pageButton(Locale language, ButtonAction action, int page) {
    return button(language, action, Integer.toString(page), Button.Style.PLAIN);
  }

  /** A button in a list of many tasks: its label tells which one it acts on. */
  public Button buttonWithId(
      Locale language, ButtonAction action, TaskId task, Button.Style style) {
    Button button = button(language, action, task.value(), style);
    return new Button(button.id(), button.label() + " " + task.shortForm(), style);
  }

  /** The answers to the question whether a video is to be deleted. */
  public List<List<Button>> deleteQuestion(Locale language, TaskId task) {
    return question(language, task, ButtonAction.DELETE_NOW);
  }

  /** The answers to the question whether the last clip of a film is to go. */
  public List<List<Button>> undoQuestion(Locale language, TaskId task) {
    return question(language, task, ButtonAction.UNDO_NOW);
  }

  private List<List<Button>> question(Locale language, TaskId task, ButtonAction yes) {
    return List.of(
        List.of(
            button(language, yes, task.value(), Button.Style.DANGER),
            button(language, ButtonAction.KEEP, task.value(), Button.Style.PLAIN)));
  }

  /** Cancel in a list of many tasks. */
  public Button cancelButton(Locale language, TaskId task, CancelCost cost) {
    return saying(
        language, cost, buttonWithId(language, ButtonAction.CANCEL, task, Button.Style.PLAIN));
  }

  private Button saying(Locale language, CancelCost cost, Button cancel) {
    return new Button(
        cancel.id(),
        localizer.plainText(language, cost.labelKey(), cancel.label()),
        cancel.style());
  }

  /** Buttons in rows of at most so many. */
  public static List<List<Button>> grid(List<Button> buttons, int perRow) {
    List<List<Button>> rows = new ArrayList<>();
    for (int at = 0; at < buttons.size(); at += perRow) {
      rows.add(buttons.subList(at, Math.min(at + perRow, buttons.size())));
    }
    return rows;
  }
}
