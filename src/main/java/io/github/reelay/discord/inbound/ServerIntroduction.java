package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.MessageBodies;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** Says who the bot is when it comes into a server: once, where newcomers are greeted. */
public final class ServerIntroduction extends ListenerAdapter {
  private final Conversation conversation;
  private final EventInbox bookmarks;

  public ServerIntroduction(Conversation conversation, EventInbox bookmarks) {
    this.conversation = conversation;
    this.bookmarks = bookmarks;
  }

  @Override
  public void onGuildJoin(GuildJoinEvent event) {
    Guild guild = event.getGuild();
    String bookmark = "introduced:" + DiscordIds.PLATFORM + ":" + guild.getId();
    Optional<TextChannel> channel = channel(guild);
    if (channel.isEmpty() || bookmarks.bookmark(bookmark).isPresent()) {
      return;
    }
    bookmarks.bookmark(bookmark, "yes");
    Message words = conversation.introduction(Locale.forLanguageTag(guild.getLocale().getLocale()));
    ApiCalls.execute(
        () -> channel.get().sendMessage(MessageBodies.create(Components.plain(words))));
  }

  /** The first that lets the bot write; none is no reason to ask for a right. */
  private static Optional<TextChannel> channel(Guild guild) {
    return Stream.concat(
            Stream.ofNullable(guild.getSystemChannel()), guild.getTextChannels().stream())
        .filter(TextChannel::canTalk)
        .findFirst();
  }
}
