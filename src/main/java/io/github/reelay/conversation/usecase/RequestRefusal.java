package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.VideoRequest;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a request, and what is known of the way out.
 *
 * @param request as far as it could be read; null where nothing of it would do
 * @param reason the value in the way; null where other words, or nothing, would do
 */
record RequestRefusal(
    RichText explanation, @Nullable VideoRequest request, RequestCheck.@Nullable Invalid reason) {
  /** One that no change of the request would mend. */
  static RequestRefusal of(RichText explanation) {
    return new RequestRefusal(explanation, null, null);
  }
}
