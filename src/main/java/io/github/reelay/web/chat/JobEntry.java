package io.github.reelay.web.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as {@code /api/jobs} lists it.
 *
 * @param text what its status message says now; null before it has one
 * @param message its status message: where the buttons are pressed
 * @param video the posted video, once there is one
 * @param pretend nobody pays the price
 * @param cost what it costs, or did: nothing where it is not charged
 * @param film of a task that continues another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobEntry(
    String task,
    String name,
    String kind,
    String state,
    boolean over,
    @Nullable Integer progress,
    String prompt,
    String model,
    int duration,
    @Nullable String aspect,
    @Nullable String resolution,
    BigDecimal price,
    boolean pretend,
    BigDecimal cost,
    @Nullable String source,
    @Nullable String text,
    @Nullable String message,
    @Nullable String video,
    List<ChatMessage.MessageButton> buttons,
    @Nullable FilmEntry film,
    Instant at) {

  /**
   * The film that a task ends.
   *
   * @param clips the first one first
   * @param sum what they cost together
   */
  record FilmEntry(List<ClipEntry> clips, BigDecimal sum) {
    static FilmEntry of(List<Task> clips) {
      List<ClipEntry> entries = clips.stream().map(ClipEntry::of).toList();
      return new FilmEntry(
          entries, entries.stream().map(ClipEntry::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  /** One clip of a film. */
  record ClipEntry(
      String task, String name, String prompt, String state, BigDecimal cost, boolean pretend) {
    static ClipEntry of(Task clip) {
      return new ClipEntry(
          clip.id().value(),
          clip.id().shortForm(),
          clip.request().prompt(),
          clip.state().name(),
          StatusViewFactory.of(clip, clip.state().since()).cost().decimal(),
          clip.offer().isPretend());
    }
  }

  /**
   * @param clips of the film that the task ends; itself alone where it continues none
   */
  static JobEntry of(Task task, Optional<ChatMessage> status, List<Task> clips) {
    TaskId source = task.request().source();
    return new JobEntry(
        task.id().value(),
        task.id().shortForm(),
        task.request().kind().name().toLowerCase(Locale.ROOT),
        task.state().name(),
        task.state() instanceof TaskState.Ended,
        status.map(ChatMessage::progress).orElse(null),
        task.request().prompt(),
        task.offer().model(),
        task.offer().seconds(),
        task.offer().aspect() == null ? null : task.offer().aspect().text(),
        task.offer().resolution() == null ? null : task.offer().resolution().text(),
        task.offer().price().decimal(),
        task.offer().isPretend(),
        StatusViewFactory.of(task, task.state().since()).cost().decimal(),
        source == null ? null : source.value(),
        status.map(ChatMessage::text).orElse(null),
        status.map(ChatMessage::id).orElse(null),
        task.state() instanceof TaskState.Delivered d ? d.message().id() : null,
        status.map(ChatMessage::buttons).orElse(List.of()),
        task.continued() == null ? null : FilmEntry.of(clips),
        task.acceptedAt());
  }
}
