package io.github.reelay.discord.outbound;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/**
 * The request bodies of new messages and edits. Each says whom it may mention: without that field
 * Discord looks for mentions anew at every edit.
 */
public final class MessageBodies {
  private MessageBodies() {}

  /** Makes no sound: what people wait for is the video. */
  public static MessageCreateData create(
      Collection<? extends MessageTopLevelComponent> components) {
    return builder(components).setSuppressedNotifications(true).build();
  }

  /** For an operator, who is to look now. */
  public static MessageCreateData createAudible(
      Collection<? extends MessageTopLevelComponent> components) {
    return builder(components).build();
  }

  private static MessageCreateBuilder builder(
      Collection<? extends MessageTopLevelComponent> components) {
    return new MessageCreateBuilder()
        .useComponentsV2()
        .setComponents(components)
        .setAllowedMentions(Set.of())
        .mentionRepliedUser(false);
  }

  public static MessageEditData edit(Collection<? extends MessageTopLevelComponent> components) {
    return edit(components, List.of());
  }

  static MessageEditData edit(
      Collection<? extends MessageTopLevelComponent> components, List<String> mentioned) {
    return new MessageEditBuilder()
        .useComponentsV2()
        .setComponents(components)
        .setAllowedMentions(Set.of())
        .mentionUsers(mentioned)
        .mentionRepliedUser(false)
        .build();
  }
}
