package io.github.reelay.telegram;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.conversation.Text;
import io.github.reelay.conversation.Wish;
import io.github.reelay.conversation.Wording;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Picture;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what people write. Handling the same message again orders nothing new. */
final class Orders {
  private final Interpreter interpreter;
  private final Speakers speakers;
  private final Pictures pictures;
  private final Conversation conversation;
  private final Wording wording;
  private final Speech speech;
  private final Moves moves;
  private final Identity me;

  Orders(
      Identity me,
      Conversation conversation,
      Wording wording,
      Speakers speakers,
      Pictures pictures,
      Speech speech,
      Moves moves) {
    this.me = me;
    this.interpreter = new Interpreter(me, conversation::isPostedVideo);
    this.conversation = conversation;
    this.wording = wording;
    this.speakers = speakers;
    this.pictures = pictures;
    this.speech = speech;
    this.moves = moves;
  }

  /**
   * @param parts one message, or all of an album
   */
  void handle(List<org.telegram.telegrambots.meta.api.objects.message.Message> parts) {
    var message = parts.getFirst();
    if (message.getFrom() == null && message.getSenderChat() == null) {
      return;
    }
    Speaker speaker = speakers.of(message);
    MessageRef ref = Wire.message(message);
    String origin = origin(ref);
    switch (interpreter.read(parts)) {
      case Intent.Generate(String prompt, SentPicture picture) ->
          wish(speaker, origin, prompt, picture, w -> conversation.generate(speaker, w));
      case Intent.Card(String prompt, SentPicture picture) ->
          wish(speaker, origin, prompt, picture, w -> conversation.draft(speaker, w));
      case Intent.Remix(String prompt, MessageRef on) ->
          wish(speaker, origin, prompt, null, w -> conversation.remix(speaker, w, on));
      case Intent.RemixOf(String prompt, var source) ->
          wish(speaker, origin, prompt, null, w -> conversation.remixOf(speaker, w, source));
      case Intent.PressRemix(var source) ->
          say(
              speaker,
              conversation.press(
                  speaker, new ButtonId("remix", source.value()), origin, ref, null));
      case Intent.Ask(Intent.Word word, String rest) -> ask(speaker, word, rest);
      case Intent.Hint(String key) -> hint(speaker, key);
      case Intent.Moved(long from, long to) -> moves.moved(from, to);
      case Intent.Nothing _ -> {}
    }
  }

  /** One message orders once, under whatever update ids it may come. */
  static String origin(MessageRef message) {
    return "telegram:message:" + message.chat().id() + ":" + message.id();
  }

  private void wish(
      Speaker speaker,
      String origin,
      String prompt,
      @Nullable SentPicture sent,
      Function<Wish, Answer> order) {
    if (sent == null) {
      say(speaker, order.apply(Wish.free(origin, prompt, null)));
      return;
    }
    switch (pictures.fetch(sent)) {
      case Pictures.Fetched.Taken(Picture picture) ->
          say(speaker, order.apply(Wish.free(origin, prompt, picture)));
      case Pictures.Fetched.Unfit(String key) -> hint(speaker, key);
      case Pictures.Fetched.Failed _ -> hint(speaker, "telegram.picture-failed");
    }
  }

  private void ask(Speaker speaker, Intent.Word word, String rest) {
    switch (word) {
      case JOBS -> say(speaker, conversation.jobs(speaker));
      case MODELS -> say(speaker, conversation.models(speaker));
      case USAGE -> say(speaker, conversation.usage(speaker));
      case HELP, START -> say(speaker, conversation.help(speaker));
      case FORGET -> say(speaker, conversation.forget(speaker));
      case ADMIN -> say(speaker, conversation.admin(speaker, rest));
      case SETTINGS ->
          SettingsLine.read(rest)
              .ifPresentOrElse(
                  values -> say(speaker, conversation.settings(speaker, values)),
                  () -> hint(speaker, "telegram.settings-usage"));
    }
  }

  private void hint(Speaker speaker, String key) {
    speech.say(
        speaker.address(),
        Message.of(Text.of(wording.text(speaker.locale(), key, "@" + me.username()))));
  }

  private void say(Speaker speaker, Answer answer) {
    switch (answer) {
      case Answer.Started _, Answer.Noted _ -> {}
      case Answer.Say(Message message, _) -> speech.say(speaker.address(), message);
      case Answer.Replace(Message message) -> speech.say(speaker.address(), message);
      case Answer.AskRemix(var source, Message question) ->
          speech.ask(speaker, source, question, me);
      case Answer.Remove(List<MessageRef> messages, Message note) -> {
        messages.forEach(speech::delete);
        speech.say(speaker.address(), note);
      }
    }
  }
}
