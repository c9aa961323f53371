package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Button;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/** The inline keyboards under messages. */
final class Keyboards {
  private Keyboards() {}

  /** Null when there are none. An edit without a keyboard takes away the one that was there. */
  static @Nullable InlineKeyboardMarkup of(List<List<Button>> rows) {
    List<InlineKeyboardRow> all =
        rows.stream().filter(row -> !row.isEmpty()).map(Keyboards::row).toList();
    return all.isEmpty() ? null : new InlineKeyboardMarkup(all);
  }

  private static InlineKeyboardRow row(List<Button> buttons) {
    return new InlineKeyboardRow(buttons.stream().map(Keyboards::button).toList());
  }

  private static InlineKeyboardButton button(Button button) {
    return InlineKeyboardButton.builder()
        .text(button.label())
        .callbackData(button.id().encode())
        .style(
            switch (button.style()) {
              case PRIMARY -> "primary";
              case DANGER -> "danger";
              case PLAIN -> null;
            })
        .build();
  }
}
