package io.github.reelay.discord.inbound;

import io.github.reelay.discord.api.BotPermissions;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.utils.TimeUtil;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * A message that mentions the bot's role, and whose words Discord hides: without the Message
 * Content intent only a mention of the bot itself shows them. JDA looks for roles in the words, so
 * this is read from the event as it came.
 */
final class HiddenRoleMention {
  private HiddenRoleMention() {}

  /** Empty when the message is another one. */
  static Optional<InboundEvent> toInboundEvent(RawGatewayEvent event) {
    try {
      return read(event);
    } catch (ParsingException | NumberFormatException unreadable) {
      // JDA makes no message of it either, and shows it.
      return Optional.empty();
    }
  }

  private static Optional<InboundEvent> read(RawGatewayEvent event) {
    DataObject message = event.getPayload();
    if (!event.getType().equals("MESSAGE_CREATE")
        || message.isNull("guild_id")
        || !message.getString("content", "").isEmpty()
        || message.getObject("author").getBoolean("bot")) {
      return Optional.empty();
    }
    Guild guild = event.getJDA().getGuildById(message.getString("guild_id"));
    Role role = guild == null ? null : guild.getBotRole();
    GuildChannel channel = event.getJDA().getGuildChannelById(message.getString("channel_id"));
    boolean mentioned =
        role != null
            && message
                .optArray("mention_roles")
                .map(roles ->
                    roles.stream((all, i) -> all.getString(i)).anyMatch(role.getId()::equals))
                .orElse(false);
    return !mentioned || channel == null
        ? Optional.empty()
        : Optional.of(toInboundEvent(message, channel));
  }

  private static InboundEvent toInboundEvent(DataObject message, GuildChannel channel) {
    String id = message.getString("id");
    DataObject author = message.getObject("author");
    DiscordLocale language = channel.getGuild().getLocale();
    return new InboundEvent(
        InboundEvent.Kind.MESSAGE,
        id,
        TimeUtil.getTimeCreated(Long.parseUnsignedLong(id)).toInstant().toEpochMilli(),
        Ack.NONE,
        null,
        new InboundEvent.Author(
            author.getString("id"),
            author.getString("username"),
            language.getLocale(),
            List.of(),
            true),
        new InboundEvent.Location(
            channel.getId(), channel.getGuild().getId(), false, ChannelLookup.parentOf(channel)),
        "",
        Map.of(),
        new InboundEvent.MessageContent("", false, true, false, null),
        null,
        null,
        false,
        BotPermissions.missing(channel).stream().map(Permission::name).toList());
  }
}
