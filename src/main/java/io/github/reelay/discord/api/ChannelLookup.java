package io.github.reelay.discord.api;

import io.github.reelay.task.ref.Destination;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;

/** A lookup of the channel a message goes to, anew for each message. */
public final class ChannelLookup {
  private final GatewayConnection connection;

  public ChannelLookup(GatewayConnection connection) {
    this.connection = connection;
  }

  /** What was found. */
  public sealed interface Place {
    /**
     * @param guild null in a direct chat
     */
    record Open(MessageChannel channel, @Nullable Guild guild) implements Place {}

    /** The channel or the whole server is not there for us any more. */
    record Gone() implements Place {}

    /** Not connected, or Discord says the server is down: later. */
    record NotNow() implements Place {}
  }

  /**
   * @param person whose direct chat it is, when it is in no server
   */
  public Place find(Destination destination, String person) {
    Optional<ShardManager> shards = connection.shards();
    if (shards.isEmpty()) {
      return new Place.NotNow();
    }
    GuildMessageChannel channel =
        shards.get().getChannelById(GuildMessageChannel.class, destination.chat().id());
    if (channel != null) {
      return new Place.Open(channel, channel.getGuild());
    }
    return destination.server() == null
        ? direct(destination.chat().id(), person)
        : missing(shards.get(), destination.server());
  }

  /** A server's channel by its id alone; empty when it is unknown or nothing is connected. */
  public Optional<GuildMessageChannel> channel(String id) {
    return connection.shards().map(s -> s.getChannelById(GuildMessageChannel.class, id));
  }

  private static Place missing(ShardManager shards, String server) {
    if (shards.getGuildById(server) != null) {
      return new Place.Gone();
    }
    long guild = Long.parseUnsignedLong(server);
    boolean allKnown =
        shards.getShards().stream()
            .allMatch(s -> s.getStatus() == JDA.Status.CONNECTED && !s.isUnavailable(guild));
    return allKnown ? new Place.Gone() : new Place.NotNow();
  }

  private Place direct(String id, String person) {
    JDA jda = connection.anyShard().orElse(null);
    if (jda == null) {
      return new Place.NotNow();
    }
    PrivateChannel known = jda.getPrivateChannelById(id);
    if (known != null) {
      return new Place.Open(known, null);
    }
    return ApiCalls.make(() -> jda.openPrivateChannelById(person))
        .fold(
            channel -> new Place.Open(channel, null),
            failed ->
                switch (failed.trouble()) {
                  case FORBIDDEN, REFUSED, CHANNEL_GONE -> new Place.Gone();
                  default -> new Place.NotNow();
                });
  }
}
