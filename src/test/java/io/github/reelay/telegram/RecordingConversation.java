package io.github.reelay.telegram;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.NotedConversation;
import io.github.reelay.conversation.RequestInput;
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
      what -> new Answer.Say(Message.of("heard: " + what), false);

  @Override
  protected Answer note(Sender speaker, String what) {
    heard.add(what);
    speakers.add(speaker);
    return answers.apply(what);
  }

  private static String wish(RequestInput wish) {
    return wish.text() + (wish.picture() == null ? "" : " +picture");
  }

  @Override
  public Answer generate(Sender speaker, RequestInput wish) {
    return note(speaker, "generate " + wish(wish));
  }

  @Override
  public Answer draft(Sender speaker, RequestInput wish) {
    return note(speaker, "draft " + wish(wish));
  }

  @Override
  public Answer remix(Sender speaker, RequestInput wish, @Nullable MessageRef on) {
    return note(speaker, "remix " + wish(wish) + " on " + (on == null ? "newest" : on.id()));
  }

  @Override
  public Answer remixOf(Sender speaker, RequestInput wish, TaskId source) {
    return note(speaker, "remixOf " + wish(wish) + " of " + source);
  }

  @Override
  public Answer press(
      Sender speaker, ButtonId button, String origin, MessageRef on, @Nullable String text) {
    return note(speaker, "press " + button.wire());
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return postedVideos.contains(message);
  }

  @Override
  public List<Choice> suggest(
      Locale locale, Field field, String typed, @Nullable String model, int limit) {
    return List.of();
  }
}
