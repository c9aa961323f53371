package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.task.Task;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The dispatcher of {@code /admin …}: each subcommand is a class of its own. */
public final class AdminCommands {
  private final AdminAuthority authority;
  private final AdminLimits limits;
  private final AdminAccess access;
  private final AdminSpend spend;
  private final AdminTasks tasks;
  private final AdminProviders providers;
  private final AdminModels models;
  private final AdminOperators operators;
  private final AdminInstances instances;
  private final UserTexts texts;

  public AdminCommands(
      ConversationPorts ports, PolicyServices policy, UserTexts texts, InstantSource clock) {
    this.texts = texts;
    this.authority = new AdminAuthority(policy.access(), ports.contacts(), texts);
    this.limits = new AdminLimits(policy.limits(), policy.rules(), authority, texts);
    this.access = new AdminAccess(policy.access(), policy.rules(), authority, texts);
    this.spend = new AdminSpend(ports.spendReports(), policy.limits(), authority, texts, clock);
    this.tasks =
        new AdminTasks(ports.tasks(), ports.taskService(), policy.rules(), authority, texts, clock);
    this.providers = new AdminProviders(policy.rules(), policy.providers(), authority, texts);
    this.models = new AdminModels(policy.rules(), policy.providers(), authority, texts);
    this.operators =
        new AdminOperators(policy.access(), policy.rules(), policy.claim(), authority, texts);
    this.instances = new AdminInstances(ports.installation(), authority, texts);
  }

  public Answer execute(Sender sender, String line) {
    List<String> words =
        Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "limits" -> limits.execute(sender, rest);
      case "allow" -> access.changeList(sender, AdminAction.ALLOW, rest);
      case "ban" -> access.changeList(sender, AdminAction.BAN, rest);
      case "unban" -> access.changeList(sender, AdminAction.UNBAN, rest);
      case "pause" -> access.setPaused(sender, true, rest);
      case "resume" -> access.setPaused(sender, false, rest);
      case "spend" -> spend.show(sender, rest);
      case "tasks" -> tasks.show(sender, rest);
      case "providers" -> providers.execute(sender, rest);
      case "models" -> models.execute(sender, rest);
      case "operators" -> operators.execute(sender, rest);
      case "instances" -> instances.show(sender);
      case "claim" -> operators.claim(sender, rest);
      default -> usage(sender);
    };
  }

  /** The operator's ruling on a task whose answer was lost. */
  public Answer settle(Sender sender, Task task, boolean charged) {
    return tasks.settle(sender, task, charged);
  }

  public Answer retryDelivery(Sender sender, Task task) {
    return tasks.retryDelivery(sender, task);
  }

  /** Another page of the tasks that need a hand, by its number. */
  public Answer turnTasks(Sender sender, String page) {
    return tasks.turn(sender, page);
  }

  /** Only what the asker may do. */
  private Answer usage(Sender sender) {
    return switch (authority.role(sender)) {
      case MEMBER -> authority.refuse(sender);
      case MODERATOR -> UserTexts.reply(commands(sender, AdminRole.MODERATOR));
      case OPERATOR -> UserTexts.reply(commands(sender, AdminRole.OPERATOR));
    };
  }

  private RichText commands(Sender sender, AdminRole role) {
    List<String> lines =
        role == AdminRole.OPERATOR
            ? List.of(
                "limits show [here|everywhere|person:…]",
                "limits set cool-down 30s [here|everywhere|person:…]",
                "allow|ban|unban <id> [here|everywhere]",
                "pause|resume [here|everywhere]",
                "spend [today|7|30] [person|model|provider]",
                "tasks [page|id]",
                "providers [enable|disable <name>]",
                "models [<provider> [page]]",
                "models enable|disable <provider> <model>",
                "operators [add|remove <id>]",
                "instances")
            : List.of(
                "limits show",
                "limits set cool-down 30s",
                "allow|ban|unban <id>",
                "pause|resume",
                "spend [today|7|30] [person|model|provider]",
                "tasks [page|id]");
    RichText.Builder text = RichText.builder().append(texts.text(sender, "admin.usage"));
    lines.forEach(line -> text.newLine().add(texts.command(sender, "admin " + line)));
    return text.build();
  }
}
