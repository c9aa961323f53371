package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.Task;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What stands under a video, with its buttons.
 *
 * @param labelled whether people read there that AI made it
 */
public record VideoCaptions(
    Localizer localizer,
    Formats formats,
    VideoSummary summary,
    ButtonLabels labels,
    boolean labelled) {
  private static final int MAX_CLIP_PROMPT_LENGTH = 120;

  Message of(Task task, boolean isCopy, int limit) {
    return new Message(text(task, facts(task, isCopy), limit), buttons(task, isCopy));
  }

  /** Under the last clip of a film alone, which is no delivery and has no buttons. */
  public Message ofClip(Locale language, Task task) {
    RichText.Builder text =
        RichText.builder()
            .append(
                localizer.richText(
                    language,
                    "clip.caption",
                    new Span.Code(task.id().shortForm()),
                    new Span.Untrusted(
                        TextTruncation.singleLine(
                            task.request().prompt(), MAX_CLIP_PROMPT_LENGTH))));
    if (labelled) {
      text.newLine().plain(localizer.plainText(language, "facts.made-by-ai"));
    }
    return Message.of(text.build());
  }

  private static RichText text(Task task, RichText facts, int limit) {
    int room = limit - facts.plainText().length() - 1;
    return room > 0
        ? RichText.builder()
            .untrusted(TextTruncation.singleLine(task.request().prompt(), room))
            .newLine()
            .append(facts)
            .build()
        : RichText.of(TextTruncation.truncate(facts.plainText(), limit));
  }

  /** How a video was made, and under it what film it ends. */
  RichText facts(Task task) {
    return facts(task, false);
  }

  /** Whatever is cut from a caption, its label is not. */
  private RichText facts(Task task, boolean isCopy) {
    Locale language = task.requester().language();
    RichText.Builder facts = RichText.builder().append(summary.line(language, task, null));
    if (labelled) {
      facts.plain(VideoSummary.SEPARATOR + localizer.plainText(language, "facts.made-by-ai"));
    }
    if (isCopy) {
      facts.plain(VideoSummary.SEPARATOR + localizer.plainText(language, "facts.smaller-copy"));
    }
    Task.Film film = task.film();
    if (film != null) {
      facts.newLine().plain(film(language, film));
    }
    return facts.build();
  }

  private String film(Locale language, Task.Film film) {
    Video joined = film.joined();
    return film.obstacle() == null && joined != null
        ? localizer.plainText(
            language, "film.joined", film.clips(), formats.exactDuration(language, joined.length()))
        : localizer.plainText(
            language,
            Objects.requireNonNullElse(film.obstacle(), Task.Film.Obstacle.NOT_JOINED).messageKey(),
            film.clips());
  }

  List<List<Button>> buttons(Task task) {
    return buttons(task, false);
  }

  /** The full video of a draft, then what goes on from it, then what is about it. */
  private List<List<Button>> buttons(Task task, boolean isCopy) {
    Locale language = task.requester().language();
    List<List<Button>> rows = new ArrayList<>();
    VideoRequest.FullVideo full = task.request().full();
    if (full != null) {
      rows.add(
          List.of(
              labels.priced(
                  language,
                  ButtonAction.FOR_REAL,
                  task.id().value(),
                  formats.money(language, full.price(), task.offer().isPretend()),
                  Button.Style.PRIMARY)));
    }
    rows.add(
        labels.row(
            language,
            task.id(),
            List.of(ButtonAction.REMIX, ButtonAction.CONTINUE, ButtonAction.AGAIN)));
    List<ButtonAction> about = new ArrayList<>();
    if (isCopy) {
      about.add(ButtonAction.FETCH);
    }
    if (task.continued() != null) {
      if (task.film() != null && task.film().joined() != null) {
        about.add(ButtonAction.CLIP);
      }
      about.add(ButtonAction.UNDO);
    }
    about.add(ButtonAction.EDIT);
    about.add(ButtonAction.DELETE);
    rows.add(labels.row(language, task.id(), about));
    return List.copyOf(rows);
  }
}
