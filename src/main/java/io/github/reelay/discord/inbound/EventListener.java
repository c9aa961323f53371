package io.github.reelay.discord.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.Trouble;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.Attached;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.util.Locale;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.requests.RestAction;
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
  private final Cache<String, Attached> pictures =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(30)).maximumSize(10_000).build();

  /** A message does not tell its author's language, but an earlier interaction did. */
  private final Cache<String, DiscordLocale> languages =
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
    remember(event);
    take(event, InteractionReader.command(event));
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    remember(event);
    ButtonId button = ButtonId.parse(event.getComponentId()).orElse(null);
    if (button == null) {
      tell(event, "discord.stale-button");
    } else if (button.action() == ButtonAction.REMIX && TaskId.isValid(button.target())) {
      open(event.replyModal(modals.of(Modals.Form.REMIX, button.target(), language(event))));
    } else {
      take(event, InteractionReader.button(event, button));
    }
  }

  @Override
  public void onMessageContextInteraction(MessageContextInteractionEvent event) {
    remember(event);
    Message target = event.getTarget();
    if (event.getName().equals(SlashCommands.ANIMATE_MESSAGE)) {
      Attached picture =
          target.getAttachments().stream().anyMatch(InteractionReader::isPicture)
              ? InteractionReader.picture(target)
              : null;
      if (picture == null) {
        tell(event, "discord.no-picture-there");
        return;
      }
      pictures.put(target.getId(), picture);
      open(event.replyModal(modals.of(Modals.Form.ANIMATE, target.getId(), language(event))));
    } else if (target.getAuthor().getIdLong() == event.getJDA().getSelfUser().getIdLong()) {
      open(event.replyModal(modals.of(Modals.Form.REMIX_ON, target.getId(), language(event))));
    } else {
      tell(event, "discord.not-my-video");
    }
  }

  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    remember(event);
    Modals.FormId id = Modals.FormId.parse(event.getModalId()).orElse(null);
    boolean onMessage = id != null && id.form() != Modals.Form.REMIX;
    take(
        event,
        InteractionReader.form(
            event,
            id != null && id.form() == Modals.Form.ANIMATE
                ? pictures.getIfPresent(id.target())
                : null,
            onMessage ? id.target() : null));
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    ApiCalls.make(() -> event.replyChoices(autocomplete.of(event, language(event))));
  }

  @Override
  public void onMessageReceived(MessageReceivedEvent event) {
    DiscordLocale known = languages.getIfPresent(event.getAuthor().getId());
    DiscordLocale fallback =
        event.isFromGuild() ? event.getGuild().getLocale() : DiscordLocale.ENGLISH_US;
    MessageFilter.message(event, known == null ? fallback : known)
        .ifPresent(heard -> {
          if (inbox.store(heard.event())) {
            eventHandler.goOn(heard);
          }
        });
  }

  private <E extends Interaction & IReplyCallback> void take(E event, InboundEvent heard) {
    try {
      if (!inbox.store(heard.event())) {
        return;
      }
    } catch (RuntimeException broken) {
      log.atError()
          .setCause(broken)
          .log("{} could not be stored and is not done, the person is told", heard);
      tell(event, "discord.broken");
      return;
    }
    DiscordResult<?> acknowledged = ApiCalls.make(() -> acknowledgement(event, heard.ack()));
    if (acknowledged instanceof DiscordResult.Failed<?>(Trouble trouble, String detail)) {
      log.atWarn().log("{} could not be acknowledged: {} {}", heard, trouble, detail);
      if (trouble == Trouble.TICKET_DEAD) {
        // Discord has told the person that it failed; doing it all the same would surprise.
        inbox.markHandled(DiscordIds.PLATFORM, heard.id());
        return;
      }
    }
    eventHandler.goOn(heard);
  }

  private static RestAction<?> acknowledgement(IReplyCallback event, Ack ack) {
    return switch (ack) {
      case REPLY, NONE -> event.deferReply(false);
      case PRIVATE_REPLY -> event.deferReply(true);
      case EDIT ->
          event instanceof ButtonInteractionEvent button
              ? button.deferEdit()
              : event.deferReply(true);
    };
  }

  private void tell(IReplyCallback event, String key) {
    ApiCalls.make(() ->
        event
            .reply(texts.text(language(event), key))
            .setEphemeral(true)
            .setAllowedMentions(java.util.Set.of()));
  }

  private static void open(RestAction<?> form) {
    ApiCalls.make(() -> form);
  }

  private void remember(Interaction event) {
    languages.put(event.getUser().getId(), event.getUserLocale());
  }

  private static Locale language(Interaction event) {
    return Locale.forLanguageTag(event.getUserLocale().getLocale());
  }
}
