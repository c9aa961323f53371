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
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitMendsTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");

  private final ConversationFixture fixture = new ConversationFixture();
  private Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();
  private int events;

  private void limit(LimitKey key, LimitValue value) {
    fixture.limits = new LimitOptions(Map.of(key, value));
    conversation = fixture.conversation();
  }

  private void mayDaily(String amount) {
    limit(LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of(amount)));
  }

  private Answer ask(String text) {
    return conversation.generate(ann, RequestInput.ofText("e" + events++, text, null));
  }

  private static Message message(Answer answer) {
    return switch (answer) {
      case Answer.Reply(Message said, _, _) -> said;
      case Answer.ReplaceMessage(Message said) -> said;
      default -> throw new AssertionError(words(answer));
    };
  }

  private static List<String> labels(Message message) {
    return message.rows().stream().flatMap(List::stream).map(Button::label).toList();
  }

  private Answer press(Sender sender, Message message, ButtonAction action) {
    ButtonId button =
        message.rows().stream()
            .flatMap(List::stream)
            .map(Button::id)
            .filter(id -> id.action() == action)
            .findFirst()
            .orElseThrow();
    return conversation.press(sender, button, "press" + events++, ON, null);
  }

  @Test
  void whatStillFitsIsOfferedAndTheMomentTheRestDoes() {
    mayDaily("2.20");
    started(ask("a boat"));

    Message refusal = message(ask("a fox --duration 15"));

    assertThat(refusal.text().plainText()).startsWith("You may spend $2.20 a day");
    assertThat(labels(refusal))
        .containsExactly("Make it 10 s", "Use tiny", "Ask again at 00:00 UTC", "Edit");
    Message card = message(press(ann, refusal, ButtonAction.MEND));
    assertThat(labels(card)).contains("Length ‹10 s›", "Generate");
    Task task = started(press(ann, card, ButtonAction.GENERATE));
    assertThat(task.request().prompt()).isEqualTo("a fox");
    assertThat(labels(message(ask("a hen")))).containsExactly("Ask again at 00:00 UTC", "Edit");
  }

  @Test
  void aLongestLengthAndAListOfModelsAreMendedToo() {
    limit(LimitKey.LONGEST_DURATION, new LimitValue.Time(Duration.ofSeconds(12)));
    assertThat(labels(message(ask("a fox --duration 15"))))
        .containsExactly("Make it 10 s", "Use tiny", "Edit");

    limit(LimitKey.MODELS, new LimitValue.Names(Set.of("tiny")));
    assertThat(labels(message(ask("a fox")))).containsExactly("Use tiny", "Edit");
  }

  @Test
  void aCoolDownSaysTheMinute() {
    limit(LimitKey.COOL_DOWN, new LimitValue.Time(Duration.ofMinutes(10)));
    started(ask("a boat"));

    assertThat(labels(message(ask("a fox")))).containsExactly("Ask again at 06:10 UTC", "Edit");
  }

  @Test
  void theMendsOfACardAreThoseOfWhatItShowsNow() {
    mayDaily("0.90");
    Message card =
        message(conversation.draft(ann, RequestInput.ofText("c", "a fox --duration 15", null)));
    Message refusal = message(press(ann, card, ButtonAction.GENERATE));
    assertThat(labels(refusal)).containsExactly("Use tiny", "Edit");
    press(ann, card, ButtonAction.DURATION);

    Message again = message(press(ann, card, ButtonAction.GENERATE));
    mayDaily("5.00");
    Answer edited =
        conversation.press(ann, again.rows().getLast().getFirst().id(), "edit", ON, "a red fox");

    assertThat(labels(message(edited))).contains("Length ‹10 s›");
  }

  @Test
  void aRequestIsKeptUntilItsLimitFreesUpAlsoOverARestart() {
    mayDaily("1.00");
    started(ask("a boat"));
    Message refusal = message(ask("a fox --aspect 9:16"));

    Answer kept = press(ann, refusal, ButtonAction.LATER);

    assertThat(kept).isInstanceOf(Answer.ReplaceMessage.class);
    assertThat(words(kept))
        .isEqualTo(
            "I keep your request and show its card here Nov 21, 2026, 12:00\u202fAM UTC. Nothing is"
                + " ordered before you press Generate on it.");
    assertThat(labels(message(kept))).containsExactly("Discard");
    conversation = fixture.conversation();
    fixture.drafts.deleteBefore(fixture.clock.instant().plus(Duration.ofDays(3)));
    conversation.postDueCards();
    assertThat(fixture.poster.posted).isEmpty();

    fixture.clock.advance(Duration.ofHours(18));
    fixture.poster.down = true;
    conversation.postDueCards();
    fixture.poster.down = false;
    conversation.postDueCards();
    conversation.postDueCards();

    assertThat(fixture.poster.posted).hasSize(1);
    Message card = fixture.poster.posted.getFirst();
    assertThat(card.text().plainText())
        .startsWith("⏰ You wanted to be asked again now.\n🎬 a fox\nCosts about $1.00");
    assertThat(labels(card)).contains("Shape ‹9:16›", "Generate", "Discard");
    assertThat(words(press(sender(BOB), card, ButtonAction.GENERATE))).contains("Only the person");
    assertThat(started(press(ann, card, ButtonAction.GENERATE)).request().prompt())
        .isEqualTo("a fox");
  }

  @Test
  void whatIsDiscardedMeanwhileIsNotShown() {
    mayDaily("1.00");
    started(ask("a boat"));
    Message kept = message(press(ann, message(ask("a fox")), ButtonAction.LATER));
    assertThat(words(press(ann, kept, ButtonAction.DISCARD))).startsWith("Discarded");

    fixture.clock.advance(Duration.ofHours(19));
    conversation.postDueCards();

    assertThat(fixture.poster.posted).isEmpty();
  }

  @Test
  void aLimitThatFreedUpMeanwhileGivesTheCardAtOnce() {
    mayDaily("1.00");
    started(ask("a boat"));
    Message refusal = message(ask("a fox"));
    mayDaily("4.00");

    assertThat(labels(message(press(ann, refusal, ButtonAction.LATER)))).contains("Generate");
  }

  @Test
  void whereTheBotCannotSpeakUnaskedNothingIsPromised() {
    fixture.poster.allowed = false;
    mayDaily("1.00");
    started(ask("a boat"));

    assertThat(labels(message(ask("a fox")))).containsExactly("Edit");
  }

  @Test
  void aCardThatCanNoLongerBeMadeSaysWhy() {
    mayDaily("1.00");
    started(ask("a boat"));
    press(ann, message(ask("a fox")), ButtonAction.LATER);
    fixture.catalogue.outOfOrder = true;
    fixture.clock.advance(Duration.ofHours(19));

    conversation.postDueCards();

    assertThat(fixture.poster.posted.getFirst().text().plainText())
        .contains("No video provider can take this right now");
  }

  @Test
  void inChineseAsWell() {
    ann = sender(ANN, Locale.SIMPLIFIED_CHINESE, false);
    mayDaily("1.20");
    started(ask("船"));
    Message refusal = message(ask("狐狸"));
    assertThat(labels(refusal)).contains("00:00 UTC 再问我", "修改");
    assertThat(words(press(ann, refusal, ButtonAction.LATER))).contains("会在这里显示它的卡片");
    fixture.clock.advance(Duration.ofHours(19));
    conversation.postDueCards();
    assertThat(fixture.poster.posted.getFirst().text().plainText()).startsWith("⏰ 到你说的时间了");
  }
}
