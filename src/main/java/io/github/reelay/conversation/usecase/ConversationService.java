package io.github.reelay.conversation.usecase;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.admin.AccessRequests;
import io.github.reelay.conversation.admin.AdminCommands;
import io.github.reelay.conversation.request.CardStepper;
import io.github.reelay.conversation.request.RequestParser;
import io.github.reelay.conversation.request.ValueSuggestions;
import io.github.reelay.conversation.text.ContinuePrefix;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The implementation of the conversation: one class per use case, put together here. */
public final class ConversationService implements Conversation {
  /** A finger that trembles, and a person who saw nothing come of the first press. */
  private static final Duration DOUBLE_PRESS = Duration.ofSeconds(5);

  private final TaskStore tasks;
  private final UserTexts texts;
  private final VideoRequests videoRequests;
  private final DraftCards draftCards;
  private final LaterCards laterCards;
  private final KeptPictures keptPictures;
  private final PictureLinks pictureLinks;
  private final TaskButtonHandler taskButtons;
  private final FilmButtons filmButtons;
  private final JobList jobList;
  private final ModelList modelList;
  private final ValueSuggestions suggestions;
  private final UsageReport usageReport;
  private final UserSettings userSettings;
  private final HelpText help;
  private final AboutText about;
  private final VideoReports reports;
  private final Introduction introduction;
  private final PersonalDataDeletion forgetMe;
  private final AdminCommands admin;
  private final AccessRequests accessRequests;
  private final PolicyServices policy;

  /** Who has pressed Again under which task just now, and by which event. */
  private final Cache<String, String> pressedAgain =
      Caffeine.newBuilder().expireAfterWrite(DOUBLE_PRESS).maximumSize(10_000).build();

  /**
   * @param random makes task and draft ids; must be safe for many threads
   */
  public ConversationService(
      ConversationPorts ports,
      PolicyServices policy,
      MessageRenderer renderer,
      InstantSource clock,
      RandomGenerator random) {
    this.policy = policy;
    tasks = ports.tasks();
    texts = renderer.userTexts(ports.preferences());
    Supplier<TaskId> ids = () -> TaskId.of(clock.millis(), random.nextLong());
    RefusalTexts refusalTexts = new RefusalTexts(texts, ports.catalogue());
    RequestParser parser =
        new RequestParser(ports.catalogue(), ports.preferences(), texts, refusalTexts);
    NewDrafts newDrafts = new NewDrafts(ports.drafts(), texts, clock, ids);
    CardStepper stepper = new CardStepper(ports.catalogue());
    RequestMends mends =
        new RequestMends(
            ports.catalogue(),
            ports.tasks(),
            newDrafts,
            new MendCandidates(ports.catalogue(), stepper, texts),
            ports.poster(),
            texts);
    accessRequests = new AccessRequests(policy, ports.contacts(), texts, clock);
    TaskAcceptor acceptor =
        new TaskAcceptor(ports, policy, texts, refusalTexts, mends, accessRequests, clock, ids);
    DraftVideos draftVideos = new DraftVideos(ports.catalogue(), acceptor, stepper);
    draftCards =
        new DraftCards(
            ports, policy.limits(), parser, acceptor, mends, draftVideos, newDrafts, texts, clock);
    laterCards = new LaterCards(ports.drafts(), draftCards, acceptor, ports.poster(), texts, clock);
    pictureLinks = new PictureLinks(ports.pictureFetcher(), acceptor, texts);
    keptPictures = new KeptPictures(ports.drafts(), newDrafts, acceptor, texts, clock);
    ContinuePrefix continuePrefix = new ContinuePrefix(texts.localizer().bundles());
    videoRequests =
        new VideoRequests(
            ports.tasks(), parser, acceptor, mends, draftCards, draftVideos, continuePrefix, texts);
    TaskPermissions permissions = new TaskPermissions(policy.access());
    taskButtons =
        new TaskButtonHandler(
            ports.taskService(),
            ports.tasks(),
            videoRequests,
            acceptor,
            draftCards,
            draftVideos,
            new OriginalLink(
                ports.media(), ports.links(), ports.installation().videosKept(), clock, texts),
            permissions,
            texts);
    filmButtons =
        new FilmButtons(
            ports.taskService(),
            ports.tasks(),
            ports.media(),
            permissions,
            renderer.captions(),
            texts);
    jobList = new JobList(ports.tasks(), ports.taskService(), texts, clock);
    modelList = new ModelList(ports.catalogue(), texts);
    suggestions = new ValueSuggestions(ports.catalogue(), texts);
    usageReport = new UsageReport(ports.spendReports(), policy.limits(), texts, clock);
    userSettings = new UserSettings(ports.catalogue(), ports.preferences(), texts);
    help = new HelpText(texts);
    about = new AboutText(ports.tasks(), ports.installation(), permissions, texts);
    reports =
        new VideoReports(
            ports.tasks(), ports.taskService(), policy.access(), ports.alerts(), texts);
    introduction = new Introduction(ports.catalogue(), draftCards, texts);
    forgetMe = new PersonalDataDeletion(ports.preferences(), ports.personalDataStores(), texts);
    admin = new AdminCommands(ports, policy, texts, clock);
  }

