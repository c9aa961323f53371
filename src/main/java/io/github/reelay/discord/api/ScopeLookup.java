package io.github.reelay.discord.api;

import io.github.reelay.policy.Scope;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.jspecify.annotations.Nullable;

/** A lookup of what a scope names on Discord: its name, and the channel to say something in. */
public final class ScopeLookup {
  private final GatewayConnection connection;

  public ScopeLookup(GatewayConnection connection) {
    this.connection = connection;
  }

  /** As people see it: a server, #channel, a person, @role. */
  public Optional<String> nameOf(Scope scope) {
    String id = id(scope);
    return switch (scope.kind()) {
      case EVERYWHERE -> Optional.empty();
      case SERVER -> connection.shards().map(s -> s.getGuildById(id)).map(Guild::getName);
      case CHAT ->
          connection
              .shards()
              .map(s -> s.getChannelById(GuildChannel.class, id))
              .map(channel -> "#" + channel.getName());
      case ROLE ->
          connection.shards().map(s -> s.getRoleById(id)).map(Role::getName).map(n -> "@" + n);
      case PERSON ->
          connection.anyShard().flatMap(jda -> person(jda, id)).map(User::getEffectiveName);
    };
  }

  private static Optional<User> person(JDA jda, String id) {
    @Nullable User known = jda.getUserById(id);
    return known == null
        ? toOptional(ApiCalls.execute(() -> jda.retrieveUserById(id)))
        : Optional.of(known);
  }

  /** A server's channel, or a person's direct chat; empty when there is none for us. */
  public Optional<MessageChannel> findChannel(Scope scope) {
    String id = id(scope);
    return switch (scope.kind()) {
      case EVERYWHERE, SERVER, ROLE -> Optional.empty();
      case CHAT -> connection.shards().map(s -> s.getChannelById(MessageChannel.class, id));
      case PERSON ->
          connection
              .anyShard()
              .<PrivateChannel>flatMap(
                  jda -> toOptional(ApiCalls.execute(() -> jda.openPrivateChannelById(id))))
              .map(channel -> channel);
    };
  }

  private static <T> Optional<T> toOptional(DiscordResult<T> result) {
    return result.fold(Optional::ofNullable, _ -> Optional.empty());
  }

  private static String id(Scope scope) {
    return scope.id().substring(scope.id().indexOf(':') + 1);
  }
}
