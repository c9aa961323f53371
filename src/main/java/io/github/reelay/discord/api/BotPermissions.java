package io.github.reelay.discord.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;

/** The permissions the bot needs in a server's channel, and which of them are missing. */
public final class BotPermissions {
  /**
   * Enough to see, answer, post videos, and look for what was posted; nothing more is asked for.
   */
  static final Set<Permission> REQUIRED =
      EnumSet.of(
          Permission.VIEW_CHANNEL,
          Permission.MESSAGE_SEND,
          Permission.MESSAGE_SEND_IN_THREADS,
          Permission.MESSAGE_EMBED_LINKS,
          Permission.MESSAGE_ATTACH_FILES,
          Permission.MESSAGE_HISTORY);

  private BotPermissions() {}

  /**
   * Read from memory; nothing is asked. A locked thread takes messages only of who may manage it.
   */
  public static List<Permission> missing(GuildChannel channel) {
    Member self = channel.getGuild().getSelfMember();
    Permission unneeded =
        channel.getType().isThread() ? Permission.MESSAGE_SEND : Permission.MESSAGE_SEND_IN_THREADS;
    List<Permission> missing = new ArrayList<>();
    if (channel instanceof ThreadChannel thread
        && thread.isLocked()
        && !self.hasPermission(channel, Permission.MANAGE_THREADS)) {
      missing.add(Permission.MANAGE_THREADS);
    }
    for (Permission permission : REQUIRED) {
      if (permission != unneeded && !self.hasPermission(channel, permission)) {
        missing.add(permission);
      }
    }
    return missing;
  }

  /** Where a server's owner adds the bot with exactly these permissions. */
  static String inviteUrl(String applicationId) {
    return "https://discord.com/oauth2/authorize?client_id="
        + applicationId
        + "&scope=bot+applications.commands&permissions="
        + Permission.getRaw(REQUIRED);
  }
}
