package io.github.reelay.conversation;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person said with a command. A chat fills in all it has, whichever command it is; the
 * command takes what it needs.
 *
 * @param request the text after the command and what came with it
 * @param source the video a remix starts from
 * @param values by name, in the order said, for {@code /settings}; empty where it is in the text
 */
public record CommandInput(RequestInput request, Source source, Map<String, String> values) {
  /** Nothing but the command. */
  public static final CommandInput NONE = of(RequestInput.ofText("", "", null));

  public CommandInput {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static CommandInput of(RequestInput request) {
    return new CommandInput(request, new Source.Newest(), Map.of());
  }

  public static CommandInput remix(RequestInput request, Source source) {
    return new CommandInput(request, source, Map.of());
  }

  /** Which video a remix starts from. */
  public sealed interface Source {
    /** The person's newest in this chat. */
    record Newest() implements Source {}

    /** The one a message shows. */
    record OnMessage(MessageRef message) implements Source {}

    record OfTask(TaskId task) implements Source {}

    /**
     * @param message null for the newest
     */
    static Source of(@Nullable MessageRef message) {
      return message == null ? new Newest() : new OnMessage(message);
    }
  }
}
