package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.ChatMigrations;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.outbound.TelegramResponder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The handler of what people write. Handling the same message again orders nothing new. */
public final class TelegramMessageHandler {
  private final MessageInterpreter interpreter;
  private final Senders senders;
  private final ImageDownloader downloader;
  private final Conversation conversation;
  private final MessageTexts texts;
  private final TelegramResponder responder;
  private final ChatMigrations migrations;
  private final EventInbox bookmarks;
  private final BotIdentity identity;

  public TelegramMessageHandler(
      BotIdentity identity,
      Conversation conversation,
      MessageTexts texts,
      Senders senders,
      ImageDownloader downloader,
      TelegramResponder responder,
      ChatMigrations migrations,
      EventInbox bookmarks) {
    this.identity = identity;
    this.interpreter = new MessageInterpreter(identity, conversation::isPostedVideo);
    this.conversation = conversation;
    this.texts = texts;
    this.senders = senders;
    this.downloader = downloader;
    this.responder = responder;
    this.migrations = migrations;
    this.bookmarks = bookmarks;
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
      case MessageIntent.Generate(String prompt, var images) ->
          handleRequest(
              sender,
              origin,
              prompt,
              images,
              input -> conversation.run(sender, Command.VIDEO, CommandInput.of(input)));
      case MessageIntent.Draft(String prompt, var images) ->
          handleRequest(sender, origin, prompt, images, input -> conversation.order(sender, input));
      case MessageIntent.Remix(String prompt, MessageRef messageRef) ->
          remix(sender, origin, prompt, CommandInput.Source.of(messageRef));
      case MessageIntent.Continue(String prompt, MessageRef messageRef) ->
          respond(
              sender,
              conversation.run(
                  sender,
                  Command.CONTINUE,
                  CommandInput.remix(
                      RequestInput.ofText(origin, prompt, null),
                      CommandInput.Source.of(messageRef))));
      case MessageIntent.RemixTask(String prompt, var source) -> {
        RequestInput input = RequestInput.ofText(origin, prompt, null);
        CommandInput of = CommandInput.remix(input, new CommandInput.Source.OfTask(source));
        respondToWords(message, sender, conversation.run(sender, Command.REMIX, of));
      }
      case MessageIntent.Press(ButtonId button, String words) ->
          respondToWords(message, sender, conversation.press(sender, button, origin, ref, words));
      case MessageIntent.RunCommand(Command command, String rest, MessageRef on) ->
          runCommand(sender, origin, command, rest, CommandInput.Source.of(on));
      case MessageIntent.Hint(String key) -> sendHint(sender, key);
      case MessageIntent.ChatMoved(long from, long to) -> migrations.migrate(from, to);
      case MessageIntent.Introduce _ -> introduce(sender);
      case MessageIntent.Ignore _ -> {}
    }
  }

  /** The question that was answered goes, unless other words are needed. */
  private void respondToWords(
      org.telegram.telegrambots.meta.api.objects.message.Message words,
      Sender sender,
      Answer answer) {
    respond(sender, answer);
    var question = ReplyTarget.message(words);
    boolean isRefusal = answer instanceof Answer.Reply reply && reply.isRefusal();
    if (question != null && !isRefusal && interpreter.questionOf(question).isPresent()) {
      responder.delete(TelegramIds.message(question));
    }
  }

  /** Once, however often it is taken out and added again. */
  private void introduce(Sender sender) {
    String bookmark = "introduced:" + sender.destination().chat();
    if (bookmarks.bookmark(bookmark).isEmpty()) {
      responder.send(sender.destination(), conversation.introduction(sender.locale()));
      bookmarks.bookmark(bookmark, "yes");
    }
  }

  /** One message orders once, under whatever update ids it may come. */
  static String origin(MessageRef message) {
    return "telegram:message:" + message.chat().id() + ":" + message.id();
  }

  private void handleRequest(
      Sender sender,
      String origin,
      String prompt,
      List<SentImage> sentImages,
      Function<RequestInput, Answer> action) {
    List<ReferenceImage> stored = new ArrayList<>();
    for (SentImage sentImage : sentImages) {
      switch (downloader.fetch(sentImage)) {
        case ImageDownloader.ImageResult.Stored(ReferenceImage image) -> stored.add(image);
        case ImageDownloader.ImageResult.Unusable(String key) -> {
          sendHint(sender, key);
          return;
        }
        case ImageDownloader.ImageResult.Failed _ -> {
          sendHint(sender, "telegram.picture-failed");
          return;
        }
      }
    }
    respond(sender, action.apply(RequestInput.ofText(origin, prompt, null).withImages(stored)));
  }

  private void remix(Sender sender, String origin, String prompt, CommandInput.Source source) {
    RequestInput input = RequestInput.ofText(origin, prompt, null);
    respond(sender, conversation.run(sender, Command.REMIX, CommandInput.remix(input, source)));
  }

  private void runCommand(
      Sender sender, String origin, Command command, String rest, CommandInput.Source on) {
    RequestInput input = RequestInput.ofText(origin, rest, null);
    respond(sender, conversation.run(sender, command, CommandInput.remix(input, on)));
  }

  private void sendHint(Sender sender, String key) {
    responder.answer(
        sender,
        Message.of(RichText.of(texts.text(sender.locale(), key, "@" + identity.username()))),
        !key.equals(MessageInterpreter.WELCOME));
  }

  private void respond(Sender sender, Answer answer) {
    switch (answer) {
      // A message shows no video again; only a press does.
      case Answer.TaskStarted _, Answer.Acknowledge _, Answer.ShowVideo _ -> {}
      case Answer.Reply(Message message, boolean isPrivate, _) ->
          responder.answer(sender, message, isPrivate);
      case Answer.ReplaceMessage(Message message) -> responder.send(sender.destination(), message);
      case Answer.AskPrompt ask -> responder.askPrompt(sender, ask, identity);
      case Answer.DeleteMessages(List<MessageRef> messages, List<Task> linked, Message note) -> {
        messages.forEach(responder::delete);
        responder.send(sender.destination(), note);
        responder.writeCaptions(linked);
      }
      case Answer.HideVideo(MessageRef video, var copies, List<Task> linked, Message note) -> {
        boolean all = responder.delete(video);
        for (MessageRef copy : copies) {
          all &= responder.delete(copy);
        }
        responder.send(
            sender.destination(),
            all
                ? note
                : Message.of(RichText.of(texts.text(sender.locale(), "telegram.delete-too-old"))));
        responder.writeCaptions(linked);
      }
    }
  }
}
