package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;

/** The poster of what people asked to be shown later, in channels where the bot is a member. */
public final class DiscordPoster implements ChatPoster {
  private final ChannelLookup channels;

  public DiscordPoster(ChannelLookup channels) {
    this.channels = channels;
  }

  /** Where only an interaction lets the bot speak, it cannot later. */
  @Override
  public boolean canPost(Destination to) {
    return InteractionToken.parse(to.ticket())
        .filter(token -> token.access() == InteractionToken.BotAccess.TOKEN_ONLY)
        .isEmpty();
  }

  @Override
  public boolean post(String key, PersonRef person, Destination to, Message message) {
    return switch (channels.find(to, person.id())) {
      case ChannelLookup.LookupResult.Unavailable _ -> false;
      case ChannelLookup.LookupResult.Gone _ -> true;
      case ChannelLookup.LookupResult.Found(MessageChannel channel, _) ->
          ApiCalls.execute(() ->
                  channel
                      .sendMessage(MessageBodies.createAudible(components(person, message)))
                      .mentionUsers(person.id())
                      .setNonce("later-" + key))
              .fold(
                  _ -> true,
                  failed ->
                      failed.error() != DiscordResult.DiscordError.UNCLEAR
                          && failed.error() != DiscordResult.DiscordError.NOT_SENT);
    };
  }

  /** The person is told by a mention. */
  private static List<MessageTopLevelComponent> components(PersonRef person, Message message) {
    List<MessageTopLevelComponent> all = new ArrayList<>();
    all.add(TextDisplay.of("<@" + person.id() + ">"));
    all.addAll(Components.plain(message));
    return all;
  }
}
