package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.discord.inbound.InboundEvent.MessageContent;
import io.github.reelay.task.ref.MessageRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The handler of messages to the bot: a remix (reply to a posted video), else an order by the words
 * and the pictures that come along.
 */
record DiscordMessageHandler(Conversation conversation, EventHandler eventHandler) {
  private static final Answer NO_ANSWER =
      new Answer.Acknowledge(new Message(RichText.of(""), List.of()));

  private static final Set<Command> SHOWING_COMMANDS =
      EnumSet.of(
          Command.HELP,
          Command.ABOUT,
          Command.JOBS,
          Command.MODELS,
          Command.USAGE,
          Command.SETTINGS);

  Answer answer(InboundEvent event, Sender sender) {
    MessageContent content = Objects.requireNonNull(event.said());
    MessageRef messageRef = event.targetMessage();
    boolean remix = content.toUs() && messageRef != null && conversation.isPostedVideo(messageRef);
    List<AttachedFile> pictures =
        event.picture() == null
            ? Optional.ofNullable(content.theirs()).stream().toList()
            : event.pictures();
    if (remix || !pictures.isEmpty() || content.direct() || content.mentioned()) {
      if (!event.missing().isEmpty()) {
        return eventHandler.replyMissingPermissions(event);
      }
    } else {
      return NO_ANSWER;
    }
    if (isUnreadable(content, event)) {
      return remix ? eventHandler.reply(event, "discord.unreadable-reply") : NO_ANSWER;
    }
    if (!pictures.isEmpty()) {
      return generateFromPictures(event, sender, content, pictures);
    }
    if (remix) {
      return content.text().isEmpty()
          ? eventHandler.reply(event, "discord.empty-reply")
          : conversation.run(
              sender,
              Command.REMIX,
              CommandInput.remix(
                  RequestInput.ofText(event.origin(), content.text(), null),
                  CommandInput.Source.of(messageRef)));
    }
    boolean hidden = messageRef != null && !content.toUs() && !content.direct();
    if (content.text().isEmpty()) {
      return eventHandler.reply(
          event,
          hidden
              ? "discord.no-picture-seen"
              : content.direct() ? "discord.direct" : "discord.nothing-seen");
    }
    RequestInput input = RequestInput.ofText(event.origin(), content.text(), null);
    Optional<Command> command = command(content);
    if (command.isPresent()) {
      return conversation.run(sender, command.get(), CommandInput.NONE);
    }
    // Perhaps a picture is meant that is not shown to us: that is seen on the card, before it
    // costs.
    return hidden
        ? withNote(event, conversation.draft(sender, input))
        : conversation.order(sender, input);
  }

  /** A command that only shows something, typed as words. */
  private static Optional<Command> command(MessageContent content) {
    String text = content.text().toLowerCase(Locale.ROOT);
    return text.equals(Command.HELP.word())
        ? Optional.of(Command.HELP)
        : Optional.of(text)
            .filter(_ -> content.direct() && text.startsWith("/"))
            .flatMap(typed -> Command.ofWord(typed.substring(1)))
            .filter(SHOWING_COMMANDS::contains);
  }

  private Answer withNote(InboundEvent event, Answer answer) {
    return answer instanceof Answer.Reply(Message card, boolean isPrivate, boolean isRefusal)
        ? new Answer.Reply(
            new Message(
                RichText.builder()
                    .append(card.text())
                    .newLine()
                    .plain(eventHandler.text(event, "discord.no-picture-seen"))
                    .build(),
                card.rows()),
            isPrivate,
            isRefusal)
        : answer;
  }

  /** A reply without ping: Discord shows neither its text nor its files. */
  private static boolean isUnreadable(MessageContent content, InboundEvent event) {
    return !content.direct()
        && !content.mentioned()
        && content.text().isEmpty()
        && event.picture() == null;
  }

  private Answer generateFromPictures(
      InboundEvent event, Sender sender, MessageContent content, List<AttachedFile> pictures) {
    return eventHandler.withPictures(
        event,
        pictures,
        images ->
            conversation.order(
                sender,
                RequestInput.ofText(event.origin(), content.text(), null).withImages(images)));
  }
}