  @Override
  public Answer run(Sender sender, Command command, CommandInput input) {
    Sender localizedSender = texts.withPreferredLanguage(sender);
    return switch (command) {
      case VIDEO ->
          pictureLinks.resolve(
              localizedSender,
              input.request(),
              whole -> videoRequests.generate(localizedSender, whole));
      case REMIX ->
          pictureLinks.resolve(
              localizedSender,
              input.request(),
              whole -> videoRequests.remix(localizedSender, whole, input.source()));
      case CONTINUE ->
          pictureLinks.resolve(
              localizedSender,
              input.request(),
              whole -> videoRequests.continueFilm(localizedSender, whole, input.source()));
      case JOBS -> jobList.show(localizedSender, input);
      case MODELS -> modelList.models(localizedSender);
      case USAGE -> usageReport.show(localizedSender);
      case SETTINGS -> userSettings.change(sender, input);
      case HELP -> help.show(localizedSender);
      case START -> introduction.start(localizedSender);
      case ABOUT -> about.show(localizedSender, input.source());
      case REPORT -> reports.report(localizedSender, input.source());
      case FORGET -> forgetMe.forget(localizedSender);
      case ADMIN -> admin.execute(localizedSender, input.request().text());
    };
  }

  @Override
  public Answer order(Sender sender, RequestInput input) {
    Sender localizedSender = texts.withPreferredLanguage(sender);
    return completed(
        localizedSender,
        input,
        whole ->
            userSettings.wantsCard(sender)
                ? draftCards.draft(localizedSender, whole)
                : videoRequests.generate(localizedSender, whole));
  }

  /** With the pictures that were given by their address, or sent before the words. */
  private Answer completed(Sender sender, RequestInput input, Function<RequestInput, Answer> next) {
    return pictureLinks.resolve(
        sender, input, linked -> keptPictures.complete(sender, linked, next));
  }

  @Override
  public Answer draftFirst(Sender sender, RequestInput input) {
    Sender localizedSender = texts.withPreferredLanguage(sender);
    return pictureLinks.resolve(
        localizedSender, input, whole -> videoRequests.draftFirst(localizedSender, whole));
  }

  @Override
  public Optional<Money> draftPrice(Sender sender, RequestInput input) {
    return videoRequests.draftPrice(sender, input);
  }

