package io.github.reelay.conversation;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of the bot: everything a person can do, the same in every chat. Thread-safe; calls
 * touch the database, so they run on virtual threads, after the platform was acknowledged.
 *
 * <p>Calls for the same origin are idempotent: an event that arrives twice does nothing the second
 * time.
 */
public interface Conversation {
  /** {@code /video …}, or the web chat's Send. */
  Answer generate(Sender sender, RequestInput input);

  /** A private text or photo without a command: shows a card to confirm; nothing is spent. */
  Answer draft(Sender sender, RequestInput input);

  /**
   * A reply to a posted video, the Remix form, {@code /remix}.
   *
   * @param messageRef the video replied to, or null for the person's newest in this chat
   */
  Answer remix(Sender sender, RequestInput input, @Nullable MessageRef messageRef);

  /** A remix of a known task, e.g. from the form behind the Remix button. */
  Answer remixOf(Sender sender, RequestInput input, TaskId source);

  /**
   * A button was pressed. Stale and unknown buttons get a polite answer.
   *
   * @param origin unique for this press
   * @param messageRef the message the button is on
   * @param text what came with it (the web chat's remix text), else null
   */
  Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text);

  Answer jobs(Sender sender);

  Answer models(Sender sender);

  Answer usage(Sender sender);

  /**
   * Shows, or with values ({@code model}, {@code duration}, {@code aspect}, {@code language})
   * changes.
   */
  Answer settings(Sender sender, Map<String, String> values);

  Answer help(Sender sender);

  /** Deletes what is kept about the person, except the ledger's sums. */
  Answer forget(Sender sender);

  /** {@code /admin …}: the words after the command. */
  Answer admin(Sender sender, String line);

  /** Whether a message is a video of ours a reply to it would remix. */
  boolean isPostedVideo(MessageRef message);

  /** Values for menus and autocomplete, at most {@code limit}, best match first. */
  List<Suggestion> suggest(
      Locale locale, RequestOption option, String typed, @Nullable String model, int limit);

  /** A menu entry. */
  record Suggestion(String label, String value) {}
}
