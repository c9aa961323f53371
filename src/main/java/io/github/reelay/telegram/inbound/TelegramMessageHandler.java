package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.Wording;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.ChatMigrations;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.outbound.TelegramResponder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what people write. Handling the same message again orders nothing new. */
public final class TelegramMessageHandler {
  private final MessageInterpreter interpreter;
  private final Senders speakers;
  private final ImageDownloader pictures;
  private final Conversation conversation;
  private final Wording wording;
  private final TelegramResponder speech;
  private final ChatMigrations moves;
  private final BotIdentity me;

  public TelegramMessageHandler(
      BotIdentity me,
      Conversation conversation,
      Wording wording,
      Senders speakers,
      ImageDownloader pictures,
      TelegramResponder speech,
      ChatMigrations moves) {
    this.me = me;
    this.interpreter = new MessageInterpreter(me, conversation::isPostedVideo);
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
    Sender speaker = speakers.of(message);
    MessageRef ref = TelegramIds.message(message);
    String origin = origin(ref);
    switch (interpreter.read(parts)) {
      case Intent.Generate(String prompt, SentImage picture) ->
          wish(speaker, origin, prompt, picture, w -> conversation.generate(speaker, w));
      case Intent.Card(String prompt, SentImage picture) ->
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
      Sender speaker,
      String origin,
      String prompt,
      @Nullable SentImage sent,
      Function<RequestInput, Answer> order) {
    if (sent == null) {
      say(speaker, order.apply(RequestInput.free(origin, prompt, null)));
      return;
    }
    switch (pictures.fetch(sent)) {
      case ImageDownloader.Fetched.Taken(ReferenceImage picture) ->
          say(speaker, order.apply(RequestInput.free(origin, prompt, picture)));
      case ImageDownloader.Fetched.Unfit(String key) -> hint(speaker, key);
      case ImageDownloader.Fetched.Failed _ -> hint(speaker, "telegram.picture-failed");
    }
  }

  private void ask(Sender speaker, Intent.Word word, String rest) {
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

  private void hint(Sender speaker, String key) {
    speech.say(
        speaker.address(),
        Message.of(RichText.of(wording.text(speaker.locale(), key, "@" + me.username()))));
  }

  private void say(Sender speaker, Answer answer) {
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
