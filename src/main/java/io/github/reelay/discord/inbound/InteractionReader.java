package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.discord.api.BotPermissions;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
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

  static InboundEvent readCommand(SlashCommandInteractionEvent event) {
    Ack ack = SlashCommands.isPublic(event.getName()) ? Ack.REPLY : Ack.PRIVATE_REPLY;
    Map<String, String> options =
        event.getOptions().stream()
            .filter(o -> o.getType() != OptionType.ATTACHMENT)
            .collect(Collectors.toMap(OptionMapping::getName, OptionMapping::getAsString));
    List<AttachedFile> pictures =
        Stream.of(
                Command.Field.IMAGE,
                Command.Field.IMAGE_2,
                Command.Field.IMAGE_3,
                Command.Field.IMAGE_4)
            .flatMap(field -> Stream.ofNullable(event.getOption(field.word())))
            .map(option -> MessagePictures.toAttachedFile(option.getAsAttachment()))
            .toList();
    boolean admin = event.getName().equals(AdminSubcommands.COMMAND);
    return toInboundEvent(
            InboundEvent.Kind.COMMAND,
            event,
            ack,
            ack == Ack.REPLY ? InteractionToken.STATUS_REPLY : InteractionToken.OTHER_REPLY,
            event.getName(),
            admin
                ? Map.of(
                    Command.Field.LINE.word(),
                    AdminSubcommands.line(
                        event.getFullCommandName(), AdminSubcommands.options(event.getOptions())))
                : options,
            null,
            null)
        .withPictures(pictures);
  }

  /** A command that is about the message it was called on. */
  static InboundEvent readMessageCommand(MessageContextInteractionEvent event, Command command) {
    return toInboundEvent(
        InboundEvent.Kind.COMMAND,
        event,
        Ack.PRIVATE_REPLY,
        InteractionToken.OTHER_REPLY,
        command.word(),
        Map.of(),
        null,
        event.getTarget().getId());
  }

  static InboundEvent readButton(ButtonInteractionEvent event, ButtonId button) {
    boolean aside = event.getMessage().isEphemeral();
    boolean tokenOnly = botAccess(event, missingPermissions(event)) == BotAccess.TOKEN_ONLY;
    Ack ack =
        switch (button.action()) {
          case AGAIN, FOR_REAL, TRY_ANYWAY -> Ack.REPLY;
          case FETCH -> aside ? (tokenOnly ? Ack.REPLY : Ack.PRIVATE_REPLY) : Ack.EDIT;
          // Answered by a form, or aside.
          case EDIT, EXAMPLE, REPORT, SHOW_HELP -> Ack.PRIVATE_REPLY;
          case GENERATE,
              DRAFT,
              DISCARD,
              CANCEL,
              REMIX,
              CONTINUE,
              CLIP,
              UNDO,
              MEND,
              LATER,
              DELETE,
              DELETE_NOW,
              UNDO_NOW,
              KEEP,
              MODEL,
              DURATION,
              ASPECT,
              RESOLUTION,
              SOUND,
              WATERMARK,
              ENHANCEMENT,
              STYLE,
              PICTURES,
              CHARGED,
              NOT_CHARGED,
              RETRY_DELIVERY,
              TASKS_PREVIOUS,
              TASKS_NEXT,
              ASK_ACCESS,
              LET_IN,
              IGNORE,
              UNKNOWN ->
              Ack.EDIT;
        };
    String original =
        switch (ack) {
          // The status message is for all to see, and lives longer than what one person sees.
          case EDIT ->
              aside
                      && !tokenOnly
                      && (button.action() == ButtonAction.GENERATE
                          || button.action() == ButtonAction.DRAFT)
                  ? InteractionToken.OTHER_REPLY
                  : event.getMessageId();
          case REPLY ->
              button.action() == ButtonAction.FETCH
                  ? InteractionToken.OTHER_REPLY
                  : InteractionToken.STATUS_REPLY;
          case PRIVATE_REPLY, NONE -> InteractionToken.OTHER_REPLY;
        };
    return toInboundEvent(
        InboundEvent.Kind.BUTTON,
        event,
        ack,
        original,
        button.encode(),
        Map.of(),
        null,
        event.getMessageId());
  }

  static InboundEvent readModal(
      ModalInteractionEvent event,
      @Nullable AttachedFile picture,
      @Nullable String on,
      boolean inPlace) {
    Map<String, String> fields =
        event.getValues().stream()
            .collect(Collectors.toMap(ModalMapping::getCustomId, ModalMapping::getAsString));
    return toInboundEvent(
        InboundEvent.Kind.FORM,
        event,
        inPlace ? Ack.EDIT : Ack.REPLY,
        inPlace && on != null ? on : InteractionToken.STATUS_REPLY,
        event.getModalId(),
        fields,
        picture,
        on);
  }

  private static InboundEvent toInboundEvent(
      InboundEvent.Kind kind,
      Interaction event,
      Ack ack,
      String original,
      String what,
      Map<String, String> options,
      @Nullable AttachedFile picture,
      @Nullable String on) {
    List<Permission> missing = missingPermissions(event);
    BotAccess access = botAccess(event, missing);
    InteractionToken token =
        new InteractionToken(
            event.getToken(), event.getTimeCreated().toInstant(), access, original);
    String server = event.isFromGuild() ? guildId(event) : null;
    return new InboundEvent(
        kind,
        event.getId(),
        event.getTimeCreated().toInstant().toEpochMilli(),
        ack,
        token.encode(),
        author(event.getUser(), event.getMember(), event.getUserLocale()),
        new InboundEvent.Location(
            Long.toUnsignedString(event.getChannelIdLong()),
            server,
            event.getContext() == InteractionContextType.BOT_DM,
            ChannelLookup.parentOf(event.getChannel())),
        what,
        options,
        null,
        picture,
        on,
        isModerator(event, kind == InboundEvent.Kind.BUTTON),
        access == BotAccess.TOKEN_ONLY
            ? List.of()
            : missing.stream().map(Permission::name).toList());
  }

  private static @Nullable String guildId(Interaction event) {
    return event.getGuild() == null ? null : event.getGuild().getId();
  }

  /**
   * Where the bot is a member but may not post, a person's own install still lets it answer. In a
   * private thread that nobody has invited it to, only the token can speak, whatever its rights in
   * the channel are: such a thread is in no list it gets (docs/facts.md, "Discord: threads").
   */
  private static BotAccess botAccess(Interaction event, List<Permission> missing) {
    if (event.getContext() == InteractionContextType.BOT_DM) {
      return BotAccess.MEMBER;
    }
    if (event.getChannel() instanceof ThreadChannel thread
        && thread.getType() == ChannelType.GUILD_PRIVATE_THREAD
        && event.getJDA().getThreadChannelById(thread.getIdLong()) == null) {
      return BotAccess.TOKEN_ONLY;
    }
    boolean usable = missing.isEmpty() || !event.getIntegrationOwners().isUserIntegration();
    return event.isFromAttachedGuild() && usable ? BotAccess.MEMBER : BotAccess.TOKEN_ONLY;
  }

  private static List<Permission> missingPermissions(Interaction event) {
    return event.isFromAttachedGuild() && event.getChannel() instanceof GuildChannel channel
        ? BotPermissions.missing(channel)
        : List.of();
  }

  private static boolean isModerator(Interaction event, boolean messagesToo) {
    Member member = event.getMember();
    if (member == null
        || !event.isFromAttachedGuild()
        || !(event.getChannel() instanceof GuildChannel channel)) {
      return false;
    }
    return member.hasPermission(Permission.MANAGE_SERVER)
        || (messagesToo && member.hasPermission(channel, Permission.MESSAGE_MANAGE));
  }

  static InboundEvent.Author author(User user, @Nullable Member member, DiscordLocale locale) {
    List<String> roles =
        member == null || member.isDetached()
            ? List.of()
            : member.getRoles().stream().map(ISnowflake::getId).toList();
    return new InboundEvent.Author(
        user.getId(),
        member == null ? user.getEffectiveName() : member.getEffectiveName(),
        locale.getLocale(),
        roles);
  }
}
