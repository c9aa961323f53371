package io.github.reelay.discord.inbound;

import io.github.reelay.discord.api.BotPermissions;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageReference.MessageReferenceType;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.jspecify.annotations.Nullable;

/**
 * A filter that picks the messages meant for the bot. Without the Message Content intent Discord
 * shows only direct messages and those that mention the bot; of the others it still tells what they
 * reply to.
 */
final class MessageFilter {
  private MessageFilter() {}

  /**
   * Empty when the message is not for us.
   *
   * @param client the language of its author's client, which a message does not tell; null where
   *     nothing else did, and the server's is taken for it
   */
  static Optional<InboundEvent> toInboundEvent(
      MessageReceivedEvent event, @Nullable DiscordLocale client) {
    Message message = event.getMessage();
    if (event.getAuthor().isBot()
        || event.getAuthor().isSystem()
        || event.isWebhookMessage()
        || !(message.getType() == MessageType.DEFAULT
            || message.getType() == MessageType.INLINE_REPLY)) {
      return Optional.empty();
    }
    SelfUser self = event.getJDA().getSelfUser();
    boolean direct = event.isFromType(ChannelType.PRIVATE);
    Optional<Role> role = ownRole(message, self);
    boolean mentioned = message.getMentions().getUsers().contains(self) || role.isPresent();
    Message referenced = message.getReferencedMessage();
    boolean toUs = referenced != null && referenced.getAuthor().getIdLong() == self.getIdLong();
    if (!direct && !mentioned && !toUs) {
      return Optional.empty();
    }
    InboundEvent.MessageContent content =
        new InboundEvent.MessageContent(
            withoutMention(message, self, role),
            direct,
            mentioned,
            toUs,
            toUs || referenced == null ? null : MessagePictures.picture(referenced).orElse(null));
    MessageReference reference = message.getMessageReference();
    return Optional.of(
        new InboundEvent(
                InboundEvent.Kind.MESSAGE,
                message.getId(),
                message.getTimeCreated().toInstant().toEpochMilli(),
                Ack.NONE,
                null,
                InteractionReader.author(
                        event.getAuthor(),
                        event.getMember(),
                        client == null ? usualLanguage(event) : client)
                    .guessing(client == null),
                new InboundEvent.Location(
                    event.getChannel().getId(),
                    event.isFromGuild() ? event.getGuild().getId() : null,
                    direct,
                    ChannelLookup.parentOf(event.getChannel())),
                "",
                Map.of(),
                content,
                null,
                reference == null || reference.getType() != MessageReferenceType.DEFAULT
                    ? null
                    : reference.getMessageId(),
                isModerator(event.getMember()),
                missingPermissions(event))
            .withPictures(MessagePictures.picturesOrFile(message)));
  }

  /** The bot's own role, where a message mentions it: it has the bot's name in lists of names. */
  private static Optional<Role> ownRole(Message message, SelfUser self) {
    return message.getMentions().getRoles().stream()
        .filter(role -> role.getTags().getBotIdLong() == self.getIdLong())
        .findFirst();
  }

  private static String withoutMention(Message message, SelfUser self, Optional<Role> role) {
    String ours = "<@!?" + self.getId() + ">" + role.map(r -> "|<@&" + r.getId() + ">").orElse("");
    return message.getContentRaw().replaceAll(ours, "").strip();
  }

  private static boolean isModerator(@Nullable Member member) {
    return member != null && member.hasPermission(Permission.MANAGE_SERVER);
  }

  private static List<String> missingPermissions(MessageReceivedEvent event) {
    return event.isFromGuild()
        ? BotPermissions.missing(event.getGuildChannel()).stream().map(Permission::name).toList()
        : List.of();
  }

  private static DiscordLocale usualLanguage(MessageReceivedEvent event) {
    return event.isFromGuild() ? event.getGuild().getLocale() : DiscordLocale.ENGLISH_US;
  }
}
