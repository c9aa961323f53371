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
  private final UserTexts texts;
  private final VideoRequests videoRequests;
  private final DraftCards cards;
  private final TaskButtons taskButtons;
  private final JobList jobList;
  private final ModelList modelList;
  private final UsageReport usage;
  private final UserSettings settings;
  private final Help help;
  private final ForgetMe forgetMe;
  private final AdminCommands admin;

  /**
   * @param random makes task and draft ids; must be safe for many threads
   */
  public ConversationService(
      ConversationPorts ports,
      PolicyServices policy,
      MessageRenderer renderer,
      InstantSource clock,
      RandomGenerator random) {
    tasks = ports.tasks();
    texts = renderer.voice(ports.preferences());
    Supplier<TaskId> ids = () -> TaskId.of(clock.millis(), random.nextLong());
    RefusalTexts refusalTexts = new RefusalTexts(texts, ports.catalogue());
    RequestParser parser =
        new RequestParser(ports.catalogue(), ports.preferences(), texts, refusalTexts);
    TaskAcceptor acceptor = new TaskAcceptor(ports, policy, texts, refusalTexts, clock, ids);
    videoRequests = new VideoRequests(ports.tasks(), parser, acceptor, texts);
    cards = new DraftCards(ports, policy.limits(), parser, acceptor, texts, clock, ids);
    taskButtons =
        new TaskButtons(
            ports.taskService(),
            ports.catalogue(),
            videoRequests,
            acceptor,
            new TaskPermissions(policy.access()),
            texts);
    jobList = new JobList(ports.tasks(), texts);
    modelList = new ModelList(ports.catalogue(), texts);
    usage = new UsageReport(ports.spendReports(), policy.limits(), texts, clock);
    settings = new UserSettings(ports.catalogue(), ports.preferences(), texts);
    help = new Help(texts);
    forgetMe = new ForgetMe(ports.preferences(), ports.memories(), texts);
    admin = new AdminCommands(ports, policy, texts, clock);
  }

  @Override
  public Answer generate(Sender sender, RequestInput input) {
    return videoRequests.generate(texts.heard(sender), input);
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    return cards.draft(texts.heard(sender), input);
  }

  @Override
  public Answer remix(Sender sender, RequestInput input, @Nullable MessageRef on) {
    return videoRequests.remix(texts.heard(sender), input, on);
  }

  @Override
  public Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    return videoRequests.remixOf(texts.heard(sender), input, source);
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef on, @Nullable String text) {
    Sender heard = texts.heard(sender);
    return switch (button.action()) {
      case "generate", "discard", "model", "duration", "aspect", "resolution" ->
          cards.press(heard, button);
      default ->
          task(button)
              .map(task -> press(heard, button, task, origin, on, text))
              .orElseGet(() -> texts.note(heard, "press.stale"));
    };
  }

  private Answer press(
      Sender sender,
      ButtonId button,
      Task task,
      String origin,
      MessageRef on,
      @Nullable String text) {
    return switch (button.action()) {
      case "cancel" -> taskButtons.cancel(sender, task);
      case "fetch" -> taskButtons.fetch(sender, task);
      case "delete" -> taskButtons.delete(sender, task, on);
      case "remix" -> taskButtons.remix(sender, task, origin, text);
      case "again" -> taskButtons.again(sender, task, origin);
      case "try-anyway" -> taskButtons.tryAnyway(sender, task);
      case "charged", "not-charged", "retry-delivery" -> admin.press(sender, button.action(), task);
      default -> texts.note(sender, "press.stale");
    };
  }

  private Optional<Task> task(ButtonId button) {
    return TaskId.isValid(button.target())
        ? tasks.find(new TaskId(button.target()))
        : Optional.empty();
  }

  @Override
  public Answer jobs(Sender sender) {
    return jobList.list(texts.heard(sender));
  }

  @Override
  public Answer models(Sender sender) {
    return modelList.models(texts.heard(sender));
  }

  @Override
  public Answer usage(Sender sender) {
    return usage.show(texts.heard(sender));
  }

  @Override
  public Answer settings(Sender sender, Map<String, String> values) {
    return settings.change(sender, values);
  }

  @Override
  public Answer help(Sender sender) {
    return help.show(texts.heard(sender));
  }

  @Override
  public Answer forget(Sender sender) {
    return forgetMe.forget(texts.heard(sender));
  }

  @Override
  public Answer admin(Sender sender, String line) {
    return admin.act(texts.heard(sender), line);
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
    return modelList.suggest(locale, field, typed, model, limit);
  }
}
