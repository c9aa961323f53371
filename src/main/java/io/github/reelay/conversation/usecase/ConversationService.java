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
  private final DraftCards draftCards;
  private final TaskButtonHandler taskButtons;
  private final JobList jobList;
  private final ModelList modelList;
  private final UsageReport usageReport;
  private final UserSettings userSettings;
  private final HelpText help;
  private final PersonalDataDeletion forgetMe;
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
    texts = renderer.userTexts(ports.preferences());
    Supplier<TaskId> ids = () -> TaskId.of(clock.millis(), random.nextLong());
    RefusalTexts refusalTexts = new RefusalTexts(texts, ports.catalogue());
    RequestParser parser =
        new RequestParser(ports.catalogue(), ports.preferences(), texts, refusalTexts);
    TaskAcceptor acceptor = new TaskAcceptor(ports, policy, texts, refusalTexts, clock, ids);
    videoRequests = new VideoRequests(ports.tasks(), parser, acceptor, texts);
    draftCards = new DraftCards(ports, policy.limits(), parser, acceptor, texts, clock, ids);
    taskButtons =
        new TaskButtonHandler(
            ports.taskService(),
            ports.catalogue(),
            videoRequests,
            acceptor,
            new TaskPermissions(policy.access()),
            texts);
    jobList = new JobList(ports.tasks(), texts);
    modelList = new ModelList(ports.catalogue(), texts);
    usageReport = new UsageReport(ports.spendReports(), policy.limits(), texts, clock);
    userSettings = new UserSettings(ports.catalogue(), ports.preferences(), texts);
    help = new HelpText(texts);
    forgetMe = new PersonalDataDeletion(ports.preferences(), ports.personalDataStores(), texts);
    admin = new AdminCommands(ports, policy, texts, clock);
  }

  @Override
  public Answer generate(Sender sender, RequestInput input) {
    return videoRequests.generate(texts.withPreferredLanguage(sender), input);
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    return draftCards.draft(texts.withPreferredLanguage(sender), input);
  }

  @Override
  public Answer remix(Sender sender, RequestInput input, @Nullable MessageRef messageRef) {
    return videoRequests.remix(texts.withPreferredLanguage(sender), input, messageRef);
  }

  @Override
  public Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    return videoRequests.remixOf(texts.withPreferredLanguage(sender), input, source);
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    Sender localizedSender = texts.withPreferredLanguage(sender);
    return switch (button.action()) {
      case "generate", "discard", "model", "duration", "aspect", "resolution" ->
          draftCards.press(localizedSender, button);
      default ->
          task(button)
              .map(task -> press(localizedSender, button, task, origin, messageRef, text))
              .orElseGet(() -> texts.acknowledge(localizedSender, "press.stale"));
    };
  }

  private Answer press(
      Sender sender,
      ButtonId button,
      Task task,
      String origin,
      MessageRef messageRef,
      @Nullable String text) {
    return switch (button.action()) {
      case "cancel" -> taskButtons.cancel(sender, task);
      case "fetch" -> taskButtons.fetch(sender, task);
      case "delete" -> taskButtons.delete(sender, task, messageRef);
      case "remix" -> taskButtons.remix(sender, task, origin, text);
      case "again" -> taskButtons.again(sender, task, origin);
      case "try-anyway" -> taskButtons.tryAnyway(sender, task);
      case "charged", "not-charged", "retry-delivery" -> admin.press(sender, button.action(), task);
      default -> texts.acknowledge(sender, "press.stale");
    };
  }

  private Optional<Task> task(ButtonId button) {
    return TaskId.isValid(button.target())
        ? tasks.find(new TaskId(button.target()))
        : Optional.empty();
  }

  @Override
  public Answer jobs(Sender sender) {
    return jobList.list(texts.withPreferredLanguage(sender));
  }

  @Override
  public Answer models(Sender sender) {
    return modelList.models(texts.withPreferredLanguage(sender));
  }

  @Override
  public Answer usage(Sender sender) {
    return usageReport.show(texts.withPreferredLanguage(sender));
  }

  @Override
  public Answer settings(Sender sender, Map<String, String> values) {
    return userSettings.change(sender, values);
  }

  @Override
  public Answer help(Sender sender) {
    return help.show(texts.withPreferredLanguage(sender));
  }

  @Override
  public Answer forget(Sender sender) {
    return forgetMe.forget(texts.withPreferredLanguage(sender));
  }

  @Override
  public Answer admin(Sender sender, String line) {
    return admin.execute(texts.withPreferredLanguage(sender), line);
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
  public List<Suggestion> suggest(
      Locale locale, Field field, String typed, @Nullable String model, int limit) {
    return modelList.suggest(locale, field, typed, model, limit);
  }
}
