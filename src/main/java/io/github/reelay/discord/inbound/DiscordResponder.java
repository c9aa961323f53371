package io.github.reelay.discord.inbound;

import io.github.reelay.chat.TransientMessages;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.outbound.AutoModRetry;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.DeliveredCaptions;
import io.github.reelay.discord.outbound.DiscordStatusMessages;
import io.github.reelay.discord.outbound.MessageBodies;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.FileUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The responder: sends the conversation's answer in the way the event was acknowledged. */
public final class DiscordResponder {
  private static final Logger log = LoggerFactory.getLogger(DiscordResponder.class);

  private static final Message STILL = Message.of("…");

  private final ChannelLookup channels;
  private final DiscordStatusMessages statusMessages;
  private final InteractionTokens tokens;
  private final AutoModRetry autoMod;
  private final DeliveredCaptions captions;
  private final TransientMessages transients;
  private final MessageTexts texts;
  private final boolean spoiler;

  /**
   * @param spoiler whether videos are hidden until a person clicks them
   */
  public DiscordResponder(
      ChannelLookup channels,
      DiscordStatusMessages statusMessages,
      InteractionTokens tokens,
      AutoModRetry autoMod,
      DeliveredCaptions captions,
      TransientMessages transients,
      MessageTexts texts,
      boolean spoiler) {
    this.spoiler = spoiler;
    this.autoMod = autoMod;
    this.captions = captions;
    this.transients = transients;
    this.texts = texts;
    this.channels = channels;
    this.tokens = tokens;
    this.statusMessages = statusMessages;
  }

  void respond(InboundEvent event, Answer answer) {
    switch (answer) {
      // A confirmed card becomes the status message, where that is not posted elsewhere.
      case Answer.TaskStarted(_, Message replacement) -> {
        if (replacement != null && event.ack() == Ack.EDIT && isAside(event)) {
          say(event, replacement, words -> editOriginal(event, words));
        }
      }
      case Answer.Reply(Message message, boolean privately, _) -> send(event, message, privately);
      case Answer.ReplaceMessage(Message message) -> replaceMessage(event, message);
      // A form has asked before; this is where there could be none.
      case Answer.AskPrompt ask -> send(event, ask.question(), event.ack() != Ack.NONE);
      case Answer.DeleteMessages(List<MessageRef> gone, List<Task> linked, Message note) -> {
        List<MessageRef> left = gone.stream().filter(m -> !deleteMessage(event, m)).toList();
        boolean done = left.stream().allMatch(m -> m.equals(event.targetMessage()));
        send(
            event,
            done ? note : Message.of(texts.text(event.language(), "discord.not-deleted")),
            true);
        captions.rewrite(linked);
      }
      case Answer.HideVideo(MessageRef video, var _, List<Task> linked, Message note) -> {
        send(
            event,
            deleteMessage(event, video)
                ? note
                : Message.of(texts.text(event.language(), "discord.not-hidden")),
            true);
        captions.rewrite(linked);
      }
      case Answer.ShowVideo show -> showVideo(event, show);
      case Answer.Acknowledge(Message note) -> sendNote(event, note);
    }
  }

  /** A public reply to Fetch may be about to become the video; then there is nothing to add. */
  private void sendNote(InboundEvent event, Message note) {
    InteractionToken token = event.interactionToken().orElse(null);
    if (note.text().plainText().isBlank()) {
      return;
    }
    if (token != null && event.ack() == Ack.REPLY) {
      tokens.runUnlessReserved(token, () -> send(event, note, true));
    } else {
      send(event, note, true);
    }
  }

  /**
   * @param privately for the person alone; where only all can see it, it is taken away again
   */
  void send(InboundEvent event, Message message, boolean privately) {
    say(event, message, words -> sendOnce(event, words, privately));
  }

  private void say(InboundEvent event, Message message, Function<Message, DiscordResult<?>> call) {
    DiscordResult<?> result =
        reopening(event.address(), () -> autoMod.say(event.id(), message, call));
    if (AutoModRetry.isRefused(result)) { // "thinking…" would stay for ever
      result = call.apply(Message.of(texts.text(event.language(), "discord.words-blocked")));
    }
    if (result instanceof DiscordResult.Failed<?>(var error, String detail)) {
      log.atWarn()
          .addKeyValue("chat", DiscordIds.chatRef(event.where().channel()))
          .log("An answer could not be said and is lost: {} {}", error, detail);
    }
  }

