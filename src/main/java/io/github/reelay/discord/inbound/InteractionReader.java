package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.discord.api.BotPermissions;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.Reach;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.Attached;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import org.jspecify.annotations.Nullable;

/** A reader of JDA's interaction events into {@link InboundEvent}. Reads memory only. */
final class InteractionReader {
  private InteractionReader() {}

  static InboundEvent command(SlashCommandInteractionEvent event) {
    Ack ack = SlashCommands.isPublic(event.getName()) ? Ack.REPLY : Ack.PRIVATE_REPLY;
    Map<String, String> options =
        event.getOptions().stream()
            .filter(o -> o.getType() != OptionType.ATTACHMENT)
            .collect(Collectors.toMap(OptionMapping::getName, OptionMapping::getAsString));
    OptionMapping image = event.getOption(SlashCommands.IMAGE);
    return heard(
        InboundEvent.Kind.COMMAND,
        event,
        ack,
        ack == Ack.REPLY ? InteractionToken.REPLY : InteractionToken.ASIDE,
        event.getFullCommandName(),
        options,
        image == null ? null : attached(image.getAsAttachment()),
        null);
  }

  static InboundEvent button(ButtonInteractionEvent event, ButtonId button) {
    boolean aside = event.getMessage().isEphemeral();
    boolean tokenOnly = reach(event, missing(event)) == Reach.TOKEN_ONLY;
    Ack ack =
        switch (button.action()) {
          case AGAIN, TRY_ANYWAY -> Ack.REPLY;
          case FETCH -> aside ? (tokenOnly ? Ack.REPLY : Ack.PRIVATE_REPLY) : Ack.EDIT;
          case GENERATE,
              DISCARD,
              CANCEL,
              REMIX,
              DELETE,
              MODEL,
              DURATION,
              ASPECT,
              RESOLUTION,
              CHARGED,
              NOT_CHARGED,
              RETRY_DELIVERY,
              UNKNOWN ->
              Ack.EDIT;
        };
    String original =
        switch (ack) {
          case EDIT -> event.getMessageId();
          case REPLY ->
              button.action() == ButtonAction.FETCH
                  ? InteractionToken.ASIDE
                  : InteractionToken.REPLY;
          case PRIVATE_REPLY, NONE -> InteractionToken.ASIDE;
        };
    return heard(
        InboundEvent.Kind.BUTTON,
        event,
        ack,
        original,
        button.encode(),
        Map.of(),
        null,
        event.getMessageId());
  }

  static InboundEvent form(
      ModalInteractionEvent event, @Nullable Attached picture, @Nullable String on) {
    Map<String, String> fields =
        event.getValues().stream()
            .collect(Collectors.toMap(ModalMapping::getCustomId, ModalMapping::getAsString));
    return heard(
        InboundEvent.Kind.FORM,
        event,
        Ack.REPLY,
        InteractionToken.REPLY,
        event.getModalId(),
        fields,
        picture,
        on);
  }

  private static InboundEvent heard(
      InboundEvent.Kind kind,
      Interaction event,
      Ack ack,
      String original,
      String what,
      Map<String, String> options,
      @Nullable Attached picture,
      @Nullable String on) {
    List<Permission> missing = missing(event);
    Reach reach = reach(event, missing);
    InteractionToken token =
        new InteractionToken(event.getToken(), event.getTimeCreated().toInstant(), reach, original);
    String server = event.isFromGuild() ? guildId(event) : null;
    return new InboundEvent(
        kind,
        event.getId(),
        event.getTimeCreated().toInstant().toEpochMilli(),
        ack,
        token.encode(),
        who(event.getUser(), event.getMember(), event.getUserLocale()),
        new InboundEvent.Where(Long.toUnsignedString(event.getChannelIdLong()), server),
        what,
        options,
        null,
        picture,
        on,
        moderates(event, kind == InboundEvent.Kind.BUTTON),
        reach == Reach.TOKEN_ONLY ? List.of() : missing.stream().map(Permission::name).toList());
  }

  private static @Nullable String guildId(Interaction event) {
    return event.getGuild() == null ? null : event.getGuild().getId();
  }

  /** Where the bot is a member but may not post, a person's own install still lets it answer. */
  private static Reach reach(Interaction event, List<Permission> missing) {
    if (event.getContext() == InteractionContextType.BOT_DM) {
      return Reach.MEMBER;
    }
    boolean usable = missing.isEmpty() || !event.getIntegrationOwners().isUserIntegration();
    return event.isFromAttachedGuild() && usable ? Reach.MEMBER : Reach.TOKEN_ONLY;
  }

  private static List<Permission> missing(Interaction event) {
    return event.isFromAttachedGuild() && event.getChannel() instanceof GuildChannel channel
        ? BotPermissions.missing(channel)
        : List.of();
  }

  private static boolean moderates(Interaction event, boolean messagesToo) {
    Member member = event.getMember();
    if (member == null
        || !event.isFromAttachedGuild()
        || !(event.getChannel() instanceof GuildChannel channel)) {
      return false;
    }
    return member.hasPermission(Permission.MANAGE_SERVER)
        || (messagesToo && member.hasPermission(channel, Permission.MESSAGE_MANAGE));
  }

  static InboundEvent.Who who(User user, @Nullable Member member, DiscordLocale locale) {
    List<String> roles =
        member == null || member.isDetached()
            ? List.of()
            : member.getRoles().stream().map(ISnowflake::getId).toList();
    return new InboundEvent.Who(
        user.getId(),
        member == null ? user.getEffectiveName() : member.getEffectiveName(),
        locale.getLocale(),
        roles);
  }

  /** The first picture of a message; a file that is none is taken too, to say so. */
  static @Nullable Attached picture(Message message) {
    return message.getAttachments().stream()
        .min(Comparator.comparing(a -> !isPicture(a)))
        .map(InteractionReader::attached)
        .orElse(null);
  }

  static boolean isPicture(Message.Attachment attachment) {
    String type = attachment.getContentType();
    return type == null ? attachment.isImage() : type.startsWith("image/");
  }

  private static Attached attached(Message.Attachment attachment) {
    return new Attached(attachment.getUrl(), attachment.getFileName(), attachment.getSize());
  }
}
