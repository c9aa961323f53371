package io.github.reelay.conversation.request;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.VideoRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a request, and what is known of the way out.
 *
 * @param request as far as it could be read; null where nothing of it would do
 * @param reason the value in the way; null where other words, or nothing, would do
 * @param button what can be done where no change of the request would mend it
 */
public record RequestRefusal(
    RichText explanation,
    @Nullable VideoRequest request,
    RequestCheck.@Nullable Invalid reason,
    @Nullable Button button) {
  public RequestRefusal(
      RichText explanation, @Nullable VideoRequest request, RequestCheck.@Nullable Invalid reason) {
    this(explanation, request, reason, null);
  }

  /** One that no change of the request would mend. */
  public static RequestRefusal of(RichText explanation) {
    return new RequestRefusal(explanation, null, null);
  }

  /** As it is said where no change of the request would mend it. */
  public Answer reply() {
    return button == null
        ? UserTexts.reply(explanation)
        : new Answer.Reply(new Message(explanation, List.of(List.of(button))), true, true);
  }
}
