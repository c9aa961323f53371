package io.github.reelay.web.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.reelay.conversation.RichText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A styled span of a text.
 *
 * @param mark {@code words quoted bold code time link}
 * @param to where a link leads, or the moment of a time in ISO form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageSpan(String mark, String text, @Nullable String to) {

  /** The pieces of a text; null when there is nothing to mark. */
  static @Nullable List<MessageSpan> of(RichText text) {
    boolean plain =
        text.spans().stream()
            .allMatch(
                s -> s instanceof RichText.Span.Plain || s instanceof RichText.Span.Untrusted);
    return plain ? null : text.spans().stream().map(MessageSpan::of).toList();
  }

  private static MessageSpan of(RichText.Span span) {
    return switch (span) {
      case RichText.Span.Plain(String text) -> new MessageSpan("words", text, null);
      case RichText.Span.Untrusted(String text) -> new MessageSpan("quoted", text, null);
      case RichText.Span.Bold(String text) -> new MessageSpan("bold", text, null);
      case RichText.Span.Code(String text) -> new MessageSpan("code", text, null);
      case RichText.Span.Timestamp(var moment, String fallback) ->
          new MessageSpan("time", fallback, moment.toString());
      case RichText.Span.Link(String text, String address) ->
          new MessageSpan("link", text, address);
    };
  }
}
