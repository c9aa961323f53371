package io.github.reelay.tracking.state;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;

/**
 * The limits on tasks with a provider, or at work for a person or in a chat, at once. More than
 * that wait; nothing is refused. Asked at every decision, so a change counts at once.
 */
public record ConcurrencyLimits(
    ToIntFunction<String> perProvider,
    ToIntFunction<String> submitsPerMinute,
    ToIntBiFunction<PersonRef, ChatRef> perPerson,
    ToIntFunction<ChatRef> perChat) {
  public static final ConcurrencyLimits UNLIMITED =
      new ConcurrencyLimits(
          _ -> Integer.MAX_VALUE,
          _ -> Integer.MAX_VALUE,
          (_, _) -> Integer.MAX_VALUE,
          _ -> Integer.MAX_VALUE);
}
