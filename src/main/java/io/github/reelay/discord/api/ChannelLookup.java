package io.github.reelay.discord.api;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
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
    String id = DiscordIds.channelId(destination);
    GuildMessageChannel channel = shards.get().getChannelById(GuildMessageChannel.class, id);
    if (channel != null) {
      return new LookupResult.Found(channel, channel.getGuild());
    }
    if (destination.server() == null) {
      return findDirect(id, person);
    }
    Guild guild = shards.get().getGuildById(destination.server());
    return guild == null
        ? goneOrUnavailable(shards.get(), destination.server())
        : findClosedThread(guild, id);
  }

  /**
   * Whether it is a thread that was closed. Asks nobody: JDA forgets a thread when it is closed
   * (docs/facts.md, "Discord: threads").
   */
  public boolean isClosedThread(Destination destination) {
    String thread = destination.thread();
    String server = destination.server();
    return thread != null
        && server != null
        && connection
            .shards()
            .filter(s -> s.getGuildById(server) != null && s.getThreadChannelById(thread) == null)
            .isPresent();
  }

  /**
   * Opens a closed thread, which takes no change; who may write in it may open it, unless it is
   * locked (docs/facts.md, "Discord: threads"). JDA's own call asks for more rights.
   *
   * @return whether it is open now
   */
  public boolean reopen(Destination destination) {
    JDA jda = connection.anyShard().orElse(null);
    String thread = destination.thread();
    if (jda == null || thread == null) {
      return false;
    }
    Route.CompiledRoute route = Route.Channels.MODIFY_CHANNEL.compile(thread);
    return ApiCalls.execute(
            () -> new RestActionImpl<Void>(jda, route, DataObject.empty().put("archived", false)))
        instanceof DiscordResult.Done<?>;
  }

  /**
   * A message that a person points to in some channel or thread of a server.
   *
   * @param person whose direct chat it is, when it is in no server
   */
  public MessageRef messageRef(
      String channelId, String messageId, @Nullable String server, String person) {
    Destination there = DiscordIds.destination(channelId, null, server);
    @Nullable String parent =
        find(there, person) instanceof LookupResult.Found(MessageChannel channel, _)
            ? parentOf(channel)
            : null;
    return DiscordIds.messageRef(DiscordIds.destination(channelId, parent, server), messageId);
  }

  /**
   * The channel a thread or forum post is in; null where it is none, and where the bot is no member
   * and so is not told.
   */
  public static @Nullable String parentOf(@Nullable Channel channel) {
    if (!(channel instanceof ThreadChannel thread) || thread.isDetached()) {
      return null;
    }
    @Nullable IThreadContainer parent = thread.getParentChannel();
    return parent == null ? null : parent.getId();
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
