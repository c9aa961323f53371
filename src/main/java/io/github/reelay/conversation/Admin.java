package io.github.reelay.conversation;

import io.github.reelay.conversation.Text.Span;
import io.github.reelay.policy.AdminAct;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.task.Task;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code /admin …}: finds out which act is meant; each is a class of its own. */
final class Admin {
  private final Authority authority;
  private final AdminLimits limits;
  private final AdminAccess access;
  private final AdminSpend spend;
  private final AdminTasks tasks;
  private final AdminProviders providers;
  private final Voice voice;

  Admin(Ports ports, Policy policy, Voice voice, InstantSource clock) {
    this.voice = voice;
    this.authority = new Authority(policy.access(), voice);
    this.limits = new AdminLimits(policy.limits(), policy.rules(), authority, voice);
    this.access = new AdminAccess(policy.access(), policy.rules(), authority, voice);
    this.spend = new AdminSpend(ports.spending(), policy.limits(), authority, voice, clock);
    this.tasks =
        new AdminTasks(ports.tasks(), ports.desk(), policy.rules(), authority, voice, clock);
    this.providers = new AdminProviders(policy.rules(), policy.providers(), authority, voice);
  }

  Answer act(Speaker speaker, String line) {
    List<String> words =
        Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "limits" -> limits.act(speaker, rest);
      case "allow" -> access.list(speaker, AdminAct.ALLOW, rest);
      case "ban" -> access.list(speaker, AdminAct.BAN, rest);
      case "unban" -> access.list(speaker, AdminAct.UNBAN, rest);
      case "pause" -> access.pause(speaker, true, rest);
      case "resume" -> access.pause(speaker, false, rest);
      case "spend" -> spend.show(speaker, rest);
      case "tasks" -> tasks.show(speaker);
      case "providers" -> providers.act(speaker, rest);
      default -> usage(speaker);
    };
  }

  Answer press(Speaker speaker, String action, Task task) {
    return tasks.press(speaker, action, task);
  }

  /** Only what the asker may do. */
  private Answer usage(Speaker speaker) {
    return switch (authority.role(speaker)) {
      case MEMBER -> authority.refuse(speaker);
      case MODERATOR -> Voice.tell(commands(speaker, AdminRole.MODERATOR));
      case OPERATOR -> Voice.tell(commands(speaker, AdminRole.OPERATOR));
    };
  }

  private Text commands(Speaker speaker, AdminRole role) {
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
    Text.Builder text = Text.build().add(voice.text(speaker, "admin.usage"));
    lines.forEach(line -> text.line().add(new Text(List.of(new Span.Code("/admin " + line)))));
    return text.text();
  }
}
