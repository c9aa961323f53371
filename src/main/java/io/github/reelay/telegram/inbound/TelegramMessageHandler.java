package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.ChatMigrations;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.outbound.TelegramResponder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The handler of what people write. Handling the same message again orders nothing new. */
public final class TelegramMessageHandler {
  private final MessageInterpreter interpreter;
  private final Senders senders;
  private final ImageDownloader images;
  private final Conversation conversation;
  private final MessageTexts texts;
  private final TelegramResponder responder;
  private final ChatMigrations migrations;
  private final BotIdentity me;

  public TelegramMessageHandler(
      BotIdentity me,
      Conversation conversation,
      MessageTexts texts,
      Senders senders,
      ImageDownloader images,
      TelegramResponder responder,
      ChatMigrations migrations) {
    this.me = me;
    this.interpreter = new MessageInterpreter(me, conversation::isPostedVideo);
    this.conversation = conversation;
    this.texts = texts;
    this.senders = senders;
    this.images = images;
    this.responder = responder;
    this.migrations = migrations;
  }

  /**
   * @param parts one message, or all of an album
   */
  void handle(List<org.telegram.telegrambots.meta.api.objects.message.Message> parts) {
    var message = parts.getFirst();
    if (message.getFrom() == null && message.getSenderChat() == null) {
      return;
    }
    Sender sender = senders.of(message);
    MessageRef ref = TelegramIds.message(message);
    String origin = origin(ref);
    switch (interpreter.interpret(parts)) {
      case Intent.Generate(String prompt, SentImage image) ->
          input(sender, origin, prompt, image, w -> conversation.generate(sender, w));
      case Intent.Card(String prompt, SentImage image) ->
          input(sender, origin, prompt, image, w -> conversation.draft(sender, w));
      case Intent.Remix(String prompt, MessageRef messageRef) ->
          input(sender, origin, prompt, null, w -> conversation.remix(sender, w, messageRef));
      case Intent.RemixOf(String prompt, var source) ->
          input(sender, origin, prompt, null, w -> conversation.remixOf(sender, w, source));
      case Intent.PressRemix(var source) ->
          say(
              sender,
              conversation.press(
                  sender, new ButtonId(ButtonAction.REMIX, source.value()), origin, ref, null));
      case Intent.RunCommand(Intent.Command word, String rest) -> runCommand(sender, word, rest);
      case Intent.Hint(String key) -> hint(sender, key);
      case Intent.ChatMoved(long from, long to) -> migrations.migrate(from, to);
      case Intent.Nothing _ -> {}
    }
  }

  /** One message orders once, under whatever update ids it may come. */
  static String origin(MessageRef message) {
    return "telegram:message:" + message.chat().id() + ":" + message.id();
  }

  private void input(
      Sender sender,
      String origin,
      String prompt,
      @Nullable SentImage sent,
      Function<RequestInput, Answer> order) {
    if (sent == null) {
      say(sender, order.apply(RequestInput.ofText(origin, prompt, null)));
      return;
    }
    switch (images.fetch(sent)) {
      case ImageDownloader.ImageResult.Stored(ReferenceImage image) ->
          say(sender, order.apply(RequestInput.ofText(origin, prompt, image)));
      case ImageDownloader.ImageResult.Unusable(String key) -> hint(sender, key);
      case ImageDownloader.ImageResult.Failed _ -> hint(sender, "telegram.picture-failed");
    }
  }

  private void runCommand(Sender sender, Intent.Command word, String rest) {
    switch (word) {
      case JOBS -> say(sender, conversation.jobs(sender));
      case MODELS -> say(sender, conversation.models(sender));
      case USAGE -> say(sender, conversation.usage(sender));
      case HELP, START -> say(sender, conversation.help(sender));
      case FORGET -> say(sender, conversation.forget(sender));
      case ADMIN -> say(sender, conversation.admin(sender, rest));
      case SETTINGS ->
          SettingsLine.parse(rest)
              .ifPresentOrElse(
                  values -> say(sender, conversation.settings(sender, values)),
                  () -> hint(sender, "telegram.settings-usage"));
    }
  }

  private void hint(Sender sender, String key) {
    responder.say(
        sender.destination(),
        Message.of(RichText.of(texts.text(sender.locale(), key, "@" + me.username()))));
  }

  private void say(Sender sender, Answer answer) {
    switch (answer) {
      case Answer.TaskStarted _, Answer.Acknowledge _ -> {}
      case Answer.Reply(Message message, _) -> responder.say(sender.destination(), message);
      case Answer.ReplaceMessage(Message message) -> responder.say(sender.destination(), message);
      case Answer.AskRemixPrompt(var source, Message question) ->
          responder.ask(sender, source, question, me);
      case Answer.DeleteMessages(List<MessageRef> messages, Message note) -> {
        messages.forEach(responder::delete);
        responder.say(sender.destination(), note);
      }
    }
  }
}
