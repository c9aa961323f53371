package io.github.reelay.conversation.text;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation.Suggestion;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.StatusView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox's money is called so wherever an amount is shown, and other money never. */
class PretendMoneyTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");
  private static final Pattern AMOUNT = Pattern.compile("\\$\\d+\\.\\d+");
  private static final String WORD = "(?: of pretend money| pretend| 模拟资金)";
  private static final Pattern UNNAMED = Pattern.compile(AMOUNT + "(?!\\d|" + WORD + ")");

  static Stream<Locale> languages() {
    return MessageBundles.ownLanguages().stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyAmountOfTheSandboxIsCalledPretend(Locale language) {
    List<String> texts = textsWithAmounts(language, FixedCatalogue.PRETEND, true);
    assertThat(texts).allMatch(text -> AMOUNT.matcher(text).find()).hasSizeGreaterThan(25);
    assertThat(texts).noneMatch(text -> UNNAMED.matcher(text).find());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noOtherAmountIs(Locale language) {
    List<String> texts = textsWithAmounts(language, FixedCatalogue.LOUD, false);
    assertThat(texts).allMatch(text -> AMOUNT.matcher(text).find()).hasSizeGreaterThan(25);
    assertThat(texts).noneMatch(text -> text.matches("(?s).*" + WORD + ".*"));
  }

  @Test
  void whereBothAreSpentTheSumSaysHowMuchIsPretendAndThatLimitsCountIt() {
    ConversationFixture fixture = new ConversationFixture();
    fixture.catalogue = new FixedCatalogue(List.of(FixedCatalogue.LOUD, FixedCatalogue.PRETEND));
    fixture.limits = spendLimit("5.00");
    ConversationCalls bot = fixture.conversation();
    Sender ann = sender(ANN);
    fixture.delivered(started(bot.generate(ann, RequestInput.ofText("1", "a fox", null))), "1");
    Task pretend =
        started(bot.generate(ann, RequestInput.ofText("2", "an owl --model sandbox", null)));
    fixture.delivered(pretend, "2");

    assertThat(ConversationFixture.words(bot.usage(ann)))
        .contains("2 videos asked for, $0.90 ($0.40 of it pretend money).")
        .contains(
            "You can still spend $4.10 here today.\nLimits count pretend money as any other.");
    assertThat(ConversationFixture.words(bot.admin(sender(OPERATOR), "spend")))
        .contains("today: $0.90 ($0.40 of it pretend money)");
    assertThat(ConversationFixture.words(bot.jobs(ann)))
        .contains("delivered · $0.50 ·", "delivered · $0.40 pretend ·");
    assertThat(ConversationFixture.words(bot.models(ann)))
        .contains("$0.10 per second", "$0.10 pretend per second");
  }

  private static LimitOptions spendLimit(String amount) {
    return PolicyExamples.limit(
        LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of(amount)));
  }

  /** Each text that has an amount in it: messages, buttons, entries of menus. */
  private static List<String> textsWithAmounts(
      Locale language, ModelInfo model, boolean onlyPretend) {
    ConversationFixture fixture = new ConversationFixture(onlyPretend);
    fixture.catalogue = new FixedCatalogue(List.of(model));
    fixture.limits = spendLimit("3.00");
    ConversationCalls bot = fixture.conversation();
    Sender ann = sender(ANN, language, false);
    Sender operator = sender(OPERATOR, language, false);
    int longest = model.durations().getLast();
    List<String> texts = new ArrayList<>();

    Answer card = bot.draft(ann, RequestInput.ofText("0", "a fox --duration " + longest, null));
    add(texts, card);
    Task task = started(bot.generate(ann, RequestInput.ofText("1", "a fox", null)));
    for (StatusView.Phase phase : StatusView.Phase.values()) {
      add(texts, fixture.renderer.status(TaskExamples.view(task, phase, null)));
    }
    ButtonId draft = button(((Answer.Reply) card).message(), ButtonAction.DRAFT);
    Task draftVideo = started(bot.press(ann, draft, "2", ON, null));
    add(texts, fixture.renderer.caption(draftVideo, 1000));
    add(texts, bot.jobs(ann));
    fixture.running(task);
    ButtonId cancel = new ButtonId(ButtonAction.CANCEL, task.id().value());
    add(texts, bot.press(ann, cancel, "3", ON, null));
    fixture.delivered(draftVideo, "2");
    Task clip =
        started(
            bot.remix(
                ann,
                RequestInput.ofText("4", "continue: it barks", null),
                new MessageRef(ConversationFixture.GROUP, "2")));
    add(texts, bot.film(ann, clip));
    add(texts, bot.usage(ann));
    add(texts, bot.models(ann));
    add(texts, bot.generate(ann, RequestInput.ofText("5", "more --duration " + longest, null)));
    add(texts, bot.admin(operator, "spend"));
    add(texts, bot.admin(operator, "tasks " + task.id()));
    add(texts, bot.admin(operator, "limits"));
    for (RequestOption option : List.of(RequestOption.MODEL, RequestOption.DURATION)) {
      bot.conversation().suggest(language, option, "", Map.of(), 0, 5).stream()
          .map(Suggestion::label)
          .forEach(texts::add);
    }
    return texts.stream().filter(text -> AMOUNT.matcher(text).find()).toList();
  }

  private static void add(List<String> texts, Answer answer) {
    add(
        texts,
        answer instanceof Answer.Reply reply
            ? reply.message()
            : Message.of(ConversationFixture.words(answer)));
  }

  private static void add(List<String> texts, Message message) {
    message.text().plainText().lines().forEach(texts::add);
    message.rows().stream().flatMap(List::stream).map(Button::label).forEach(texts::add);
  }

  private static ButtonId button(Message message, ButtonAction action) {
    return message.rows().stream()
        .flatMap(List::stream)
        .map(Button::id)
        .filter(id -> id.action() == action)
        .findFirst()
        .orElseThrow();
  }
}
