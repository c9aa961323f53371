package io.github.reelay.conversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageRendererTest {
  private static final TaskId ID = TaskId.of(1_790_000_000_000L, 7);
  private static final Offer OFFER =
      new Offer(
          "apimart",
          "sora-2",
          GenerationMode.TEXT,
          10,
          AspectRatio.PORTRAIT,
          null,
          Money.of("1.00"),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          false);

  private final MessageTexts texts =
      new MessageRenderer(new MessageBundles(), "$", ZoneOffset.UTC, Duration.ofDays(7));

  @Test
  void aRunningTaskLooksAsTheProductPageSays() {
    Message status =
        texts.status(view(Phase.WORKING, Locale.ENGLISH, 58, Duration.ofSeconds(41), null));

    assertThat(status.text().plainText())
        .isEqualTo(
            """
            🎬 a red fox in the snow
            sora-2 · 10 s · 9:16 · $1.00
            ▓▓▓▓▓▓▓░░░░░  58 % · about 40 s left\
            """);
    assertThat(status.rows().getFirst())
        .containsExactly(
            new Button(
                new ButtonId(ButtonAction.CANCEL, ID.value()),
                "Cancel · already charged",
                Button.Style.DANGER));
  }

  /** While it is handed over nobody can know. */
  @ParameterizedTest
  @CsvSource({
    "WAITING, Cancel · free, 取消 · 免费",
    "SENDING, Cancel, 取消",
    "WORKING, Cancel · already charged, 取消 · 已扣费",
    "FINISHING, Cancel · already charged, 取消 · 已扣费"
  })
  void cancelSaysWhatItCostsBeforeItIsPressed(Phase phase, String english, String chinese) {
    assertThat(labels(texts.status(view(phase, Locale.ENGLISH, null, null, null))))
        .containsExactly(english);
    assertThat(labels(texts.status(view(phase, Locale.SIMPLIFIED_CHINESE, null, null, null))))
        .containsExactly(chinese);
  }

  /** Rounded outwards, both ends in the unit of the longer one. */
  @ParameterizedTest
  @CsvSource({
    "121, 239, 2 to 4 min left, 还需 2 到 4 分钟",
    "125, 185, 2 to 4 min left, 还需 2 到 4 分钟",
    "40, 200, up to 4 min left, 还需 最多 4 分钟",
    "21, 39, 20 to 40 s left, 还需 20 到 40 秒",
    "4, 29, up to 30 s left, 还需 最多 30 秒",
    "4000, 9000, 1 to 3 h left, 还需 1 到 3 小时",
    "120, 120, about 2 min left, 大约还需 2 分钟"
  })
  void whatIsOnlyKnownToLieBetweenIsToldAsSuch(int from, int to, String english, String chinese) {
    UsualDuration.Range range =
        new UsualDuration.Range(Duration.ofSeconds(from), Duration.ofSeconds(to));
    assertThat(lastLine(view(Phase.WORKING, Locale.ENGLISH, null, null, null).withRemaining(range)))
        .isEqualTo(english);
    assertThat(
            lastLine(
                view(Phase.WORKING, Locale.SIMPLIFIED_CHINESE, null, null, null)
                    .withRemaining(range)))
        .isEqualTo(chinese);
  }

  @Test
  void aPlaceInLineHasItsWaitBesideIt() {
    UsualDuration.Range range =
        new UsualDuration.Range(Duration.ofMinutes(2), Duration.ofMinutes(4));
    assertThat(lastLine(view(Phase.WAITING, Locale.ENGLISH, null, null, 3).withRemaining(range)))
        .isEqualTo("3rd in line · 2 to 4 min");
    assertThat(
            lastLine(
                view(Phase.WAITING, Locale.SIMPLIFIED_CHINESE, null, null, 3).withRemaining(range)))
        .isEqualTo("排在第 3 位 · 2 到 4 分钟");
  }

  @Test
  void aWaitingTaskTellsItsPlace() {
    assertThat(lastLine(view(Phase.WAITING, Locale.ENGLISH, null, Duration.ofMinutes(2), 3)))
        .isEqualTo("3rd in line · about 2 min");
    assertThat(
            lastLine(
                view(Phase.WAITING, Locale.SIMPLIFIED_CHINESE, null, Duration.ofMinutes(2), 3)))
        .isEqualTo("排在第 3 位 · 大约 2 分钟");
    assertThat(lastLine(view(Phase.WAITING, Locale.ENGLISH, null, null, null)))
        .isEqualTo("Starting soon");
  }

  @Test
  void aTaskThatNobodyTookYetTellsWhyItWaits() {
    StatusView view =
        view(
            Phase.WAITING,
            Locale.ENGLISH,
            null,
            null,
            null,
            Failure.of(FailureKind.PROVIDER_BUSY),
            OFFER.price());

    assertThat(lastLine(view))
        .isEqualTo(
            "The video provider is too busy to take the request. I will try again by myself.");
  }

  @Test
  void whoseModelIsGoneIsToldWhatTookItsPlace() {
    Failure gone = Failure.of(FailureKind.MODEL_RETIRED, "404").withInstead("kling-v3");

    assertThat(lastLine(view(Phase.FAILED, Locale.ENGLISH, null, null, null, gone, Money.ZERO)))
        .isEqualTo(
            "❌ sora-2 is not offered by the provider. Nothing was charged."
                + " Use kling-v3 instead.");
  }

  @Test
  void whoComesAfterTheDaysLastVideoIsToldToComeTomorrow() {
    Failure over = Failure.of(FailureKind.PROVIDER_QUOTA, "429");

    assertThat(lastLine(view(Phase.FAILED, Locale.ENGLISH, null, null, null, over, Money.ZERO)))
        .isEqualTo(
            "❌ The video provider takes no more requests today. Nothing was charged."
                + " Please try again tomorrow, or choose another model.");
    assertThat(
            lastLine(
                view(Phase.FAILED, Locale.SIMPLIFIED_CHINESE, null, null, null, over, Money.ZERO)))
        .contains("视频服务商今天不再接受请求。", "请明天再试，或换一个模型。");
  }

  @Test
  void whoMeetsAProviderThatIsBusyForAnHourIsNotToldToComeBackInAFewMinutes() {
    assertThat(lastLine(busyFor(Duration.ofHours(1), Locale.ENGLISH)))
        .isEqualTo(
            "❌ The video provider is too busy to take the request. Nothing was charged."
                + " It wants to be left alone for 1 h; please try again after that.");
    assertThat(lastLine(busyFor(Duration.ofHours(1), Locale.SIMPLIFIED_CHINESE)))
        .endsWith("它要求等待1 小时，请到时再试。");
    assertThat(lastLine(busyFor(Duration.ofMinutes(2), Locale.ENGLISH)))
        .endsWith("Please try again in a few minutes.");
  }

  private static StatusView busyFor(Duration wait, Locale language) {
    Failure busy = new Failure(FailureKind.PROVIDER_BUSY, "429", wait);
    return view(Phase.FAILED, language, null, null, null, busy, Money.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"1,1st", "2,2nd", "3,3rd", "4,4th", "11,11th", "12,12th", "13,13th", "21,21st"})
  void placesHaveTheirEndings(int place, String worded) {
    assertThat(lastLine(view(Phase.WAITING, Locale.ENGLISH, null, null, place)))
        .isEqualTo(worded + " in line");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4,0", "5,1", "58,7", "96,11", "99,11"})
  void theBarIsNeverFull(int percent, int cells) {
    assertThat(new RichText.Span.Progress(percent).bar().chars().filter(c -> c == '▓'))
        .hasSize(cells);
  }

  @Test
  void doneTellsHowLongItTook() {
    assertThat(lastLine(view(Phase.DONE, Locale.ENGLISH, null, null, null)))
        .isEqualTo("✅ Done in 1 min 52 s ↓");
    assertThat(lastLine(view(Phase.DONE, Locale.SIMPLIFIED_CHINESE, null, null, null)))
        .isEqualTo("✅ 完成，用时 1 分 52 秒 ↓");
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void everyFailureSaysWhatWhatItCostAndWhatToDo(FailureKind kind) {
    for (Locale language : MessageBundles.ownLanguages()) {
      StatusView view =
          view(Phase.FAILED, language, null, null, null, Failure.of(kind), Money.ZERO);

      String words = texts.status(view).text().plainText();

      assertThat(words)
          .contains("a red fox in the snow")
          .contains(texts.text(language, "cost.nothing"))
          .doesNotContain("{");
      assertThat(words.lines().toList().getLast().length()).isGreaterThan(20);
    }
  }

  @Test
  void aLostAnswerThatIsAskedForAgainSaysThatThisIsSafe() {
    assertThat(
            texts
                .status(view(Phase.ASKING_AGAIN, Locale.ENGLISH, null, null, null))
                .text()
                .plainText())
        .contains(
            "The provider's answer was lost. I am asking for it again, safely", "charged once");
    assertThat(
            texts
                .status(view(Phase.ASKING_AGAIN, Locale.SIMPLIFIED_CHINESE, null, null, null))
                .text()
                .plainText())
        .contains("同一个订单，只收一次费用");
  }

  @Test
  void unconfirmedTellsThatItMayBeChargedAndWasNotRepeated() {
    assertThat(lastLine(view(Phase.UNCONFIRMED, Locale.ENGLISH, null, null, null)))
        .contains("$1.00 may have been charged")
        .contains("did not order it a second time")
        .contains("Try anyway");
  }

  @Test
  void whatWasMadeAndNotFetchedSaysThatItCostAndWhatToDo() {
    StatusView unfetched =
        view(
            Phase.UNFETCHED,
            Locale.ENGLISH,
            null,
            null,
            null,
            Failure.of(FailureKind.LINK_DEAD),
            Money.of("0.70"));
    assertThat(lastLine(unfetched))
        .isEqualTo(
            "⚠️ The provider's link to the finished file stopped working before the file could be"
                + " fetched. It cost $0.70. Press Fetch and I ask the provider for it once more.");
    assertThat(lastLine(view(Phase.UNRESOLVED, Locale.ENGLISH, null, null, null)))
        .contains("never said how it ended")
        .contains("$1.00 may have been charged and stays reserved");
  }

  @Test
  void aFileThatStaysAwayIsWaitedForUntilAMomentThatIsTold() {
    StatusView late =
        view(Phase.FINISHING, Locale.ENGLISH, null, null, null)
            .withProgress(null, null, true)
            .withDeadline(Instant.parse("2026-11-29T10:00:00Z"));
    assertThat(lastLine(late))
        .startsWith("Finished, but the provider's file cannot be fetched yet; I keep trying · ")
        .contains("at the latest");
  }

  @Test
  void aFailureThatWasChargedAllTheSameSaysSo() {
    StatusView charged =
        view(
            Phase.FAILED,
            Locale.ENGLISH,
            null,
            null,
            null,
            Failure.of(FailureKind.GENERATION_FAILED),
            Money.of("0.70"));
    assertThat(lastLine(charged)).contains("It cost $0.70.").doesNotContain("Nothing was charged");
  }

  @Test
  void theLastWordSaysWhoCancelled() {
    assertThat(lastLine(view(Phase.CANCELLED, Locale.ENGLISH, null, null, null)))
        .isEqualTo("🚫 Cancelled. Nothing was charged.");
    assertThat(lastLine(cancelledByModerator(Phase.CANCELLED)))
        .isEqualTo("🚫 A moderator cancelled this one. Nothing was charged.");
    assertThat(lastLine(cancelledByModerator(Phase.CANCELLED_RUNNING)))
        .startsWith("🚫 A moderator cancelled this one, but")
        .contains("$1.00 is charged");
    assertThat(
            lastLine(
                cancelledByModerator(Phase.KEPT)
                    .withFailure(Failure.of(FailureKind.KEPT_AFTER_CANCEL))))
        .contains("A moderator cancelled this one while the provider was at work")
        .contains("It cost $1.00.");
  }

  @Test
  void howLongAVideoWaitsForFetchIsToldBeforeAndAfterItIsThere() {
    for (Phase phase : List.of(Phase.CANCELLED_RUNNING, Phase.KEPT)) {
      assertThat(lastLine(view(phase, Locale.ENGLISH, null, null, null)))
          .contains("kept for up to 7 days");
      assertThat(lastLine(view(phase, Locale.SIMPLIFIED_CHINESE, null, null, null)))
          .contains("最多 7 天");
    }
  }

  @Test
  void aPlaceInTheProvidersOwnQueueIsToldInsteadOfABar() {
    assertThat(lastLine(view(Phase.WORKING, Locale.ENGLISH, null, Duration.ofMinutes(12), 2)))
        .isEqualTo("2nd in line · about 12 min");
  }

  @Test
  void whatCostsNothingIsNotSaidToBeChargedWhenItIsCancelled() {
    Task free =
        TaskStateExamples.in(TaskStateExamples.RUNNING)
            .withOffer(
                new Offer(
                    "comfyui",
                    "wan-2.2-5b",
                    GenerationMode.TEXT,
                    5,
                    null,
                    null,
                    Money.ZERO,
                    Duration.ofMinutes(6),
                    Duration.ofHours(6),
                    false));
    assertThat(lastLine(StatusView.of(free, Phase.CANCELLED_RUNNING, Money.ZERO, List.of())))
        .isEqualTo("🚫 Cancelled. Nothing was charged.");
    StatusView working =
        StatusView.of(free, Phase.WORKING, Money.ZERO, List.of(StatusView.Action.CANCEL));
    assertThat(labels(texts.status(working))).containsExactly("Cancel · free");
  }

  private static StatusView cancelledByModerator(Phase phase) {
    Task cancelled = task(Locale.ENGLISH).withCancellation(true, true);
    return StatusView.of(cancelled, phase, OFFER.price(), List.of());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void everyPhaseHasWordsInEveryLanguage(Phase phase) {
    for (Locale language : MessageBundles.ownLanguages()) {
      String words = texts.status(view(phase, language, null, null, null)).text().plainText();
      assertThat(words).isNotBlank().doesNotContain("{").doesNotContain("null");
    }
  }

  @Test
  void whatAPersonTypedStaysApartFromOurWords() {
    Message status = texts.status(view(Phase.WORKING, Locale.ENGLISH, 1, null, null));
    assertThat(status.text().spans())
        .contains(new RichText.Span.Untrusted("a red fox in the snow"));
  }

  @Test
  void aCutNeverSplitsACharacter() {
    String family = "👨‍👩‍👧‍👦";
    String cut = TextTruncation.truncate(family.repeat(5), family.length() * 2 + 3);
    assertThat(cut).isEqualTo(family.repeat(2) + "…");
    assertThat(TextTruncation.truncate("abc", 3)).isEqualTo("abc");
    assertThat(TextTruncation.truncate("abcd", 3)).isEqualTo("ab…");
    assertThat(TextTruncation.truncate("abcd", 0)).isEmpty();
  }

  private String lastLine(StatusView view) {
    return texts.status(view).text().plainText().lines().toList().getLast();
  }

  private static Task task(Locale language) {
    return Task.accepted(
        ID,
        "test",
        new Requester(new PersonRef("test", "1"), "Ann", language),
        Destination.of(new ChatRef("test", "1")),
        TaskExamples.generate("a red fox\nin the snow"),
        OFFER,
        Instant.EPOCH);
  }

  private static StatusView view(
      Phase phase,
      Locale language,
      @Nullable Integer percent,
      @Nullable Duration remaining,
      @Nullable Integer queuePosition) {
    return view(phase, language, percent, remaining, queuePosition, null, OFFER.price());
  }

  private static StatusView view(
      Phase phase,
      Locale language,
      @Nullable Integer percent,
      @Nullable Duration remaining,
      @Nullable Integer queuePosition,
      @Nullable Failure failure,
      Money cost) {
    return StatusView.of(task(language), phase, cost, List.of(StatusView.Action.CANCEL))
        .withProgress(percent, remaining, false)
        .withPlace(queuePosition)
        .withFailure(failure)
        .withDuration(Duration.ofSeconds(112))
        .withDeadline(Instant.EPOCH);
  }

  private static List<String> labels(Message message) {
    return message.rows().stream().flatMap(List::stream).map(Button::label).toList();
  }

  @Test
  void aRemixLinksToItsVideoWhileThatIsThere() {
    Task source = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")));
    MessageRef video = new MessageRef(source.address().chat(), "v-1");
    Task delivered =
        source.nextVersion(
            new TaskState.Delivered(Instant.EPOCH, TaskExamples.video(1), video, false, false),
            null);
    Task deleted = source.nextVersion(new TaskState.Deleted(Instant.EPOCH), null);
    Task remix =
        TaskExamples.accepted(source.address())
            .withRequest(TaskExamples.remix("at night", source.id()));

    assertThat(knowing(delivered).caption(remix, 1000).text().spans())
        .contains(new RichText.Span.MessageLink(source.id().shortForm(), video, null));
    for (MessageTexts texts : List.of(knowing(deleted), this.texts)) {
      RichText caption = texts.caption(remix, 1000).text();
      assertThat(caption.plainText()).contains("remix of " + source.id().shortForm());
      assertThat(caption.spans()).noneMatch(RichText.Span.MessageLink.class::isInstance);
    }
  }

  /** As on a GPU of one's own: there is nothing to say about money. */
  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"UNCONFIRMED", "UNRESOLVED", "CLOSED_CHARGED", "CANCELLED_RUNNING"})
  void whatCostsNothingIsNotSaidToBeCharged(Phase phase) {
    Task task = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")));
    Offer o = task.offer();
    Offer free =
        new Offer(
            "comfyui",
            o.model(),
            o.means(),
            o.seconds(),
            o.aspect(),
            o.resolution(),
            Money.ZERO,
            o.typical(),
            o.hardDeadline(),
            false);
    assertThat(texts.status(TaskExamples.view(task, phase, null)).text().plainText())
        .contains("$0.80");
    assertThat(
            texts.status(TaskExamples.view(task.withOffer(free), phase, null)).text().plainText())
        .doesNotContain("$0", "may have been charged");
  }

  private static MessageTexts knowing(Task task) {
    return new MessageRenderer(
        new Formats(new MessageBundles(), "$", ZoneOffset.UTC, false),
        Duration.ofDays(7),
        _ -> Optional.of(task),
        true);
  }

  /** Again is not there where the same words must fail; other words are. */
  @Test
  void editIsOnWhatEndedWithoutAVideoAndUnderAVideo() {
    Task task = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")));
    assertThat(
            labels(
                texts.status(TaskExamples.failed(task, Failure.of(FailureKind.CONTENT_REJECTED)))))
        .containsExactly("Edit");
    assertThat(labels(texts.status(TaskExamples.failed(task, Failure.of(FailureKind.SOURCE_GONE)))))
        .isEmpty();
    assertThat(labels(texts.status(TaskExamples.view(task, Phase.WORKING, 5))))
        .containsExactly("Cancel · already charged");
    assertThat(labels(texts.caption(task, 1000)))
        .containsExactly("Remix", "Continue", "Again", "Edit", "Delete");
  }

  @Test
  void aFilmSaysHowLongItIsAndOffersItsLastClipAndTheWayBack() {
    Task first = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")));
    Task clip =
        first.withRequest(VideoRequest.of(RequestKind.CONTINUE, "she opens the door", first.id()));
    Video file = new Video("f.mp4", 1, 1280, 720, Duration.ofSeconds(24), "00");

    Message film = texts.caption(clip.withFilm(Task.Film.joined(3, file)), 1000);
    assertThat(film.text().plainText())
        .isEqualTo(
            "she opens the door\nsora-2 · 8 s · 16:9 · 720p · continues "
                + first.id().shortForm()
                + " · AI-generated\n🎞 Film of 3 clips, 24 s");
    assertThat(labels(film))
        .containsExactly("Remix", "Continue", "Again", "Clip alone", "Undo", "Edit", "Delete");
    assertThat(film.rows()).extracting(List::size).containsExactly(3, 4);
  }

  @Test
  void aClipThatGoesAloneSaysWhyInEveryLanguage() {
    Task first = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")));
    Task clip = first.withRequest(VideoRequest.of(RequestKind.CONTINUE, "on", first.id()));
    for (Task.Film.Obstacle obstacle : Task.Film.Obstacle.values()) {
      Task alone = clip.withFilm(Task.Film.clipAlone(3, obstacle));
      Message english = texts.caption(alone, 1000);
      assertThat(english.text().plainText()).contains("Only the new clip");
      assertThat(labels(english)).contains("Undo").doesNotContain("Clip alone");
      Task chinese =
          alone.withRequester(
              new Requester(alone.requester().person(), "Ann", Locale.forLanguageTag("zh-CN")));
      assertThat(texts.caption(chinese, 1000).text().plainText()).contains("只有新片段");
    }
    assertThat(
            texts
                .caption(clip.withFilm(Task.Film.clipAlone(3, Task.Film.Obstacle.TOO_LARGE)), 1000)
                .text()
                .plainText())
        .contains("the film of 3 clips would be larger than this chat takes");
  }

  @Test
  void aCaptionOfAFilmKeepsToItsLimit() {
    Task first = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")), "x".repeat(900));
    Task clip =
        first
            .withRequest(VideoRequest.of(RequestKind.CONTINUE, "y".repeat(900), first.id()))
            .withFilm(Task.Film.clipAlone(2, Task.Film.Obstacle.CLIP_GONE));
    String caption = texts.caption(clip, 300).text().plainText();
    assertThat(caption).hasSizeLessThanOrEqualTo(300).contains("no longer kept");
  }

  @Test
  void aDeliveredVideoSaysThatAiMadeIt() {
    Task task = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")), "fox ".repeat(400));
    URI link = URI.create("https://reelay.example.org/media/x");
    String facts = "sora-2 · 8 s · 16:9 · 720p";

    assertThat(texts.caption(task, 100).text().plainText())
        .hasSizeLessThanOrEqualTo(100)
        .startsWith("fox fox")
        .endsWith("\n" + facts + " · AI-generated");
    assertThat(texts.linkMessage(task, link, Instant.EPOCH).text().plainText())
        .contains("\n" + facts + " · AI-generated\n");
    assertThat(texts.text(Locale.SIMPLIFIED_CHINESE, "facts.made-by-ai")).isEqualTo("AI 生成");

    MessageTexts unlabelled =
        new MessageRenderer(
            new Formats(new MessageBundles(), "$", ZoneOffset.UTC, false),
            Duration.ofDays(7),
            _ -> Optional.empty(),
            false);
    assertThat(unlabelled.caption(task, 100).text().plainText()).endsWith("\n" + facts);
    assertThat(unlabelled.linkMessage(task, link, Instant.EPOCH).text().plainText())
        .contains("\n" + facts + "\n");
  }

  @Test
  void aSmallerCopySaysSoAndHasFetch() {
    Task task = TaskExamples.accepted(Destination.of(new ChatRef("web", "1")), "fox ".repeat(400));
    Message caption = texts.caption(task, true, 100);
    assertThat(caption.text().plainText())
        .hasSizeLessThanOrEqualTo(100)
        .endsWith("\nsora-2 · 8 s · 16:9 · 720p · AI-generated · smaller copy");
    assertThat(labels(caption))
        .containsExactly("Remix", "Continue", "Again", "Fetch", "Edit", "Delete");
  }
}
