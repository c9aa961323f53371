package io.github.reelay.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with its marks, before any platform's mark-up. User text is kept apart, so a platform can
 * escape it and nothing a person typed can break a message or mention anybody.
 */
public record RichText(List<Span> spans) {
  public RichText {
    spans = List.copyOf(spans);
  }

  /** A piece of a text. Line breaks are {@code \n} inside pieces. */
  public sealed interface Span {
    /** Our own words. */
    record Words(String text) implements Span {}

    /** Text from a person or a relay, to be escaped; never mark-up. */
    record Quoted(String text) implements Span {}

    record Bold(String text) implements Span {}

    /** A command or a value to type. */
    record Code(String text) implements Span {}

    /** A moment; platforms that can show it in the reader's own time do. */
    record Time(Instant moment, String fallback) implements Span {}

    /** A link of ours. */
    record Link(String text, String address) implements Span {}
  }

  public static RichText of(String words) {
    return new RichText(List.of(new Span.Words(words)));
  }

  /** The text with all marks left out, for plain platforms, logs and tests. */
  public String plain() {
    StringBuilder all = new StringBuilder();
    for (Span span : spans) {
      all.append(
          switch (span) {
            case Span.Words(String text) -> text;
            case Span.Quoted(String text) -> text;
            case Span.Bold(String text) -> text;
            case Span.Code(String text) -> text;
            case Span.Time(_, String fallback) -> fallback;
            case Span.Link(String text, String address) -> text + " " + address;
          });
    }
    return all.toString();
  }

  public static Builder build() {
    return new Builder();
  }

  /** Puts a text together; not thread-safe. */
  public static final class Builder {
    private final List<Span> spans = new ArrayList<>();

    public Builder words(String text) {
      spans.add(new Span.Words(text));
      return this;
    }

    public Builder quoted(String text) {
      spans.add(new Span.Quoted(text));
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

    public Builder time(Instant moment, String fallback) {
      spans.add(new Span.Time(moment, fallback));
      return this;
    }

    public Builder link(String text, String address) {
      spans.add(new Span.Link(text, address));
      return this;
    }

    public Builder line() {
      return words("\n");
    }

    public Builder add(RichText text) {
      spans.addAll(text.spans());
      return this;
    }

    public RichText text() {
      return new RichText(spans);
    }
  }
}
