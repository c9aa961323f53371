package io.github.reelay.discord;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.Heard.Ack;
import io.github.reelay.task.MessageRef;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the conversation answers, in the way the event was acknowledged. */
final class Mouth {
  private static final Logger log = LoggerFactory.getLogger(Mouth.class);

  private final Places places;
  private final StatusMessages messages;
  private final Tickets tickets;

  Mouth(Places places, StatusMessages messages, Tickets tickets) {
    this.places = places;
    this.tickets = tickets;
    this.messages = messages;
  }

  void answer(Heard heard, Answer answer) {
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
  private void note(Heard heard, Message note) {
    Ticket ticket = heard.pass().orElse(null);
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
  void say(Heard heard, Message message, boolean privately) {
    Outcome<?> outcome =
        switch (heard.ack()) {
          case NONE -> reply(heard, message);
          case REPLY, PRIVATE_REPLY -> editOriginal(heard, message);
          case EDIT -> followUp(heard, message, privately);
        };
    if (outcome instanceof Outcome.Failed<?>(var trouble, String detail)) {
      log.atWarn()
          .addKeyValue("chat", DiscordNames.chat(heard.where().channel()))
          .log("an answer could not be said and is lost: {} {}", trouble, detail);
    }
  }

  private void replace(Heard heard, Message message) {
    if (heard.ack() == Ack.EDIT) {
      editOriginal(heard, message);
    } else {
      say(heard, message, true);
    }
  }

  private Optional<InteractionHook> hook(Heard heard) {
    return heard.pass().flatMap(messages::hook);
  }

  private Outcome<?> editOriginal(Heard heard, Message message) {
    return hook(heard)
        .<Outcome<?>>map(h -> Calls.make(() -> h.editOriginal(Edits.edit(Looks.plain(message)))))
        .orElse(NOT_CONNECTED);
  }

  private Outcome<?> followUp(Heard heard, Message message, boolean privately) {
    return hook(heard)
        .<Outcome<?>>map(h ->
            Calls.make(
                () -> h.sendMessage(Edits.fresh(Looks.plain(message))).setEphemeral(privately)))
        .orElse(NOT_CONNECTED);
  }

  private Outcome<?> reply(Heard heard, Message message) {
    Optional<MessageChannel> channel = channel(heard);
    if (channel.isEmpty()) {
      return NOT_CONNECTED;
    }
    return Calls.make(() -> {
      MessageCreateAction action =
          channel.get().sendMessage(Edits.fresh(Looks.plain(message))).setNonce("r" + heard.id());
      // A reply needs the right to read what it replies to.
      return heard.missing().contains(Permission.MESSAGE_HISTORY.name())
          ? action
          : action.setMessageReference(heard.id()).failOnInvalidReply(false);
    });
  }

  private Optional<MessageChannel> channel(Heard heard) {
    return places.find(heard.address(), heard.who().id()) instanceof Places.Place.Open open
        ? Optional.of(open.channel())
        : Optional.empty();
  }

  /** Gone already is fine. Where the bot is no member, only the pressed message can be deleted. */
  private void remove(Heard heard, MessageRef message) {
    if (heard.ack() == Ack.EDIT
        && message.id().equals(heard.on())
        && heard.pass().filter(t -> t.reach() == Ticket.Reach.TOKEN_ONLY).isPresent()) {
      hook(heard).ifPresent(h -> Calls.make(h::deleteOriginal));
      return;
    }
    channel(heard).ifPresent(c -> Calls.make(() -> c.deleteMessageById(message.id())));
  }

  private static final Outcome<Void> NOT_CONNECTED =
      new Outcome.Failed<>(Outcome.Trouble.UNCLEAR, "not connected");
}
