package io.github.reelay.conversation;

import io.github.reelay.task.Money;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of the bot: everything a person can do, the same in every chat. Thread-safe; calls
 * touch the database, so they run on virtual threads, after the platform was acknowledged.
 *
 * <p>Calls for the same origin are idempotent: an event that arrives twice does nothing the second
 * time.
 */
public interface Conversation {
  /**
   * Runs a command, whether it was typed, chosen in a menu, or is what a message without one means:
   * a reply to a posted video is a {@link Command#REMIX}, the web chat's Send a {@link
   * Command#VIDEO}.
   */
  Answer run(Sender sender, Command command, CommandInput input);

  /**
   * Words alone, or a picture with words, without a command: shows a card to confirm, or makes the
   * video at once where the person has set that they want no card.
   */
  Answer order(Sender sender, RequestInput input);

  /** Makes a draft video of what was written, at once; where there is none, shows a card. */
  Answer draftFirst(Sender sender, RequestInput input);

  /** What a draft video of what was written costs; empty where there is none. */
  Optional<Money> draftPrice(Sender sender, RequestInput input);

  /**
   * What would do instead of a request that is refused for one of its values; empty where nothing
   * is known to, or it is not refused.
   *
   * @param source the task a remix starts from, else null
   */
  List<Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source);

  /**
   * A way out of a refusal.
   *
   * @param label what a button says
   * @param values what it changes, by the names of fields; a blank one leaves the choice to the
   *     bot. {@code images} says how many of the pictures are left
   */
  record Mend(String label, Map<String, String> values) {
    public Mend {
      values = Map.copyOf(values);
    }
  }

  /** Shows a card to confirm, whatever is set; nothing is spent. */
  Answer draft(Sender sender, RequestInput input);

  /**
   * A button was pressed. Stale and unknown buttons get a polite answer.
   *
   * @param origin unique for this press
   * @param messageRef the message the button is on
   * @param text the words that came with it, where it {@link ButtonAction#asksForPrompt}, else null
   */
  Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text);

  /** What the bot says once when it comes into a group or server. */
  Message introduction(Locale language);

  /**
   * A message shows a task's video once more: a reply to it is one to the video, and it goes when
   * that is deleted or reported.
   */
  void videoShown(TaskId task, MessageRef message);

  /** Whether a message is a video of ours a reply to it would remix. */
  boolean isPostedVideo(MessageRef message);

  /**
   * The values that some model can do with what is chosen beside them, each with what it would
   * cost, for menus and autocomplete: at most {@code limit}, best match first.
   *
   * @param chosen as typed; what cannot be read narrows nothing
   * @param images how many pictures there are
   */
  List<Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit);

  /** Names of the providers, for the fields of {@code /admin}; none for who is no operator. */
  List<String> providers(PersonRef person);

  /**
   * A menu entry.
   *
   * @param label with the price, where there is one
   * @param price what a video would cost with it; null while nobody can say
   */
  record Suggestion(String label, String value, @Nullable String price) {}
}
