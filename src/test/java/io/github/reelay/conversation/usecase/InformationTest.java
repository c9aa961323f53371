package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation.Suggestion;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Money;
import io.github.reelay.task.Progress;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Jobs, models, usage, settings, help, forgetting, menus. */
class InformationTest {
  private final ConversationFixture fixture = new ConversationFixture();
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "55");

  private final Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();

  @Test
  void jobsShowRunningOnesFirstWithWhatCanBeDone() {
    assertThat(words(conversation.jobs(ann))).contains("There is no video of yours.");
    Task running = started(conversation.generate(ann, RequestInput.ofText("e1", "a fox", null)));
    Task done = started(conversation.generate(ann, RequestInput.ofText("e2", "an owl", null)));
    started(conversation.generate(sender(BOB), RequestInput.ofText("e3", "not mine", null)));
    fixture.delivered(done, "5");
    fixture.becomes(
        running,
        TaskState.Running.started("r", fixture.clock.instant(), fixture.clock.instant())
            .withProgress(Progress.NONE.withReport(40, null, fixture.clock.instant())));

    fixture.clock.advance(Duration.ofMinutes(7));
    Answer.Reply say = (Answer.Reply) conversation.jobs(ann);

    assertThat(say.isPrivate()).isTrue();
    assertThat(say.message().text().plainText().lines())
        .containsExactly(
            "Your videos, running ones first:",
            running.id().shortForm()
                + " in the making, 40 % · about 2 min left · $1.00 · 7 min ago · a fox",
            done.id().shortForm() + " delivered · $1.00 · 7 min ago · an owl");
    assertThat(say.message().text().spans())
        .contains(
            new Span.MessageLink(
                done.id().shortForm(), new MessageRef(ConversationFixture.GROUP, "5"), null));
    assertThat(say.message().rows().getFirst())
        .extracting(Button::label)
        .containsExactly("Cancel " + running.id().shortForm() + " · already charged");
  }

  @Test
  void jobsTellWhatCancelCostsAndWhoCancelled() {
    Task waits = started(conversation.generate(ann, RequestInput.ofText("e1", "a fox", null)));
    Task mine = started(conversation.generate(ann, RequestInput.ofText("e2", "an owl", null)));
    Task theirs = started(conversation.generate(ann, RequestInput.ofText("e3", "a cat", null)));
    conversation.press(ann, button(ButtonAction.CANCEL, mine), "p1", ON, null);
    conversation.press(
        sender(BOB, Locale.ENGLISH, true), button(ButtonAction.CANCEL, theirs), "p2", ON, null);

    Message message = ((Answer.Reply) conversation.jobs(ann)).message();

    assertThat(message.text().plainText())
        .contains(mine.id().shortForm() + " cancelled · not charged · just now · an owl")
        .contains(
            theirs.id().shortForm() + " cancelled by a moderator · not charged · just now · a cat");
    assertThat(message.rows().getFirst())
        .extracting(Button::label)
        .containsExactly("Cancel " + waits.id().shortForm() + " · free");
    assertThat(words(conversation.jobs(sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .contains(theirs.id().shortForm() + " 已被版主取消 · 未扣费 · 刚刚 · a cat");
  }

  /** In the order of the title, and nothing leads to a video that is gone. */
  @Test
  void jobsListWhatRunsBeforeWhatIsNewer() {
    Task runs = started(conversation.generate(ann, RequestInput.ofText("e1", "a fox", null)));
    Task unclear = started(conversation.generate(ann, RequestInput.ofText("e2", "an owl", null)));
    Task gone = started(conversation.generate(ann, RequestInput.ofText("e3", "a cat", null)));
    fixture.running(runs.withStatus(StatusMessage.NONE.shown(ON, "", fixture.clock.instant())));
    fixture.becomes(unclear, TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0));
    fixture.becomes(gone, new TaskState.Deleted(fixture.clock.instant()));

    RichText list = ((Answer.Reply) conversation.jobs(ann)).message().text();

    assertThat(list.plainText().lines().skip(1).map(line -> line.substring(0, 5)))
        .containsExactly(runs.id().shortForm(), gone.id().shortForm(), unclear.id().shortForm());
    assertThat(list.spans())
        .contains(
            new Span.MessageLink(runs.id().shortForm(), ON, null),
            new Span.Code(gone.id().shortForm()));
  }

  private static ButtonId button(ButtonAction action, Task task) {
    return new ButtonId(action, task.id().value());
  }

  @Test
  void whereOthersReadJobsTellsOfThatChatAlone() {
    Sender inGroup = inChat("-100777");
    Sender inOther = inChat("-100888");
    Sender alone = inChat("1001");
    assertThat(words(conversation.jobs(inGroup))).contains("There is no video of yours");
    started(fox(alone, "a secret fox"));
    assertThat(words(conversation.jobs(inGroup)))
        .contains("no videos in this chat")
        .doesNotContain("secret");
    started(fox(inOther, "a hen elsewhere"));
    String number = started(fox(inGroup, "a hare for all")).id().shortForm();
    assertThat(words(conversation.jobs(inGroup)))
        .contains("a hare for all")
        .doesNotContain("secret", "elsewhere");
    assertThat(words(conversation.jobs(inOther, number))).contains("no video " + number);
    assertThat(words(conversation.jobs(alone))).contains("secret", "elsewhere", "a hare for all");
  }

  private Answer fox(Sender sender, String prompt) {
    return conversation.generate(sender, RequestInput.ofText(prompt, prompt, null));
  }

  private Sender inChat(String id) {
    return new Sender(
        ann.person(),
        "Ann",
        Destination.of(new ChatRef(ann.person().platform(), id)),
        Locale.ENGLISH,
        Set.of(),
        () -> false,
        false);
  }

  @Test
  void jobsShowAtMostTen() {
    for (int i = 0; i < 14; i++) {
      started(conversation.generate(ann, RequestInput.ofText("e" + i, "fox " + i, null)));
    }
    Message message = ((Answer.Reply) conversation.jobs(ann)).message();
    assertThat(message.text().plainText().lines()).hasSize(11);
    assertThat(message.rows()).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(5));
    assertThat(message.rows()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void modelsTellWhatTheyCanDoAndCost() {
    assertThat(words(conversation.models(ann)))
        .isEqualTo(
            """
            Models you can choose:
            sora-2 (if you name none) · 10/15 s · 16:9, 9:16 · takes pictures · remix · $0.10 per second
            tiny · 4/8/12 s · 16:9 · 720p, 1024p · $0.25 per video\
            """);
  }

  @Test
  void usageTellsWhatIsSpentAndLeft() {
    fixture.limits =
        new LimitOptions(
            Map.of(
                LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("4")),
                LimitKey.TASKS_PER_DAY_PERSON, new LimitValue.Count(3)));
    conversation = fixture.conversation();
    assertThat(words(conversation.usage(ann))).startsWith("You have not asked for a video today.");
    started(conversation.generate(ann, RequestInput.ofText("e1", "a fox", null)));

    assertThat(words(conversation.usage(ann)))
        .contains("Today: one video asked for, $1.00.")
        .contains("You can ask for 2 more videos today, of 3 in all.")
        .contains("You can still spend $3.00 here today.")
        .contains("Nov 21, 2026");
    assertThat(words(conversation.usage(sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .contains("今天请求了 1 个视频，共 $1.00。");
  }

  @Test
  void settingsAreReadFromALineInEveryChat() {
    assertThat(words(conversation.settings(ann, "model=tiny --duration 8s")))
        .startsWith("Saved.")
        .contains("Model: tiny", "Length: 8");
    assertThat(words(conversation.settings(ann, "model"))).contains("/settings model sora-2");
    assertThat(words(conversation.settings(ann, "colour red"))).contains("no setting “colour”");
    for (String wrong : List.of("colour red", "duration 7", "model a b")) {
      assertThat(conversation.settings(ann, wrong))
          .isInstanceOfSatisfying(
              Answer.Reply.class, reply -> assertThat(reply.isRefusal()).isTrue());
    }
    assertThat(words(conversation.settings(ann, ""))).contains("Model: tiny");
  }

  @Test
  void settingsAreCheckedAndReset() {
    assertThat(words(conversation.settings(ann, Map.of()))).contains("Model: not set");
    assertThat(words(conversation.settings(ann, Map.of("model", "TINY", "duration", "8s"))))
        .contains("Model: tiny")
        .contains("Length: 8");
    assertThat(words(conversation.settings(ann, Map.of("duration", "10"))))
        .isEqualTo(
            "“10” does not work for Length. You can choose: 4, 8, 12; or default to reset it.");
    assertThat(words(conversation.settings(ann, Map.of("model", "off", "duration", ""))))
        .contains("Model: not set")
        .contains("Length: not set");
    assertThat(words(conversation.settings(ann, Map.of("colour", "red"))))
        .contains("There is no setting “colour”");
  }

  @Test
  void aLanguageThatIsSetIsSpoken() {
    assertThat(words(conversation.settings(ann, Map.of("language", "zh")))).contains("已保存");
    assertThat(words(conversation.usage(ann))).contains("你今天还没有请求过视频。");
    assertThat(
            started(conversation.generate(ann, RequestInput.ofText("e1", "fox", null)))
                .requester()
                .language())
        .isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(words(conversation.settings(ann, Map.of("language", "off")))).startsWith("Saved.");
  }

  @Test
  void helpIsAboutThePlatformItIsAskedOn() {
    assertThat(words(conversation.help(ann))).contains("--duration 8").contains("/jobs");
    assertThat(
            words(conversation.help(sender(new io.github.reelay.task.ref.PersonRef("web", "w")))))
        .contains("press Send");
  }

  @Test
  void helpCallsCommandsWhatThePlatformCallsThem() {
    Sender onDiscord =
        sender(
            new io.github.reelay.task.ref.PersonRef("discord", "7"),
            Locale.SIMPLIFIED_CHINESE,
            false);
    RichText help = ((Answer.Reply) conversation.help(onDiscord)).message().text();
    assertThat(help.plainText()).contains("/视频 ", "/改编 ").doesNotContain("/video");
    assertThat(help.spans())
        .filteredOn(Span.Command.class::isInstance)
        .extracting(span -> ((Span.Command) span).on("discord"))
        .contains("/任务", "/模型");
    assertThat(words(conversation.help(sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .contains("/video", "/jobs：", "/models：");
  }

  @Test
  void forgetDropsWhatIsKept() {
    conversation.settings(ann, Map.of("model", "tiny"));
    assertThat(words(conversation.forget(ann))).contains("Only the sums");
    assertThat(fixture.preferences.get(ANN)).isEmpty();
    assertThat(fixture.forgotten).containsExactly(ANN);
  }

  private List<Suggestion> suggest(
      RequestOption option, String typed, Map<RequestOption, String> chosen) {
    return conversation.suggest(Locale.ENGLISH, option, typed, chosen, 0, 25);
  }

  @Test
  void modelsAreOfferedWithLengthAndPriceAsFarAsTheyDoWhatIsChosen() {
    assertThat(suggest(RequestOption.MODEL, "", Map.of()))
        .containsExactly(
            new Suggestion("Sora 2 · 10 s · $1.00", "sora-2", "$1.00"),
            new Suggestion("Tiny · 4 s · $0.25", "tiny", "$0.25"));
    assertThat(suggest(RequestOption.MODEL, "ti", Map.of()))
        .extracting(Suggestion::value)
        .containsExactly("tiny");
    assertThat(suggest(RequestOption.MODEL, "", Map.of(RequestOption.DURATION, "12s")))
        .containsExactly(new Suggestion("Tiny · 12 s · $0.25", "tiny", "$0.25"));
    assertThat(conversation.suggest(Locale.ENGLISH, RequestOption.MODEL, "", Map.of(), 1, 25))
        .extracting(Suggestion::value)
        .containsExactly("sora-2");
  }

  @Test
  void valuesAreOfferedWithTheirPriceAndTheModelTheyNeed() {
    assertThat(suggest(RequestOption.DURATION, "", Map.of(RequestOption.MODEL, "tiny")))
        .containsExactly(
            new Suggestion("4 s · $0.25", "4", "$0.25"),
            new Suggestion("8 s · $0.25", "8", "$0.25"),
            new Suggestion("12 s · $0.25", "12", "$0.25"));
    assertThat(suggest(RequestOption.DURATION, "", Map.of()))
        .containsExactly(
            new Suggestion("4 s · Tiny · $0.25", "4", "$0.25"),
            new Suggestion("8 s · Tiny · $0.25", "8", "$0.25"),
            new Suggestion("10 s · $1.00", "10", "$1.00"),
            new Suggestion("12 s · Tiny · $0.25", "12", "$0.25"),
            new Suggestion("15 s · $1.50", "15", "$1.50"));
    assertThat(suggest(RequestOption.ASPECT, "9", Map.of(RequestOption.DURATION, "15")))
        .containsExactly(
            new Suggestion("9:16 · $1.50", "9:16", "$1.50"),
            new Suggestion("16:9 · $1.50", "16:9", "$1.50"));
    assertThat(suggest(RequestOption.RESOLUTION, "", Map.of(RequestOption.MODEL, "sora-2")))
        .isEmpty();
    assertThat(suggest(RequestOption.ASPECT, "", Map.of(RequestOption.RESOLUTION, "720p")))
        .containsExactly(new Suggestion("16:9 · Tiny · $0.25", "16:9", "$0.25"));
  }

  @Test
  void whileNoProviderIsThereValuesHaveNoPrice() {
    fixture.catalogue.outOfOrder = true;
    assertThat(suggest(RequestOption.MODEL, "tiny", Map.of()))
        .containsExactly(new Suggestion("Tiny", "tiny", null));
  }

  @Test
  void theFirstWordsAreTwoLinesAndButtons() {
    Sender inPrivate =
        new Sender(
            ann.person(),
            "Ann",
            Destination.of(new ChatRef("telegram", ann.person().id())),
            Locale.ENGLISH,
            Set.of(),
            () -> false,
            true);
    Message start = ((Answer.Reply) conversation.start(inPrivate)).message();
    assertThat(start.text().plainText())
        .isEqualTo(
            """
            🎬 I make short videos from words or a picture.
            Write what should be seen, or send a picture; a card shows the price before anything is\
             made.\
            """);
    assertThat(start.rows().stream().flatMap(List::stream))
        .extracting(button -> button.id().encode() + " " + button.label())
        .containsExactly("example:here Show me an example", "show-help:here What else I can do");
    assertThat(words(conversation.start(ann))).contains("Write /video and what should be seen");
    Message inGroup = conversation.conversation().introduction(Locale.CHINA);
    assertThat(inGroup.text().plainText())
        .isEqualTo("🎬 我用文字或图片生成短视频，并发布在这里。\n发送 /video 加上想看到的画面；回复我的视频就能修改。");
    assertThat(inGroup.rows().stream().flatMap(List::stream)).hasSize(1);
  }

  @Test
  void theExampleIsACardOfWhoeverPressed() {
    MessageRef on = new MessageRef(ConversationFixture.GROUP, "9");
    Answer card =
        conversation.press(
            ann, new ButtonId(ButtonAction.EXAMPLE, ButtonAction.HERE), "press-1", on, null);
    assertThat(words(card)).contains("a red fox in the snow");
    assertThat(((Answer.Reply) card).message().rows().stream().flatMap(List::stream))
        .extracting(button -> button.id().action())
        .contains(ButtonAction.GENERATE);
    assertThat(
            words(
                conversation.press(
                    ann, new ButtonId(ButtonAction.SHOW_HELP, ButtonAction.HERE), "p", on, null)))
        .contains("\n• /usage: what you have spent\n");
  }
}
