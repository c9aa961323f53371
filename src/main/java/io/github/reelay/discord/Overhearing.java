package io.github.reelay.discord;

import io.github.reelay.discord.Heard.Ack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.jspecify.annotations.Nullable;

/**
 * Tells the messages that mean us from all others. Without the Message Content intent Discord shows
 * only direct messages and those that mention the bot; of the others it still tells what they reply
 * to.
 */
final class Overhearing {
  private Overhearing() {}

  /** Empty when the message is not for us. */
  static Optional<Heard> message(MessageReceivedEvent event, DiscordLocale language) {
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
    boolean mentioned = message.getMentions().getUsers().contains(self);
    Message answered = message.getReferencedMessage();
    boolean toUs = answered != null && answered.getAuthor().getIdLong() == self.getIdLong();
    if (!direct && !mentioned && !toUs) {
      return Optional.empty();
    }
    Heard.Said said =
        new Heard.Said(
            message.getContentRaw().replaceAll("<@!?" + self.getId() + ">", "").strip(),
            direct,
            mentioned,
            toUs,
            toUs || answered == null ? null : theirPicture(answered));
    MessageReference reference = message.getMessageReference();
    return Optional.of(
        new Heard(
            Heard.Kind.MESSAGE,
            message.getId(),
            message.getTimeCreated().toInstant().toEpochMilli(),
            Ack.NONE,
            null,
            Reading.who(event.getAuthor(), event.getMember(), language),
            new Heard.Where(
                event.getChannel().getId(), event.isFromGuild() ? event.getGuild().getId() : null),
            "",
            Map.of(),
            said,
            Reading.picture(message),
            reference == null ? null : reference.getMessageId(),
            moderates(event.getMember()),
            missing(event)));
  }

  private static Heard.@Nullable Attached theirPicture(Message answered) {
    return answered.getAttachments().stream().anyMatch(Reading::isPicture)
        ? Reading.picture(answered)
        : null;
  }

  private static boolean moderates(@Nullable Member member) {
    return member != null && member.hasPermission(Permission.MANAGE_SERVER);
  }

  private static List<String> missing(MessageReceivedEvent event) {
    return event.isFromGuild()
        ? Rights.missing(event.getGuildChannel()).stream().map(Permission::name).toList()
        : List.of();
  }
}