  /** Some clients let people press buttons in a closed thread without opening it. */
  private DiscordResult<?> reopening(Destination place, Supplier<DiscordResult<?>> call) {
    DiscordResult<?> result = call.get();
    return result instanceof DiscordResult.Failed<?>(var error, String _)
            && error == DiscordResult.DiscordError.THREAD_CLOSED
            && channels.reopen(place)
        ? call.get()
        : result;
  }

  private DiscordResult<?> sendOnce(InboundEvent event, Message message, boolean privately) {
    return switch (event.ack()) {
      case NONE -> reply(event, message, privately);
      case REPLY ->
          privately && !event.where().direct() && !isAside(event)
              ? replyPrivately(event, message)
              : editOriginal(event, message);
      case PRIVATE_REPLY -> editOriginal(event, message);
      case EDIT -> sendFollowUp(event, message, privately);
    };
  }

  /**
   * In place of a "thinking…" that all see. Whether a reply is private is decided with its
   * acknowledgement, and a follow-up beside a reply that still thinks becomes that reply
   * (docs/facts.md, "Discord: interactions"), so it is given something to say until it goes.
   */
  private DiscordResult<?> replyPrivately(InboundEvent event, Message message) {
    var _ = editOriginal(event, STILL);
    DiscordResult<?> result = sendFollowUp(event, message, true);
    if (result instanceof DiscordResult.Done<?>) {
      hook(event).ifPresent(h -> ApiCalls.execute(h::deleteOriginal));
    }
    return result;
  }

  /** For who pressed alone, so that the chat has one video. */
  private void showVideo(InboundEvent event, Answer.ShowVideo show) {
    DiscordResult<?> result =
        hook(event)
            .<DiscordResult<?>>map(h ->
                ApiCalls.execute(() ->
                    h.sendMessage(
                            MessageBodies.create(
                                Components.video(
                                    show.caption(),
                                    FileUpload.fromData(
                                            show.file(),
                                            "clip-"
                                                + show.task()
                                                + "."
                                                + Video.ending(show.video().file()))
                                        .asSpoiler(spoiler),
                                    spoiler)))
                        .setEphemeral(true)))
            .orElse(NOT_CONNECTED);
    if (result instanceof DiscordResult.Failed<?>(var error, String detail)) {
      log.atWarn()
          .addKeyValue("task", show.task())
          .log("A clip could not be shown alone, the person is told: {} {}", error, detail);
      send(event, Message.of(texts.text(event.language(), "clip.not-shown")), true);
    }
  }

  private void replaceMessage(InboundEvent event, Message message) {
    if (event.ack() == Ack.EDIT) {
      Optional.ofNullable(event.targetMessage()).ifPresent(transients::keep);
      say(event, message, words -> editOriginal(event, words));
    } else {
      send(event, message, true);
    }
  }

  private static boolean isAside(InboundEvent event) {
    return event
        .interactionToken()
        .filter(token -> token.original().equals(InteractionToken.OTHER_REPLY))
        .isPresent();
  }

  private Optional<InteractionHook> hook(InboundEvent event) {
    return event.interactionToken().flatMap(statusMessages::hook);
  }

  private DiscordResult<?> editOriginal(InboundEvent event, Message message) {
    return hook(event)
        .<DiscordResult<?>>map(h ->
            ApiCalls.execute(() -> h.editOriginal(MessageBodies.edit(Components.plain(message)))))
        .orElse(NOT_CONNECTED);
  }

  private DiscordResult<?> sendFollowUp(InboundEvent event, Message message, boolean privately) {
    return hook(event)
        .<DiscordResult<?>>map(h ->
            ApiCalls.execute(() ->
                h.sendMessage(MessageBodies.create(Components.plain(message)))
                    .setEphemeral(privately)))
        .orElse(NOT_CONNECTED);
  }

