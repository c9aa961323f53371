package io.github.reelay.telegram;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.NotedConversation;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes what it is asked, and answers with a short sentence or with what a test says. */
public final class RecordingConversation extends NotedConversation {
  public final List<String> heard = new CopyOnWriteArrayList<>();
  final List<Sender> speakers = new CopyOnWriteArrayList<>();
  final Set<MessageRef> postedVideos = ConcurrentHashMap.newKeySet();
  volatile Function<String, Answer> answers =
      what -> new Answer.Reply(Message.of("heard: " + what), false);

  @Override
  protected Answer note(Sender sender, String what) {
    heard.add(what);
    speakers.add(sender);
    return answers.apply(what);
  }

  private static String wish(RequestInput input) {
    return input.text() + (input.image() == null ? "" : " +picture");
  }

  @Override
  protected Answer generate(Sender sender, RequestInput input) {
    return note(sender, "generate " + wish(input));
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    return note(sender, "draft " + wish(input));
  }

  @Override
  protected Answer remix(Sender sender, RequestInput input, @Nullable MessageRef messageRef) {
    return note(
        sender,
        "remix " + wish(input) + " on " + (messageRef == null ? "newest" : messageRef.id()));
  }

  @Override
  protected Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    return note(sender, "remixOf " + wish(input) + " of " + source);
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    return note(sender, "press " + button.encode());
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return postedVideos.contains(message);
  }

  @Override
  public List<Suggestion> suggest(
      Locale locale, RequestOption option, String typed, @Nullable String model, int limit) {
    return List.of();
  }
}
