package io.github.reelay.web.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.reelay.conversation.RichText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A styled span of a text.
 *
 * @param mark {@code words quoted bold code time link message}
 * @param to where a link leads, the id of a message, or the moment of a time in ISO form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageSpan(String mark, String text, @Nullable String to) {

  /** The pieces of a text; null when there is nothing to mark. */
  static @Nullable List<MessageSpan> of(RichText text) {
    return text.spans().stream().noneMatch(MessageSpan::isMarked)
        ? null
        : text.spans().stream().map(MessageSpan::of).toList();
  }

  private static boolean isMarked(RichText.Span span) {
    return switch (span) {
      case RichText.Span.Plain _, RichText.Span.Untrusted _, RichText.Span.Progress _ -> false;
      case RichText.Span.Bold _,
          RichText.Span.Code _,
          RichText.Span.Command _,
          RichText.Span.Timestamp _,
          RichText.Span.Link _,
          RichText.Span.MessageLink _ ->
          true;
    };
  }

  private static MessageSpan of(RichText.Span span) {
    return switch (span) {
      case RichText.Span.Plain(String text) -> new MessageSpan("words", text, null);
      case RichText.Span.Untrusted(String text) -> new MessageSpan("quoted", text, null);
      case RichText.Span.Bold(String text) -> new MessageSpan("bold", text, null);
      case RichText.Span.Code(String text) -> new MessageSpan("code", text, null);
      case RichText.Span.Command command -> new MessageSpan("code", command.on("web"), null);
      case RichText.Span.Timestamp(var moment, String fallback) ->
          new MessageSpan("time", fallback, moment.toString());
      // The page draws its own bar.
      case RichText.Span.Progress progress -> new MessageSpan("words", progress.percentage(), null);
      case RichText.Span.Link(String text, String address) ->
          new MessageSpan("link", text, address);
      case RichText.Span.MessageLink(String text, var message, _) ->
          new MessageSpan("message", text, message.id());
    };
  }
}