  private DiscordResult<?> reply(InboundEvent event, Message message, boolean privately) {
    Optional<MessageChannel> found = findChannel(event.address(), event);
    if (found.isEmpty()) {
      return NOT_CONNECTED;
    }
    MessageChannel channel = found.get();
    DiscordResult<net.dv8tion.jda.api.entities.Message> result = post(event, channel, message);
    if (privately && !event.where().direct()) {
      removeLater(event, channel, result);
    }
    return result;
  }

  private void removeLater(
      InboundEvent event,
      MessageChannel channel,
      DiscordResult<net.dv8tion.jda.api.entities.Message> result) {
    if (result instanceof DiscordResult.Done<net.dv8tion.jda.api.entities.Message>(var posted)) {
      transients.add(
          DiscordIds.messageRef(event.address(), posted.getId()),
          () -> ApiCalls.execute(() -> channel.deleteMessageById(posted.getId())));
    }
  }

  private static DiscordResult<net.dv8tion.jda.api.entities.Message> post(
      InboundEvent event, MessageChannel channel, Message message) {
    return ApiCalls.execute(() -> {
      MessageCreateAction action =
          channel
              .sendMessage(MessageBodies.create(Components.plain(message)))
              .setNonce("r" + event.id());
      // A reply needs the right to read what it replies to.
      return event.missing().contains(Permission.MESSAGE_HISTORY.name())
          ? action
          : action.setMessageReference(event.id()).failOnInvalidReply(false);
    });
  }

  private Optional<MessageChannel> findChannel(Destination place, InboundEvent event) {
    return channels.find(place, event.who().id()) instanceof ChannelLookup.LookupResult.Found open
        ? Optional.of(open.channel())
        : Optional.empty();
  }

  /** Whether a button stands under a question that only one person sees. */
  static boolean isOnQuestion(ButtonAction action) {
    return action == ButtonAction.DELETE_NOW
        || action == ButtonAction.UNDO_NOW
        || action == ButtonAction.KEEP;
  }

  /**
   * What one person sees, and anything where the bot is no member, is deleted by the token of a
   * press on it.
   *
   * @return whether it is gone
   */
  private boolean deleteMessage(InboundEvent event, MessageRef message) {
    Optional<ButtonId> pressed = ButtonId.parse(event.what());
    boolean asked = pressed.filter(button -> isOnQuestion(button.action())).isPresent();
    boolean tokenOnly =
        event
            .interactionToken()
            .filter(t -> t.access() == InteractionToken.BotAccess.TOKEN_ONLY)
            .isPresent();
    boolean pressedOn = event.ack() == Ack.EDIT && message.equals(event.targetMessage());
    Optional<InteractionHook> hook =
        pressedOn
            ? hook(event)
            : pressed
                .filter(button -> TaskId.isValid(button.target()))
                .flatMap(button -> tokens.lastPress(new TaskId(button.target())))
                .filter(token -> token.original().equals(DiscordIds.messageId(message)))
                .flatMap(statusMessages::hook);
    DiscordResult<?> result =
        tokenOnly || (asked && pressedOn)
            ? hook.<DiscordResult<?>>map(h -> ApiCalls.execute(h::deleteOriginal))
                .orElse(NOT_CONNECTED)
            : deleteAsBot(event, message);
    return switch (result) {
      case DiscordResult.Done<?> _ -> true;
      case DiscordResult.Failed<?>(var error, String _) ->
          error == DiscordResult.DiscordError.MESSAGE_GONE;
    };
  }

  private DiscordResult<?> deleteAsBot(InboundEvent event, MessageRef message) {
    Destination place = DiscordIds.placeOf(message, event.where().server());
    return reopening(
        place,
        () ->
            findChannel(place, event)
                .<DiscordResult<?>>map(
                    c -> ApiCalls.execute(() -> c.deleteMessageById(DiscordIds.messageId(message))))
                .orElse(NOT_CONNECTED));
  }

  private static final DiscordResult<Void> NOT_CONNECTED =
      new DiscordResult.Failed<>(DiscordResult.DiscordError.UNCLEAR, "not connected");
}
