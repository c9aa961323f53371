package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Memory;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.conversation.Text;
import io.github.reelay.conversation.Wish;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Request;
import io.github.reelay.task.Requester;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.tracking.StatusView;
import io.github.reelay.tracking.TaskExamples;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what it is asked; a generation shows its status message at once and stays there. */
final class FakeConversation implements Conversation {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<Wish> wishes = new CopyOnWriteArrayList<>();
  private final Map<String, Task> byOrigin = new ConcurrentHashMap<>();
  private final MemoryTasks tasks;
  private final Memory memory;
  private final ChatPlatform chat;

  FakeConversation(MemoryTasks tasks, ChatPlatform chat, Memory memory) {
    this.tasks = tasks;
    this.memory = memory;
    this.chat = chat;
  }

  @Override
  public Answer generate(Speaker speaker, Wish wish) {
    calls.add("generate " + wish.text());
    wishes.add(wish);
    return wish.text().contains("too dear")
        ? new Answer.Say(Message.of("The day's budget is used up."), true)
        : start(speaker, wish);
  }

  private Answer start(Speaker speaker, Wish wish) {
    return new Answer.Started(
        byOrigin.computeIfAbsent(
            wish.origin(),
            origin -> {
              Task like = TaskExamples.accepted(speaker.address(), wish.text());
              Task task =
                  Task.accepted(
                      like.id(),
                      origin,
                      new Requester(speaker.person(), speaker.name(), speaker.locale()),
                      speaker.address(),
                      Request.text(wish.text()),
                      like.offer(),
                      like.acceptedAt());
              tasks.put(task);
              chat.show(task, TaskExamples.view(task, StatusView.Phase.WORKING, 42));
              return task;
            }));
  }

  @Override
  public Answer draft(Speaker speaker, Wish wish) {
    throw new AssertionError("the web chat has menus; it never drafts");
  }

  @Override
  public Answer remix(Speaker speaker, Wish wish, @Nullable MessageRef on) {
    calls.add("remix " + wish.text() + " on " + (on == null ? "newest" : on.id()));
    return start(speaker, wish);
  }

  @Override
  public Answer remixOf(Speaker speaker, Wish wish, TaskId source) {
    calls.add("remix " + wish.text() + " of " + source);
    return start(speaker, wish);
  }

  @Override
  public Answer press(
      Speaker speaker, ButtonId button, String origin, MessageRef on, @Nullable String text) {
    calls.add("press " + button.wire() + " on " + on.id() + (text == null ? "" : ": " + text));
    return switch (button.action()) {
      case "delete" -> new Answer.Remove(List.of(on), Message.of("Deleted."));
      case "remix" -> start(speaker, Wish.free(origin, String.valueOf(text), null));
      case "model" -> new Answer.Replace(card("sora-2-pro"));
      default -> new Answer.Noted(Message.of("Noted."));
    };
  }

  @Override
  public Answer jobs(Speaker speaker) {
    calls.add("jobs");
    return new Answer.Say(
        new Message(
            Text.build().bold("Running").words(" 2").text(),
            List.of(List.of(button("cancel", "AAA"), button("cancel", "BBB")))),
        true);
  }

  @Override
  public Answer models(Speaker speaker) {
    return new Answer.Say(Message.of("sora-2"), true);
  }

  @Override
  public Answer usage(Speaker speaker) {
    return new Answer.Say(Message.of("$1.00 of $5.00"), true);
  }

  @Override
  public Answer settings(Speaker speaker, Map<String, String> values) {
    calls.add("settings " + values);
    return new Answer.Say(card("sora-2"), true);
  }

  static Message card(String model) {
    return new Message(Text.of("Model " + model), List.of(List.of(button("model", "DRAFT"))));
  }

  private static Button button(String action, String target) {
    return new Button(new ButtonId(action, target), action, Button.Look.PLAIN);
  }

  @Override
  public Answer help(Speaker speaker) {
    return new Answer.Say(Message.of("Type a prompt."), true);
  }

  @Override
  public Answer forget(Speaker speaker) {
    memory.forget(speaker.person());
    return new Answer.Say(Message.of("Forgotten."), true);
  }

  @Override
  public Answer admin(Speaker speaker, String line) {
    throw new AssertionError("there is no /admin in the web chat");
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return message.id().startsWith("v-");
  }

  @Override
  public List<Choice> suggest(
      Locale locale, Field field, String typed, @Nullable String model, int limit) {
    return List.of();
  }
}
