package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FixedCatalogue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftCardsTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();

  private Message card(Answer answer) {
    return switch (answer) {
      case Answer.Reply(Message message, _, _) -> message;
      case Answer.ReplaceMessage(Message message) -> message;
      default -> throw new AssertionError("no card: " + words(answer));
    };
  }

  private static List<String> labels(Message card) {
    return card.rows().stream().flatMap(List::stream).map(Button::label).toList();
  }

  private Answer press(Sender sender, Message card, String action) {
    ButtonId button =
        card.rows().stream()
            .flatMap(List::stream)
            .filter(b -> b.id().action().wireId().equals(action) || b.label().equals(action))
            .map(Button::id)
            .findFirst()
            .orElseThrow();
    return conversation.press(sender, button, "press", ON, null);
  }

  private Message drafted(String text) {
    return card(conversation.draft(ann, RequestInput.ofText("e1", text, null)));
  }

  @Test
  void aCardShowsChoicesAndPriceAndSpendsNothing() {
    Message card = drafted("a paper boat on a river");

    assertThat(card.text().plainText()).isEqualTo("🎬 a paper boat on a river\nCosts about $1.00");
    assertThat(labels(card))
        .containsExactly(
            "Model ‹sora-2›",
            "Length ‹10 s›",
            "Shape ‹16:9›",
            "Generate",
            "Draft · $0.25",
            "Edit",
            "Discard");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  @Test
  void aCardTellsWhatIsLeftTodayButNotWhereOthersRead() {
    fixture.limits =
        new LimitOptions(
            Map.of(
                LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("4")),
                LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(Money.of("50"))));
    conversation = fixture.conversation();

    Sender alone =
        new Sender(ANN, "Ann", ann.destination(), Locale.ENGLISH, Set.of(), () -> false, true);
    assertThat(
            card(conversation.draft(alone, RequestInput.ofText("e2", "a boat", null)))
                .text()
                .plainText())
        .endsWith("Costs about $1.00 · you have $4.00 left today");
    assertThat(drafted("a boat").text().plainText()).endsWith("Costs about $1.00");
  }

  @Test
  void buttonsStepThroughWhatCanBeMade() {
    Message card = drafted("a boat");

    Message longer = card(press(ann, card, "duration"));
    assertThat(labels(longer)).contains("Length ‹15 s›");
    assertThat(longer.text().plainText()).contains("$1.50");
    assertThat(labels(card(press(ann, longer, "duration")))).contains("Length ‹10 s›");
    assertThat(labels(card(press(ann, card, "aspect")))).contains("Shape ‹9:16›");
    Message other = card(press(ann, longer, "model"));
    assertThat(labels(other)).contains("Model ‹tiny›", "Length ‹4 s›", "Resolution ‹720p›");
    assertThat(labels(card(press(ann, other, "resolution")))).contains("Resolution ‹1024p›");
  }

  @Test
  void confirmingMakesOneTaskHoweverOftenItIsPressed() {
    Message card = card(press(ann, drafted("a boat"), "duration"));

    Task task = started(press(ann, card, "generate"));
    Task same = started(press(ann, card, "generate"));

    assertThat(same.id()).isEqualTo(task.id());
    assertThat(task.offer().seconds()).isEqualTo(15);
  }

  @Test
  void aConfirmedCardLosesItsButtons() {
    assertThat(press(ann, drafted("a boat"), "generate"))
        .isInstanceOfSatisfying(
            Answer.TaskStarted.class,
            started ->
                assertThat(started.replacement())
                    .isEqualTo(
                        new Message(
                            RichText.builder()
                                .plain("🎬 ")
                                .untrusted("a boat")
                                .newLine()
                                .plain("sora-2 · 10 s · 16:9")
                                .plain(" · $1.00")
                                .build(),
                            List.of())));
  }

  @Test
  void theSameEventTwiceMakesOneCard() {
    assertThat(drafted("a boat")).isEqualTo(drafted("a boat"));
  }

  @Test
  void onlyWhoAskedMayConfirm() {
    assertThat(words(press(sender(BOB), drafted("a boat"), "generate")))
        .contains("Only the person");
  }

  @Test
  void aDiscardedOrOldCardIsGone() {
    Message card = drafted("a boat");
    assertThat(words(press(ann, card, "discard"))).isEqualTo("Discarded. Nothing was charged.");
    assertThat(words(press(ann, card, "generate"))).contains("no longer open");

    Message old = card(conversation.draft(ann, RequestInput.ofText("e2", "a boat", null)));
    fixture.clock.advance(Duration.ofHours(25));
    assertThat(words(press(ann, old, "generate"))).contains("no longer open");
  }

  @Test
  void wordsAloneShowTheCardUnlessThePersonWantsNone() {
    RequestInput words = RequestInput.ofText("e7", "a boat", null);
    assertThat(labels(card(conversation.order(ann, words)))).contains("Generate");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();

    assertThat(words(conversation.settings(ann, Map.of("confirm", "no")))).contains("off");
    Task task = started(conversation.order(ann, RequestInput.ofText("e8", "a boat", null)));
    assertThat(task.request().prompt()).isEqualTo("a boat");
    assertThat(labels(card(conversation.draft(ann, RequestInput.ofText("e9", "a boat", null)))))
        .contains("Generate");

    conversation.settings(ann, Map.of("confirm", "默认"));
    conversation.settings(ann, Map.of("confirm", "default"));
    assertThat(conversation.order(ann, RequestInput.ofText("e10", "a boat", null)))
        .isInstanceOf(Answer.Reply.class);
  }

  @Test
  void editGivesTheWordsBackAndKeepsWhatWasChosen() {
    Message card = card(press(ann, drafted("a boat --duration 15 --aspect 9:16"), "duration"));
    card = card(press(ann, card, "duration"));
    Answer.AskPrompt ask = (Answer.AskPrompt) press(ann, card, "edit");
    assertThat(ask.words()).isEqualTo("a boat");
    assertThat(ask.inPlace()).isTrue();

    Answer answer = conversation.press(ann, ask.button(), "e2", ON, "a red boat 16:9");

    assertThat(answer).isInstanceOf(Answer.ReplaceMessage.class);
    assertThat(card(answer).text().plainText()).startsWith("🎬 a red boat\n");
    assertThat(labels(card(answer))).contains("Length ‹15 s›", "Shape ‹16:9›");
    assertThat(conversation.press(ann, ask.button(), "e2", ON, "a red boat 16:9"))
        .isEqualTo(answer);
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
    assertThat(started(press(ann, card(answer), "generate")).request().prompt())
        .isEqualTo("a red boat");
  }

  @Test
  void onlyWhoAskedEditsACard() {
    assertThat(words(press(sender(BOB), drafted("a boat"), "edit"))).contains("Only the person");
  }

  @ParameterizedTest
  @CsvSource({
    "a boat --duration 9, Make it 10 s, Length ‹10 s›",
    "a boat --duration long --aspect 9:16, Make it 10 s, Shape ‹9:16›",
    "a boat --duration 12, Use tiny, Length ‹12 s›",
    "a boat --aspect 1:1, Make it 16:9, Shape ‹16:9›",
    "a boat --resolution 720p, Use tiny, Resolution ‹720p›",
    "a boat --model soar-2 --duration 15, Use sora-2, Length ‹15 s›",
    "a boat --sound off, Without Sound, Model ‹sora-2›",
  })
  void aRefusalOffersWhatWouldDoAndItsButtonMakesTheCard(
      String said, String offered, String chosen) {
    Message refusal = card(conversation.draft(ann, RequestInput.ofText("e1", said, null)));
    assertThat(labels(refusal)).contains(offered, "Edit");
    assertThat(labels(card(conversation.generate(ann, RequestInput.ofText("e2", said, null)))))
        .isEqualTo(labels(refusal));

    Answer answer = press(ann, refusal, offered);

    assertThat(answer).isInstanceOf(Answer.ReplaceMessage.class);
    assertThat(labels(card(answer))).contains(chosen, "Generate");
    assertThat(card(answer).text().plainText()).startsWith("🎬 a boat\n");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
    assertThat(words(press(sender(BOB), refusal, offered))).contains("Only the person");
  }

  @Test
  void aRefusalOffersNothingThatWouldBeRefusedAgain() {
    Message refusal =
        card(conversation.draft(ann, RequestInput.ofText("e1", "a boat --duration 13", null)));
    assertThat(labels(refusal)).containsExactly("Make it 15 s", "Make it 10 s", "Edit");
  }

  @Test
  void refusedWordsComeBackToBeChanged() {
    fixture.content =
        new ContentOptions(List.of("dragon"), List.of(), 0, Duration.ZERO, Duration.ZERO);
    conversation = fixture.conversation();
    Message refusal =
        card(conversation.draft(ann, RequestInput.ofText("e1", "a dragon --aspect 9:16", null)));
    assertThat(labels(refusal)).containsExactly("Edit");
    Answer.AskPrompt ask = (Answer.AskPrompt) press(ann, refusal, "edit");
    assertThat(ask.words()).isEqualTo("a dragon");
    assertThat(labels(card(conversation.press(ann, ask.button(), "e2", ON, "a hen"))))
        .contains("Shape ‹9:16›");
  }

  @Test
  void aRefusalsMendsAreChangesOfFieldsForWhoHasFields() {
    assertThat(conversation.mends(ann, RequestInput.ofText("m", "a boat --duration 9", null), null))
        .first()
        .isEqualTo(new Conversation.Mend("Make it 10 s", Map.of("duration", "10")));
    assertThat(conversation.mends(ann, RequestInput.ofText("m", "a boat --model x", null), null))
        .contains(new Conversation.Mend("Use tiny", Map.of("model", "tiny")));
    assertThat(conversation.mends(ann, RequestInput.ofText("m", "a boat --sound off", null), null))
        .containsExactly(new Conversation.Mend("Without Sound", Map.of("sound", "")));
    assertThat(conversation.mends(ann, RequestInput.ofText("m", "a boat", null), null)).isEmpty();
    fixture.catalogue = new FixedCatalogue(List.of(FixedCatalogue.LOUD));
    conversation = fixture.conversation();
    RequestInput pictures =
        RequestInput.ofText("m", "a boat", null)
            .withImages(Collections.nCopies(5, FakeMedia.IMAGE));
    assertThat(conversation.mends(ann, pictures, null))
        .containsExactly(new Conversation.Mend("Only the first 3 pictures", Map.of("images", "3")));
  }
}
