package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.DiscordStatusMessages;
import io.github.reelay.discord.outbound.MessageBodies;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the conversation answers, in the way the event was acknowledged. */
public final class DiscordResponder {
  private static final Logger log = LoggerFactory.getLogger(DiscordResponder.class);

  private final ChannelLookup places;
  private final DiscordStatusMessages messages;
  private final InteractionTokens tickets;

  public DiscordResponder(
      ChannelLookup places, DiscordStatusMessages messages, InteractionTokens tickets) {
    this.places = places;
    this.tickets = tickets;
    this.messages = messages;
  }

  void answer(InboundEvent heard, Answer answer) {
    switch (answer) {
      case Answer.Started(_, Message instead) -> {
        if (instead != null && heard.ack() == Ack.EDIT) {
          editOriginal(heard, instead);
        }
      }
      case Answer.Say(Message message, boolean privately) -> say(heard, message, privately);
      case Answer.Replace(Message message) -> replace(heard, message);
      case Answer.AskRemix(_, Message question) -> say(heard, question, true);
      case Answer.Remove(List<MessageRef> gone, Message note) -> {
        gone.forEach(m -> remove(heard, m));
        say(heard, note, true);
      }
      case Answer.Noted(Message note) -> note(heard, note);
    }
  }

  /** A public reply to Fetch may be about to become the video; then there is nothing to add. */
  private void note(InboundEvent heard, Message note) {
    InteractionToken ticket = heard.pass().orElse(null);
    if (note.text().plain().isBlank()) {
      return;
    }
    if (ticket != null && heard.ack() == Ack.REPLY) {
      tickets.unlessTaken(ticket, () -> say(heard, note, true));
    } else {
      say(heard, note, true);
    }
  }

  /**
   * @param privately for the person alone, where it is not decided by the acknowledgement already
   */
  void say(InboundEvent heard, Message message, boolean privately) {
    DiscordResult<?> outcome =
        switch (heard.ack()) {
          case NONE -> reply(heard, message);
          case REPLY, PRIVATE_REPLY -> editOriginal(heard, message);
          case EDIT -> followUp(heard, message, privately);
        };
    if (outcome instanceof DiscordResult.Failed<?>(var trouble, String detail)) {
      log.atWarn()
          .addKeyValue("chat", DiscordIds.chat(heard.where().channel()))
          .log("an answer could not be said and is lost: {} {}", trouble, detail);
    }
  }

  private void replace(InboundEvent heard, Message message) {
    if (heard.ack() == Ack.EDIT) {
      editOriginal(heard, message);
    } else {
      say(heard, message, true);
    }
  }

  private Optional<InteractionHook> hook(InboundEvent heard) {
    return heard.pass().flatMap(messages::hook);
  }

  private DiscordResult<?> editOriginal(InboundEvent heard, Message message) {
    return hook(heard)
        .<DiscordResult<?>>map(
            h -> ApiCalls.make(() -> h.editOriginal(MessageBodies.edit(Components.plain(message)))))
        .orElse(NOT_CONNECTED);
  }

  private DiscordResult<?> followUp(InboundEvent heard, Message message, boolean privately) {
    return hook(heard)
        .<DiscordResult<?>>map(h ->
            ApiCalls.make(() ->
                h.sendMessage(MessageBodies.fresh(Components.plain(message)))
                    .setEphemeral(privately)))
        .orElse(NOT_CONNECTED);
  }

  private DiscordResult<?> reply(InboundEvent heard, Message message) {
    Optional<MessageChannel> channel = channel(heard);
    if (channel.isEmpty()) {
      return NOT_CONNECTED;
    }
    return ApiCalls.make(() -> {
      MessageCreateAction action =
          channel
              .get()
              .sendMessage(MessageBodies.fresh(Components.plain(message)))
              .setNonce("r" + heard.id());
      // A reply needs the right to read what it replies to.
      return heard.missing().contains(Permission.MESSAGE_HISTORY.name())
          ? action
          : action.setMessageReference(heard.id()).failOnInvalidReply(false);
    });
  }

  private Optional<MessageChannel> channel(InboundEvent heard) {
    return places.find(heard.address(), heard.who().id()) instanceof ChannelLookup.Place.Open open
        ? Optional.of(open.channel())
        : Optional.empty();
  }

  /** Gone already is fine. Where the bot is no member, only the pressed message can be deleted. */
  private void remove(InboundEvent heard, MessageRef message) {
    if (heard.ack() == Ack.EDIT
        && message.id().equals(heard.on())
        && heard.pass().filter(t -> t.reach() == InteractionToken.Reach.TOKEN_ONLY).isPresent()) {
      hook(heard).ifPresent(h -> ApiCalls.make(h::deleteOriginal));
      return;
    }
    channel(heard).ifPresent(c -> ApiCalls.make(() -> c.deleteMessageById(message.id())));
  }

  private static final DiscordResult<Void> NOT_CONNECTED =
      new DiscordResult.Failed<>(DiscordResult.Trouble.UNCLEAR, "not connected");
}
