package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.StatusView.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The factory of buttons with their labels. */
public record ButtonLabels(Localizer localizer) {
  /** One row of a task's buttons, or no row at all. */
  List<List<Button>> row(Locale language, TaskId task, List<Action> actions) {
    return actions.isEmpty()
        ? List.of()
        : List.of(actions.stream().map(a -> button(language, task, a)).toList());
  }

  Button button(Locale language, TaskId task, Action action) {
    return switch (action) {
      case CANCEL -> button(language, ButtonAction.CANCEL, task.value(), Button.Style.DANGER);
      case FETCH -> button(language, ButtonAction.FETCH, task.value(), Button.Style.PRIMARY);
      case TRY_ANYWAY ->
          button(language, ButtonAction.TRY_ANYWAY, task.value(), Button.Style.DANGER);
      case REMIX -> button(language, ButtonAction.REMIX, task.value(), Button.Style.PRIMARY);
      case AGAIN -> button(language, ButtonAction.AGAIN, task.value(), Button.Style.PLAIN);
      case DELETE -> button(language, ButtonAction.DELETE, task.value(), Button.Style.DANGER);
    };
  }

  Button button(Locale language, ButtonAction action, String target, Button.Style style) {
    return new Button(
        new ButtonId(action, target), localizer.plainText(language, action.labelKey()), style);
  }

  /** A button in a list of many tasks: its label tells which one it acts on. */
  public Button buttonWithId(
      Locale language, ButtonAction action, TaskId task, Button.Style style) {
    Button button = button(language, action, task.value(), style);
    return new Button(button.id(), button.label() + " " + task.shortForm(), style);
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
