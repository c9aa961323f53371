package io.github.reelay.discord.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.DiscordError;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.util.Locale;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IMessageEditCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener of JDA's events: stores each in the inbox, acknowledges it within Discord's three
 * seconds, then has {@link EventHandler} handle it. Runs on virtual threads, so waiting is fine,
 * but nothing slow comes before the acknowledgement.
 */
public final class EventListener extends ListenerAdapter {
  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  private final EventInbox inbox;
  private final EventHandler eventHandler;
  private final Autocomplete autocomplete;
  private final Modals modals;
  private final MessageTexts texts;

  /** Pictures that "Animate image" was called on, until its form comes back. */
  private final Cache<String, AttachedFile> picturesByMessage =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(30)).maximumSize(10_000).build();

  /** A message does not tell its author's language, but an earlier interaction did. */
  private final Cache<String, DiscordLocale> languagesByUser =
      Caffeine.newBuilder().maximumSize(50_000).build();

  public EventListener(
      EventInbox inbox,
      EventHandler eventHandler,
      Autocomplete autocomplete,
      Modals modals,
      MessageTexts texts) {
    this.inbox = inbox;
    this.eventHandler = eventHandler;
    this.autocomplete = autocomplete;
    this.modals = modals;
    this.texts = texts;
    Message.suppressContentIntentWarning();
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    rememberLanguage(event);
    receive(event, InteractionReader.readCommand(event));
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    rememberLanguage(event);
    ButtonId button = ButtonId.parse(event.getComponentId()).orElse(null);
    if (button == null) {
      replyPrivately(event, "discord.stale-button");
    } else if (button.action() == ButtonAction.REMIX && TaskId.isValid(button.target())) {
      openModal(
          event.replyModal(
              modals.create(Modals.ModalType.REMIX_TASK, button.target(), language(event))));
    } else if (button.action() == ButtonAction.CONTINUE && TaskId.isValid(button.target())) {
      openModal(
          event.replyModal(
              modals.create(Modals.ModalType.CONTINUE_TASK, button.target(), language(event))));
    } else if (button.action() == ButtonAction.EDIT) {
      openEditForm(event, button);
    } else {
      receive(event, InteractionReader.readButton(event, button));
    }
  }

  /** A form cannot follow an acknowledgement, so the words are looked up first: one row is read. */
  private void openEditForm(ButtonInteractionEvent event, ButtonId button) {
    switch (eventHandler.answerNow(InteractionReader.readButton(event, button))) {
      case Answer.AskPrompt ask ->
          openModal(
              event.replyModal(
                  modals.create(
                      ask.inPlace() ? Modals.ModalType.EDIT_CARD : Modals.ModalType.EDIT,
                      button.target(),
                      language(event),
                      ask.words())));
      case Answer.Reply(var message, _, _) -> sayPrivately(event, message.text().plainText());
      case Answer.Acknowledge(var message) -> sayPrivately(event, message.text().plainText());
      case Answer.TaskStarted _,
          Answer.ReplaceMessage _,
          Answer.DeleteMessages _,
          Answer.HideVideo _,
          Answer.ShowVideo _ ->
          replyPrivately(event, "discord.stale-button");
    }
  }

  @Override
  public void onMessageContextInteraction(MessageContextInteractionEvent event) {
    rememberLanguage(event);
    Message target = event.getTarget();
    Command command = SlashCommands.ON_MESSAGE.get(event.getName());
    if (command != null) {
      receive(event, InteractionReader.readMessageCommand(event, command));
    } else if (event.getName().equals(SlashCommands.ANIMATE_MESSAGE)) {
      AttachedFile picture = MessagePictures.picture(target).orElse(null);
      if (picture == null) {
        replyPrivately(event, "discord.no-picture-there");
        return;
      }
      picturesByMessage.put(target.getId(), picture);
      openModal(
          event.replyModal(
              modals.create(Modals.ModalType.ANIMATE_MESSAGE, target.getId(), language(event))));
    } else if (target.getAuthor().getIdLong() == event.getJDA().getSelfUser().getIdLong()) {
      openModal(
          event.replyModal(
              modals.create(Modals.ModalType.REMIX_MESSAGE, target.getId(), language(event))));
    } else {
      replyPrivately(event, "discord.not-my-video");
    }
  }

  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    rememberLanguage(event);
    Modals.ModalId id = Modals.ModalId.parse(event.getModalId()).orElse(null);
    String on = id == null ? null : messageOf(event, id);
    receive(
        event,
        InteractionReader.readModal(
            event,
            id != null && id.type() == Modals.ModalType.ANIMATE_MESSAGE
                ? picturesByMessage.getIfPresent(id.target())
                : null,
            on,
            id != null && id.type() == Modals.ModalType.EDIT_CARD));
  }

  private static @Nullable String messageOf(ModalInteractionEvent event, Modals.ModalId id) {
    Message opener = event.getMessage();
    return switch (id.type()) {
      case REMIX_MESSAGE, ANIMATE_MESSAGE -> id.target();
      case EDIT, EDIT_CARD -> opener == null ? null : opener.getId();
      case REMIX_TASK, CONTINUE_TASK -> null;
    };
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    ApiCalls.execute(() -> event.replyChoices(autocomplete.choices(event, language(event))));
  }

  @Override
  public void onMessageReceived(MessageReceivedEvent event) {
    MessageFilter.toInboundEvent(event, languagesByUser.getIfPresent(event.getAuthor().getId()))
        .ifPresent(this::receiveMessage);
  }

  @Override
  public void onRawGateway(RawGatewayEvent event) {
    HiddenRoleMention.toInboundEvent(event).ifPresent(this::receiveMessage);
  }

  private void receiveMessage(InboundEvent message) {
    if (inbox.store(message.toInboxEvent())) {
      eventHandler.handle(message);
    }
  }

  private <E extends Interaction & IReplyCallback> void receive(
      E event, InboundEvent inboundEvent) {
    try {
      if (!inbox.store(inboundEvent.toInboxEvent())) {
        return;
      }
    } catch (RuntimeException broken) {
      log.atError()
          .setCause(broken)
          .log("{} could not be stored and is not done, the person is told", inboundEvent);
      replyPrivately(event, "discord.broken");
      return;
    }
    DiscordResult<?> acknowledged =
        ApiCalls.execute(() -> acknowledgement(event, inboundEvent.ack()));
    if (acknowledged instanceof DiscordResult.Failed<?>(DiscordError error, String detail)) {
      log.atWarn().log("{} could not be acknowledged: {} {}", inboundEvent, error, detail);
      if (error == DiscordError.TOKEN_EXPIRED) {
        // Discord has told the person that it failed; doing it all the same would surprise.
        inbox.markHandled(DiscordIds.PLATFORM, inboundEvent.id());
        return;
      }
    }
    eventHandler.handle(inboundEvent);
  }

  private static RestAction<?> acknowledgement(IReplyCallback event, Ack ack) {
    return switch (ack) {
      case REPLY, NONE -> event.deferReply(false);
      case PRIVATE_REPLY -> event.deferReply(true);
      case EDIT ->
          event instanceof IMessageEditCallback onMessage
              ? onMessage.deferEdit()
              : event.deferReply(true);
    };
  }

  private void replyPrivately(IReplyCallback event, String key) {
    sayPrivately(event, texts.text(language(event), key));
  }

  private static void sayPrivately(IReplyCallback event, String words) {
    ApiCalls.execute(
        () -> event.reply(words).setEphemeral(true).setAllowedMentions(java.util.Set.of()));
  }

  private static void openModal(RestAction<?> form) {
    ApiCalls.execute(() -> form);
  }

  private void rememberLanguage(Interaction event) {
    languagesByUser.put(event.getUser().getId(), event.getUserLocale());
  }

  private static Locale language(Interaction event) {
    return Locale.forLanguageTag(event.getUserLocale().getLocale());
  }
}
