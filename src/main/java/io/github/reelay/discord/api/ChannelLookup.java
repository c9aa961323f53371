package io.github.reelay.discord.api;

import io.github.reelay.task.ref.Destination;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.entities.GuildImpl;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import org.jspecify.annotations.Nullable;

/** A lookup of the channel a message goes to, anew for each message. */
public final class ChannelLookup {
  private final GatewayConnection connection;

  public ChannelLookup(GatewayConnection connection) {
    this.connection = connection;
  }

  /** What was found. */
  public sealed interface LookupResult {
    /**
     * @param guild null in a direct chat
     */
    record Found(MessageChannel channel, @Nullable Guild guild) implements LookupResult {}

    /** The channel or the whole server is not there for us any more. */
    record Gone() implements LookupResult {}

    /** Not connected, or Discord says the server is down: later. */
    record Unavailable() implements LookupResult {}
  }

  /**
   * @param person whose direct chat it is, when it is in no server
   */
  public LookupResult find(Destination destination, String person) {
    Optional<ShardManager> shards = connection.shards();
    if (shards.isEmpty()) {
      return new LookupResult.Unavailable();
    }
    GuildMessageChannel channel =
        shards.get().getChannelById(GuildMessageChannel.class, destination.chat().id());
    if (channel != null) {
      return new LookupResult.Found(channel, channel.getGuild());
    }
    if (destination.server() == null) {
      return findDirect(destination.chat().id(), person);
    }
    Guild guild = shards.get().getGuildById(destination.server());
    return guild == null
        ? goneOrUnavailable(shards.get(), destination.server())
        : findClosedThread(guild, destination.chat().id());
  }

  private static LookupResult goneOrUnavailable(ShardManager shards, String server) {
    long guild = Long.parseUnsignedLong(server);
    boolean allKnown =
        shards.getShards().stream()
            .allMatch(s -> s.getStatus() == JDA.Status.CONNECTED && !s.isUnavailable(guild));
    return allKnown ? new LookupResult.Gone() : new LookupResult.Unavailable();
  }

  /**
   * Looks for a thread that was closed: it is in nobody's memory, but a message reopens it
   * (docs/facts.md, "Discord: threads"). JDA has no call for a single channel, only what its own
   * are made of.
   */
  private static LookupResult findClosedThread(Guild guild, String id) {
    JDAImpl jda = (JDAImpl) guild.getJDA();
    Route.CompiledRoute route = Route.Channels.GET_CHANNEL.compile(id);
    return ApiCalls.execute(() ->
            new RestActionImpl<Optional<ThreadChannel>>(
                jda,
                route,
                (response, _) -> {
                  DataObject json = response.getObject();
                  return ChannelType.fromId(json.getInt("type")).isThread()
                      ? Optional.of(
                          jda.getEntityBuilder()
                              .createThreadChannel(
                                  (GuildImpl) guild, json, guild.getIdLong(), false))
                      : Optional.empty();
                }))
        .fold(
            thread ->
                thread
                    .<LookupResult>map(t -> new LookupResult.Found(t, guild))
                    .orElseGet(LookupResult.Gone::new),
            failed ->
                switch (failed.error()) {
                  case UNCLEAR, NOT_SENT -> new LookupResult.Unavailable();
                  default -> new LookupResult.Gone();
                });
  }

  private LookupResult findDirect(String id, String person) {
    JDA jda = connection.anyShard().orElse(null);
    if (jda == null) {
      return new LookupResult.Unavailable();
    }
    PrivateChannel known = jda.getPrivateChannelById(id);
    if (known != null) {
      return new LookupResult.Found(known, null);
    }
    return ApiCalls.execute(() -> jda.openPrivateChannelById(person))
        .fold(
            channel -> new LookupResult.Found(channel, null),
            failed ->
                switch (failed.error()) {
                  case FORBIDDEN, REFUSED, CHANNEL_GONE -> new LookupResult.Gone();
                  default -> new LookupResult.Unavailable();
                });
  }
}
