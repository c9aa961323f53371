package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.admin.AdminCommands;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.TaskStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything a person can do, each use case in a class of its own. */
public final class ConversationService implements Conversation {
  private final TaskStore tasks;
  private final UserTexts voice;
  private final VideoRequests generating;
  private final DraftCards cards;
  private final TaskButtons pressing;
  private final JobList jobs;
  private final ModelList menus;
  private final UsageReport usage;
  private final UserSettings settings;
  private final Help help;
  private final ForgetMe forgetting;
  private final AdminCommands admin;

  /**
   * @param chance makes task and draft ids; must be safe for many threads
   */
  public ConversationService(
      ConversationPorts ports,
      PolicyServices policy,
      MessageRenderer wording,
      InstantSource clock,
      RandomGenerator chance) {
    tasks = ports.tasks();
    voice = wording.voice(ports.preferences());
    Supplier<TaskId> ids = () -> TaskId.of(clock.millis(), chance.nextLong());
    RefusalTexts refusals = new RefusalTexts(voice, ports.menu());
    RequestParser wishes = new RequestParser(ports.menu(), ports.preferences(), voice, refusals);
    TaskAcceptor intake = new TaskAcceptor(ports, policy, voice, refusals, clock, ids);
    generating = new VideoRequests(ports.tasks(), wishes, intake, voice);
    cards = new DraftCards(ports, policy.limits(), wishes, intake, voice, clock, ids);
    pressing =
        new TaskButtons(
            ports.desk(),
            ports.menu(),
            generating,
            intake,
            new TaskPermissions(policy.access()),
            voice);
    jobs = new JobList(ports.tasks(), voice);
    menus = new ModelList(ports.menu(), voice);
    usage = new UsageReport(ports.spending(), policy.limits(), voice, clock);
    settings = new UserSettings(ports.menu(), ports.preferences(), voice);
    help = new Help(voice);
    forgetting = new ForgetMe(ports.preferences(), ports.memories(), voice);
    admin = new AdminCommands(ports, policy, voice, clock);
  }

  @Override
  public Answer generate(Sender speaker, RequestInput wish) {
    return generating.generate(voice.heard(speaker), wish);
  }

  @Override
  public Answer draft(Sender speaker, RequestInput wish) {
    return cards.draft(voice.heard(speaker), wish);
  }

  @Override
  public Answer remix(Sender speaker, RequestInput wish, @Nullable MessageRef on) {
    return generating.remix(voice.heard(speaker), wish, on);
  }

  @Override
  public Answer remixOf(Sender speaker, RequestInput wish, TaskId source) {
    return generating.remixOf(voice.heard(speaker), wish, source);
  }

  @Override
  public Answer press(
      Sender speaker, ButtonId button, String origin, MessageRef on, @Nullable String text) {
    Sender heard = voice.heard(speaker);
    return switch (button.action()) {
      case "generate", "discard", "model", "duration", "aspect", "resolution" ->
          cards.press(heard, button);
      default ->
          task(button)
              .map(task -> press(heard, button, task, origin, on, text))
              .orElseGet(() -> voice.note(heard, "press.stale"));
    };
  }

  private Answer press(
      Sender speaker,
      ButtonId button,
      Task task,
      String origin,
      MessageRef on,
      @Nullable String text) {
    return switch (button.action()) {
      case "cancel" -> pressing.cancel(speaker, task);
      case "fetch" -> pressing.fetch(speaker, task);
      case "delete" -> pressing.delete(speaker, task, on);
      case "remix" -> pressing.remix(speaker, task, origin, text);
      case "again" -> pressing.again(speaker, task, origin);
      case "try-anyway" -> pressing.tryAnyway(speaker, task);
      case "charged", "not-charged", "retry-delivery" ->
          admin.press(speaker, button.action(), task);
      default -> voice.note(speaker, "press.stale");
    };
  }

  private Optional<Task> task(ButtonId button) {
    return TaskId.isValid(button.target())
        ? tasks.find(new TaskId(button.target()))
        : Optional.empty();
  }

  @Override
  public Answer jobs(Sender speaker) {
    return jobs.list(voice.heard(speaker));
  }

  @Override
  public Answer models(Sender speaker) {
    return menus.models(voice.heard(speaker));
  }

  @Override
  public Answer usage(Sender speaker) {
    return usage.show(voice.heard(speaker));
  }

  @Override
  public Answer settings(Sender speaker, Map<String, String> values) {
    return settings.change(speaker, values);
  }

  @Override
  public Answer help(Sender speaker) {
    return help.show(voice.heard(speaker));
  }

  @Override
  public Answer forget(Sender speaker) {
    return forgetting.forget(voice.heard(speaker));
  }

  @Override
  public Answer admin(Sender speaker, String line) {
    return admin.act(voice.heard(speaker), line);
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return tasks
        .findByMessage(message)
        .filter(task ->
            task.state() instanceof TaskState.Delivered delivered
                && delivered.message().equals(message))
        .isPresent();
  }

  @Override
  public List<Choice> suggest(
      Locale locale, Field field, String typed, @Nullable String model, int limit) {
    return menus.suggest(locale, field, typed, model, limit);
  }
}
