package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.task.Task;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code /admin …}: finds out which act is meant; each is a class of its own. */
public final class AdminCommands {
  private final AdminAuthority authority;
  private final AdminLimits limits;
  private final AdminAccess access;
  private final AdminSpend spend;
  private final AdminTasks tasks;
  private final AdminProviders providers;
  private final UserTexts voice;

  public AdminCommands(
      ConversationPorts ports, PolicyServices policy, UserTexts voice, InstantSource clock) {
    this.voice = voice;
    this.authority = new AdminAuthority(policy.access(), voice);
    this.limits = new AdminLimits(policy.limits(), policy.rules(), authority, voice);
    this.access = new AdminAccess(policy.access(), policy.rules(), authority, voice);
    this.spend = new AdminSpend(ports.spending(), policy.limits(), authority, voice, clock);
    this.tasks =
        new AdminTasks(ports.tasks(), ports.desk(), policy.rules(), authority, voice, clock);
    this.providers = new AdminProviders(policy.rules(), policy.providers(), authority, voice);
  }

  public Answer act(Sender speaker, String line) {
    List<String> words =
        Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "limits" -> limits.act(speaker, rest);
      case "allow" -> access.list(speaker, AdminAction.ALLOW, rest);
      case "ban" -> access.list(speaker, AdminAction.BAN, rest);
      case "unban" -> access.list(speaker, AdminAction.UNBAN, rest);
      case "pause" -> access.pause(speaker, true, rest);
      case "resume" -> access.pause(speaker, false, rest);
      case "spend" -> spend.show(speaker, rest);
      case "tasks" -> tasks.show(speaker);
      case "providers" -> providers.act(speaker, rest);
      default -> usage(speaker);
    };
  }

  public Answer press(Sender speaker, String action, Task task) {
    return tasks.press(speaker, action, task);
  }

  /** Only what the asker may do. */
  private Answer usage(Sender speaker) {
    return switch (authority.role(speaker)) {
      case MEMBER -> authority.refuse(speaker);
      case MODERATOR -> UserTexts.tell(commands(speaker, AdminRole.MODERATOR));
      case OPERATOR -> UserTexts.tell(commands(speaker, AdminRole.OPERATOR));
    };
  }

  private RichText commands(Sender speaker, AdminRole role) {
    List<String> lines =
        role == AdminRole.OPERATOR
            ? List.of(
                "limits show [here|everywhere|person:…]",
                "limits set cool-down 30s [here|everywhere|person:…]",
                "allow|ban|unban <id> [here|everywhere]",
                "pause|resume [here|everywhere]",
                "spend [today|7|30] [person|model|provider]",
                "tasks",
                "providers [enable|disable <name>]")
            : List.of(
                "limits show",
                "limits set cool-down 30s",
                "allow|ban|unban <id>",
                "pause|resume",
                "spend [today|7|30] [person|model|provider]",
                "tasks");
    RichText.Builder text = RichText.build().add(voice.text(speaker, "admin.usage"));
    lines.forEach(line -> text.line().add(new RichText(List.of(new Span.Code("/admin " + line)))));
    return text.text();
  }
}
