package io.github.reelay.testing;

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
import org.jspecify.annotations.Nullable;

/** Notes what it is asked, and answers what a test put in. */
public final class RecordingConversation extends NotedConversation {
  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final List<Sender> senders = new CopyOnWriteArrayList<>();
  public final List<RequestInput> inputs = new CopyOnWriteArrayList<>();
  public final Set<String> posted = ConcurrentHashMap.newKeySet();
  public volatile Answer answer = new Answer.Reply(Message.of("Understood."), true);

  @Override
  protected Answer note(Sender sender, String call) {
    senders.add(sender);
    calls.add(call);
    return answer;
  }

  @Override
  protected Answer generate(Sender sender, RequestInput input) {
    inputs.add(input);
    return note(
        sender, "generate " + input.text() + (input.image() == null ? "" : " with a picture"));
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    return note(sender, "draft " + input.text());
  }

  @Override
  protected Answer remix(Sender sender, RequestInput input, @Nullable MessageRef messageRef) {
    inputs.add(input);
    return note(
        sender,
        "remix " + input.text() + " on " + (messageRef == null ? "newest" : messageRef.id()));
  }

  @Override
  protected Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    inputs.add(input);
    return note(sender, "remix " + input.text() + " of " + source);
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    return note(sender, "press " + button.encode() + " on " + messageRef.id());
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return posted.contains(message.id());
  }

  @Override
  public List<Suggestion> suggest(
      Locale locale, RequestOption option, String typed, @Nullable String model, int limit) {
    calls.add("suggest " + option + " " + typed + " for " + model);
    return List.of(new Suggestion("8 s", "8"), new Suggestion("12 s", "12"));
  }
}
