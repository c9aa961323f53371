package io.github.reelay.conversation;

import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.TaskStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything a person can do, each use case in a class of its own. */
public final class Dialogue implements Conversation {
  private final TaskStore tasks;
  private final Voice voice;
  private final Generating generating;
  private final Cards cards;
  private final Pressing pressing;
  private final Jobs jobs;
  private final Menus menus;
  private final Usage usage;
  private final SettingsTalk settings;
  private final Help help;
  private final Forgetting forgetting;
  private final Admin admin;

  /**
   * @param chance makes task and draft ids; must be safe for many threads
   */
  public Dialogue(
      Ports ports,
      Policy policy,
      BundleWording wording,
      InstantSource clock,
      RandomGenerator chance) {
    tasks = ports.tasks();
    voice = wording.voice(ports.preferences());
    Supplier<TaskId> ids = () -> TaskId.of(clock.millis(), chance.nextLong());
    Refusals refusals = new Refusals(voice, ports.menu());
    Wishes wishes = new Wishes(ports.menu(), ports.preferences(), voice, refusals);
    Intake intake = new Intake(ports, policy, voice, refusals, clock, ids);
    generating = new Generating(ports.tasks(), wishes, intake, voice);
    cards = new Cards(ports, policy.limits(), wishes, intake, voice, clock, ids);
    pressing =
        new Pressing(
            ports.desk(), ports.menu(), generating, intake, new Rights(policy.access()), voice);
    jobs = new Jobs(ports.tasks(), voice);
    menus = new Menus(ports.menu(), voice);
    usage = new Usage(ports.spending(), policy.limits(), voice, clock);
    settings = new SettingsTalk(ports.menu(), ports.preferences(), voice);
    help = new Help(voice);
    forgetting = new Forgetting(ports.preferences(), ports.memories(), voice);
    admin = new Admin(ports, policy, voice, clock);
  }

  @Override
  public Answer generate(Speaker speaker, Wish wish) {
    return generating.generate(voice.heard(speaker), wish);
  }

  @Override
  public Answer draft(Speaker speaker, Wish wish) {
    return cards.draft(voice.heard(speaker), wish);
  }

  @Override
  public Answer remix(Speaker speaker, Wish wish, @Nullable MessageRef on) {
    return generating.remix(voice.heard(speaker), wish, on);
  }

  @Override
  public Answer remixOf(Speaker speaker, Wish wish, TaskId source) {
    return generating.remixOf(voice.heard(speaker), wish, source);
  }

  @Override
  public Answer press(
      Speaker speaker, ButtonId button, String origin, MessageRef on, @Nullable String text) {
    Speaker heard = voice.heard(speaker);
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
      Speaker speaker,
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
  public Answer jobs(Speaker speaker) {
    return jobs.list(voice.heard(speaker));
  }

  @Override
  public Answer models(Speaker speaker) {
    return menus.models(voice.heard(speaker));
  }

  @Override
  public Answer usage(Speaker speaker) {
    return usage.show(voice.heard(speaker));
  }

  @Override
  public Answer settings(Speaker speaker, Map<String, String> values) {
    return settings.change(speaker, values);
  }

  @Override
  public Answer help(Speaker speaker) {
    return help.show(voice.heard(speaker));
  }

  @Override
  public Answer forget(Speaker speaker) {
    return forgetting.forget(voice.heard(speaker));
  }

  @Override
  public Answer admin(Speaker speaker, String line) {
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