  @Override
  public List<Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source) {
    return videoRequests.mends(texts.withPreferredLanguage(sender), input, source);
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    Sender localizedSender = texts.withPreferredLanguage(sender);
    return completed(localizedSender, input, whole -> draftCards.draft(localizedSender, whole));
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    return localizedPress(texts.withPreferredLanguage(sender), button, origin, messageRef, text);
  }

  private Answer localizedPress(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    String target = button.target();
    return switch (button.action()) {
      case GENERATE -> draftCards.generate(sender, target);
      case DRAFT -> draftCards.draftFirst(sender, target);
      case LATER -> draftCards.onOwnDraft(sender, target, draft -> laterCards.keep(sender, draft));
      case MEND -> draftCards.open(sender, target);
      case DISCARD -> draftCards.discard(sender, target);
      case MODEL, DURATION, ASPECT, RESOLUTION, SOUND, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
          draftCards.step(
              sender, target, RequestOption.ofWord(button.action().wireId()).orElseThrow());
      case CANCEL -> onTask(sender, target, task -> taskButtons.cancel(sender, task));
      case FETCH -> onTask(sender, target, task -> taskButtons.fetch(sender, task, messageRef));
      case DELETE ->
          onTask(sender, target, task -> taskButtons.askToDelete(sender, task, messageRef));
      case DELETE_NOW ->
          onTask(sender, target, task -> taskButtons.delete(sender, task, messageRef));
      case KEEP -> onTask(sender, target, task -> taskButtons.keep(sender, task, messageRef));
      case REPORT ->
          onTask(sender, target, task -> reports.report(sender, Optional.of(task), messageRef));
      case REMIX -> onTask(sender, target, task -> taskButtons.remix(sender, task, origin, text));
      case CONTINUE ->
          onTask(sender, target, task -> taskButtons.continueFilm(sender, task, origin, text));
      case CLIP -> onTask(sender, target, task -> filmButtons.clipAlone(sender, task));
      case UNDO -> onTask(sender, target, task -> filmButtons.askToUndo(sender, task));
      case UNDO_NOW -> onTask(sender, target, task -> filmButtons.undo(sender, task, messageRef));
      case EDIT ->
          draftCards.has(target)
              ? draftCards.edit(sender, target, origin, text)
              : onTask(sender, target, task -> taskButtons.edit(sender, task, origin, text));
      case AGAIN -> onTask(sender, target, task -> againUnlessPressedTwice(sender, task, origin));
      case FOR_REAL -> onTask(sender, target, task -> taskButtons.forReal(sender, task, origin));
      case TRY_ANYWAY -> onTask(sender, target, task -> taskButtons.tryAnyway(sender, task));
      case CHARGED -> onTask(sender, target, task -> admin.settle(sender, task, true));
      case NOT_CHARGED -> onTask(sender, target, task -> admin.settle(sender, task, false));
      case RETRY_DELIVERY -> onTask(sender, target, task -> admin.retryDelivery(sender, task));
      case TASKS_PREVIOUS, TASKS_NEXT -> admin.turnTasks(sender, target);
      case EXAMPLE -> introduction.example(sender, origin);
      case SHOW_HELP -> help.show(sender);
      case ASK_ACCESS -> accessRequests.ask(sender);
      case LET_IN -> accessRequests.decide(sender, target, true);
      case IGNORE -> accessRequests.decide(sender, target, false);
      case UNKNOWN -> texts.acknowledge(sender, "press.stale");
    };
  }

  /** Each Again is paid for; whoever wants two of them presses later once more. */
  private Answer againUnlessPressedTwice(Sender sender, Task task, String origin) {
    String press = sender.person() + " " + task.id();
    String first = pressedAgain.asMap().putIfAbsent(press, origin);
    if (first != null && !first.equals(origin)) {
      return texts.acknowledge(sender, "press.twice");
    }
    Answer answer = taskButtons.again(sender, task, origin);
    if (!(answer instanceof Answer.TaskStarted)) {
      pressedAgain.invalidate(press);
    }
    return answer;
  }

  private Answer onTask(Sender sender, String id, Function<Task, Answer> press) {
    Optional<Task> task = TaskId.isValid(id) ? tasks.find(new TaskId(id)) : Optional.empty();
    return task.map(press).orElseGet(() -> texts.acknowledge(sender, "press.stale"));
  }

  /** Shows the cards whose moment has come; to be called every few seconds. */
  public void postDueCards() {
    laterCards.postDue();
  }

  @Override
  public Message introduction(Locale language) {
    return introduction.ofGroup(language);
  }

  @Override
  public void videoShown(TaskId task, MessageRef message) {
    tasks.addMessage(task, message);
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return tasks.findByMessage(message).filter(task -> task.isDeliveredAs(message)).isPresent();
  }

  @Override
  public List<Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit) {
    return suggestions.suggest(locale, option, typed, chosen, images, limit);
  }

  @Override
  public List<String> providers(PersonRef person) {
    return policy.access().isOperator(person)
        ? policy.providers().providers().stream().map(ProviderControl.Status::name).toList()
        : List.of();
  }
}
