package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.tracking.port.StatusView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.container.ContainerChildComponent;
import net.dv8tion.jda.api.components.mediagallery.MediaGallery;
import net.dv8tion.jda.api.components.mediagallery.MediaGalleryItem;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.utils.FileUpload;

/** Messages in Discord's Components V2: 4000 characters of text and 40 components in all. */
public final class Components {
  /** Less than 4000, because the mark-up of what is cut may need a few more. */
  private static final int MAX_TEXT_LENGTH = 3900;

  /** Of 40 components: a container, its text, and rows of up to five buttons. */
  private static final int MAX_ROWS = 6;

  private static final int MAX_LABEL_LENGTH = 80;

  private Components() {}

  /** A status message: a container whose colour tells the phase. */
  public static Container status(Message content, String footer, StatusView.Phase phase) {
    List<ContainerChildComponent> parts = new ArrayList<>();
    parts.add(TextDisplay.of(Markdown.truncate(Markdown.of(content.text()), MAX_TEXT_LENGTH)));
    if (!footer.isEmpty()) {
      parts.add(TextDisplay.of("-# " + footer));
    }
    parts.addAll(buttonRows(content));
    return Container.of(parts).withAccentColor(accentColour(phase));
  }

  private static int accentColour(StatusView.Phase phase) {
    return switch (phase) {
      case WAITING, SENDING, ASKING_AGAIN, WORKING, FINISHING -> 0x5865F2;
      case DONE, DONE_AS_LINK -> 0x23A55A;
      case FAILED -> 0xDA373C;
      case CANCELLED, CANCELLED_RUNNING, CLOSED_CHARGED, CLOSED_FREE, DELETED -> 0x80848E;
      case UNCONFIRMED, UNRESOLVED, KEPT, UNFETCHED -> 0xF0B232;
    };
  }

  /** Anything else the bot says. */
  public static List<MessageTopLevelComponent> plain(Message content) {
    List<MessageTopLevelComponent> parts = new ArrayList<>();
    parts.add(TextDisplay.of(Markdown.truncate(Markdown.of(content.text()), MAX_TEXT_LENGTH)));
    parts.addAll(buttonRows(content));
    return parts;
  }

  /** A video among the components: in the place of a status message, or shown once more. */
  public static List<MessageTopLevelComponent> video(
      Message caption, FileUpload file, boolean spoiler) {
    List<MessageTopLevelComponent> parts = new ArrayList<>();
    parts.add(TextDisplay.of(Markdown.truncate(Markdown.of(caption.text()), MAX_TEXT_LENGTH)));
    parts.add(MediaGallery.of(MediaGalleryItem.fromFile(file).withSpoiler(spoiler)));
    parts.addAll(buttonRows(caption));
    return parts;
  }

  /** The buttons. Discord refuses a message that has the same button twice. */
  static List<ActionRow> buttonRows(Message content) {
    Set<String> seen = new HashSet<>();
    List<ActionRow> rows = new ArrayList<>();
    for (List<Button> row : content.rows()) {
      List<net.dv8tion.jda.api.components.buttons.Button> buttons =
          row.stream()
              .filter(b -> seen.add(b.id().encode()))
              .limit(5)
              .map(Components::button)
              .toList();
      if (!buttons.isEmpty() && rows.size() < MAX_ROWS) {
        rows.add(ActionRow.of(buttons));
      }
    }
    return rows;
  }

  private static net.dv8tion.jda.api.components.buttons.Button button(Button button) {
    ButtonStyle style =
        switch (button.style()) {
          case PRIMARY -> ButtonStyle.PRIMARY;
          case PLAIN -> ButtonStyle.SECONDARY;
          case DANGER -> ButtonStyle.DANGER;
        };
    return net.dv8tion.jda.api.components.buttons.Button.of(
        style, button.id().encode(), TextTruncation.truncate(button.label(), MAX_LABEL_LENGTH));
  }
}
