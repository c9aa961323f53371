package io.github.reelay.testing;

import io.github.reelay.conversation.Button;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The far side of the {@link ConsoleChat}: a window of numbered lines, in which people type and the
 * bot writes. It outlives the bot, as a platform does. Thread-safe.
 */
public final class ConsoleScreen {
  private final Map<Integer, Line> lines = new TreeMap<>();
  private Consumer<Line> listener = _ -> {};
  private int newest;
  private boolean closed;

  /**
   * A line.
   *
   * @param author a person's name, or {@code bot}
   * @param buttons what can be pressed: {@code #<id> <action>}
   */
  public record Line(int id, String author, String text, List<Button> buttons) {
    public boolean isVideo() {
      return text.startsWith("[video ");
    }

    Optional<Button> button(String action) {
      return buttons.stream().filter(b -> b.id().action().wireId().equals(action)).findFirst();
    }

    @Override
    public String toString() {
      return "%d %s: %s%s"
          .formatted(
              id,
              author,
              text,
              buttons.stream()
                  .map(b -> "\n  #" + id + " " + b.id().action().wireId() + " = " + b.label())
                  .collect(Collectors.joining()));
    }
  }

  /** A person types a line; the bot hears it, if it listens. */
  public int type(String person, String text) {
    Line line;
    Consumer<Line> hears;
    synchronized (this) {
      line = put(new Line(++newest, person, text, List.of()));
      hears = listener;
    }
    hears.accept(line);
    return line.id();
  }

  /** Closes the window for good. */
  public synchronized void close() {
    closed = true;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  public synchronized List<Line> lines(Predicate<Line> wanted) {
    return lines.values().stream().filter(wanted).toList();
  }

  synchronized void onType(Consumer<Line> hears) {
    listener = hears;
  }

  synchronized int write(String text, List<Button> buttons) {
    return put(new Line(++newest, "bot", text, buttons)).id();
  }

  synchronized void edit(int id, String text, List<Button> buttons) {
    lines.computeIfPresent(id, (_, line) -> new Line(id, line.author(), text, buttons));
  }

  synchronized void delete(int id) {
    lines.remove(id);
  }

  synchronized Optional<Line> find(int id) {
    return Optional.ofNullable(lines.get(id));
  }

  private Line put(Line line) {
    lines.put(line.id(), line);
    return line;
  }

  @Override
  public synchronized String toString() {
    return lines.values().stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
