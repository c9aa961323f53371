package io.github.reelay.conversation;

import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text with styled spans, before any platform's mark-up. User text is kept apart, so a platform
 * can escape it and nothing a person typed can break a message or mention anybody.
 */
public record RichText(List<Span> spans) {
  public RichText {
    spans = List.copyOf(spans);
  }

  /** A piece of a text. Line breaks are {@code \n} inside pieces. */
  public sealed interface Span {
    /** Our own words. */
    record Plain(String text) implements Span {}

    /** Text from a person or a relay, to be escaped; never mark-up. */
    record Untrusted(String text) implements Span {}

    record Bold(String text) implements Span {}

    /** A value to type. */
    record Code(String text) implements Span {}

    /**
     * A command to type.
     *
     * @param typed where commands have one name for all: {@code /jobs}
     * @param own the same on platforms that show people commands in their language, by platform
     */
    record Command(String typed, Map<String, String> own) implements Span {
      public Command {
        own = Map.copyOf(own);
      }

      /** What it is called on a platform. */
      public String on(String platform) {
        return own.getOrDefault(platform, typed);
      }
    }

    /** A moment; platforms that can show it in the reader's own time do. */
    record Timestamp(Instant moment, String fallback) implements Span {}

    /** A link of ours. */
    record Link(String text, String url) implements Span {}

    /**
     * A link to a message of ours; plain where a platform has no such links.
     *
     * @param server the guild (Discord) its chat belongs to, if any
     */
    record MessageLink(String text, MessageRef message, @Nullable String server) implements Span {}

    /** How far something is. A platform draws it; where it has but text, it takes the bar. */
    record Progress(int percent) implements Span {
      private static final int CELLS = 12;

      /** Twelve cells and the percentage. Never full: what is still coming is not there yet. */
      public String bar() {
        int filled = Math.clamp(Math.round(percent * CELLS / 100.0f), 0, CELLS - 1);
        return "▓".repeat(filled) + "░".repeat(CELLS - filled) + "  " + percentage();
      }

      public String percentage() {
        return percent + " %";
      }
    }
  }

  public static RichText of(String words) {
    return new RichText(List.of(new Span.Plain(words)));
  }

  /** The text with all marks left out, for plain platforms, logs and tests. */
  public String plainText() {
    return plainText(Span.Progress::bar);
  }

  /**
   * The text with all marks left out.
   *
   * @param progress how progress is drawn
   */
  public String plainText(Function<Span.Progress, String> progress) {
    StringBuilder all = new StringBuilder();
    for (Span span : spans) {
      all.append(
          switch (span) {
            case Span.Plain(String text) -> text;
            case Span.Untrusted(String text) -> text;
            case Span.Bold(String text) -> text;
            case Span.Code(String text) -> text;
            case Span.Command(String typed, _) -> typed;
            case Span.Timestamp(_, String fallback) -> fallback;
            case Span.Link(String text, String address) -> text + " " + address;
            case Span.MessageLink(String text, _, _) -> text;
            case Span.Progress number -> progress.apply(number);
          });
    }
    return all.toString();
  }

  /** The same text without what people and relays wrote, for places that refuse their words. */
  public RichText withoutUntrusted() {
    return new RichText(
        spans.stream()
            .map(span -> span instanceof Span.Untrusted ? new Span.Plain("…") : span)
            .toList());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Puts a text together; not thread-safe. */
  public static final class Builder {
    private final List<Span> spans = new ArrayList<>();

    public Builder plain(String text) {
      spans.add(new Span.Plain(text));
      return this;
    }

    public Builder untrusted(String text) {
      spans.add(new Span.Untrusted(text));
      return this;
    }

    public Builder bold(String text) {
      spans.add(new Span.Bold(text));
      return this;
    }

    public Builder code(String text) {
      spans.add(new Span.Code(text));
      return this;
    }

    public Builder link(String text, String address) {
      spans.add(new Span.Link(text, address));
      return this;
    }

    public Builder add(Span span) {
      spans.add(span);
      return this;
    }

    public Builder progress(int percent) {
      spans.add(new Span.Progress(percent));
      return this;
    }

    public Builder newLine() {
      return plain("\n");
    }

    public Builder append(RichText text) {
      spans.addAll(text.spans());
      return this;
    }

    public RichText build() {
      return new RichText(spans);
    }
  }
}
