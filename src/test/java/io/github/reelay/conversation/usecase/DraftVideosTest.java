package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
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
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FixedCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftVideosTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();
  private int presses;

  private Message card(String text) {
    return card(RequestInput.ofText("e" + presses++, text, null));
  }

  private Message card(RequestInput input) {
    return ((Answer.Reply) conversation.draft(ann, input)).message();
  }

  private static List<String> labels(Message message) {
    return message.rows().stream().flatMap(List::stream).map(Button::label).toList();
  }

  private Answer press(Message message, ButtonAction action) {
    ButtonId button =
        message.rows().stream()
            .flatMap(List::stream)
            .map(Button::id)
            .filter(id -> id.action() == action)
            .findFirst()
            .orElseThrow();
    return conversation.press(ann, button, "press-" + presses++, ON, null);
  }

  private Task draft(String text) {
    return started(press(card(text), ButtonAction.DRAFT));
  }

  private Answer forReal(Sender sender, Task draft) {
    return conversation.press(
        sender,
        new ButtonId(ButtonAction.FOR_REAL, draft.id().value()),
        "press-" + presses++,
        ON,
        null);
  }

  private void use(ModelInfo... models) {
    fixture.catalogue = new FixedCatalogue(List.of(models));
    conversation = fixture.conversation();
  }

  @Test
  void aCardHasADraftOfItsRealPriceWhereOneIsMuchCheaper() {
    assertThat(labels(card("a boat"))).contains("Generate", "Draft · $0.25");
    assertThat(labels(card("a boat --model tiny")))
        .contains("Generate")
        .noneMatch(label -> label.startsWith("Draft"));
    assertThat(card("a boat").rows()).hasSizeLessThanOrEqualTo(5);
    Sender chinese = sender(ANN, Locale.SIMPLIFIED_CHINESE, false);
    assertThat(
            labels(
                ((Answer.Reply) conversation.draft(chinese, RequestInput.ofText("zh", "船", null)))
                    .message()))
        .contains("生成", "草稿 · $0.25");
  }

  @Test
  void aDraftIsMadeCheaplyOfTheSameWordsAndShapeAndTheCardIsDone() {
    Message card = card("a boat --duration 15");

    Answer.TaskStarted answer = (Answer.TaskStarted) press(card, ButtonAction.DRAFT);

    Task draft = answer.task();
    assertThat(draft.request().prompt()).isEqualTo("a boat");
    assertThat(draft.offer().model()).isEqualTo("tiny");
    assertThat(draft.reserved()).isEqualTo(Money.of("0.25"));
    assertThat(Objects.requireNonNull(answer.replacement()).text().plainText())
        .isEqualTo("🎬 a boat\ndraft · tiny · 4 s · 16:9 · 720p · $0.25");
    assertThat(started(press(card, ButtonAction.DRAFT)).id()).isEqualTo(draft.id());
    assertThat(started(press(card, ButtonAction.GENERATE)).id()).isEqualTo(draft.id());
    assertThat(fixture.store.ofPerson(ANN, 10)).hasSize(1);
  }

  @Test
  void aShapeThatTheCheapModelDoesNotHaveHasNoDraft() {
    assertThat(labels(card("a boat --aspect 9:16"))).noneMatch(label -> label.startsWith("Draft"));
  }

  @Test
  void theSameModelsShortestIsADraftWithThePicturesAndTheSeedOfTheVideo() {
    use(FixedCatalogue.LOUD);
    ReferenceImage picture = FakeMedia.IMAGE;
    Message card = card(RequestInput.ofText("e", "a hen --duration 10 --no rain", picture));
    assertThat(labels(card)).contains("Draft · $0.50");

    Task draft = started(press(card, ButtonAction.DRAFT));
    assertThat(draft.offer().seconds()).isEqualTo(5);
    assertThat(draft.request().pictures()).containsExactly(picture);
    String seed = draft.request().options().get(VideoOption.SEED);
    assertThat(Integer.parseInt(seed)).isBetween(0, 99);

    Task real = started(forReal(ann, draft));
    assertThat(real.offer().seconds()).isEqualTo(10);
    assertThat(real.reserved()).isEqualTo(Money.of("1.00"));
    assertThat(real.request().pictures()).containsExactly(picture);
    assertThat(real.request().options())
        .containsEntry(VideoOption.SEED, seed)
        .containsEntry(VideoOption.NEGATIVE_PROMPT, "rain");
    assertThat(real.request().full()).isNull();
  }

  @Test
  void aSeedThatAPersonChoseStays() {
    use(FixedCatalogue.LOUD);
    Task draft = draft("a hen --duration 10 --seed 7");

    assertThat(draft.request().options()).containsEntry(VideoOption.SEED, "7");
    assertThat(started(forReal(ann, draft)).request().options())
        .containsEntry(VideoOption.SEED, "7");
  }

  @Test
  void theDraftThatArrivesOffersTheVideoItIsADraftOf() {
    Task draft = draft("a boat --duration 15");

    Message caption = fixture.renderer.caption(draft, 1000);
    assertThat(caption.text().plainText())
        .isEqualTo("a boat\ndraft · tiny · 4 s · 16:9 · 720p · AI-generated");
    assertThat(caption.rows().getFirst())
        .extracting(Button::label)
        .containsExactly("Make it for real · $1.50");
    Task chinese = draft.withRequester(new Requester(ANN, "安", Locale.SIMPLIFIED_CHINESE));
    assertThat(labels(fixture.renderer.caption(chinese, 1000))).startsWith("正式生成 · $1.50");
    Task real = started(press(caption, ButtonAction.FOR_REAL));
    assertThat(labels(fixture.renderer.caption(real, 1000)))
        .containsExactly("Remix", "Continue", "Again", "Edit", "Delete");
  }

  @Test
  void theVideoIsOrderedOncePerPersonUnlessNothingCameOfIt() {
    Task draft = draft("a boat");
    Task real = started(forReal(ann, draft));

    assertThat(words(forReal(ann, draft))).startsWith("You have ordered the video of this draft");
    assertThat(started(forReal(sender(BOB), draft)).requester().person()).isEqualTo(BOB);
    fixture.becomes(
        real,
        new TaskState.Failed(fixture.clock.instant(), Failure.of(FailureKind.GENERATION_FAILED)));
    assertThat(started(forReal(ann, draft)).id()).isNotEqualTo(real.id());
  }

  @Test
  void aPriceThatHasRisenIsAskedAboutFirst() {
    Task draft = draft("a boat");
    VideoRequest request = draft.request();
    fixture.store.put(draft.withRequest(request.asDraftOf(request.forReal(), Money.of("0.90"))));

    Message card = ((Answer.Reply) forReal(ann, draft)).message();

    assertThat(card.text().plainText()).isEqualTo("🎬 a boat\nCosts about $1.00");
    assertThat(labels(card)).contains("Generate");
    assertThat(fixture.store.ofPerson(ANN, 10)).hasSize(1);
  }

  @Test
  void limitsHoldForADraftAndForTheVideo() {
    fixture.limits =
        new LimitOptions(
            Map.of(LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("1.20"))));
    conversation = fixture.conversation();
    Task draft = draft("a boat");
    assertThat(words(forReal(ann, draft))).startsWith("You may spend $1.20 a day");

    fixture.limits =
        new LimitOptions(Map.of(LimitKey.MODELS, new LimitValue.Names(Set.of("sora-2"))));
    conversation = fixture.conversation();
    assertThat(labels(card("a boat"))).noneMatch(label -> label.startsWith("Draft"));
  }

  @Test
  void theWordsOfADraftAreChangedForTheVideoItIsADraftOf() {
    Task draft = draft("a boat --duration 15");
    ButtonId edit = new ButtonId(ButtonAction.EDIT, draft.id().value());

    Message card = ((Answer.Reply) conversation.press(ann, edit, "e", ON, "a red boat")).message();

    assertThat(labels(card)).contains("Model ‹sora-2›", "Length ‹15 s›", "Draft · $0.25");
  }

  @Test
  void ofAForgottenDraftThereIsNoVideo() {
    Task draft = draft("a boat");
    fixture.store.put(draft.withRequest(draft.request().withPrompt("").withFull(null)));

    assertThat(words(forReal(ann, draft))).contains("has been forgotten");
    assertThat(
            words(
                forReal(
                    ann,
                    started(conversation.generate(ann, RequestInput.ofText("g", "a hen", null))))))
        .isEqualTo("That button is no longer of use.");
  }

  @Test
  void whereThereIsNoCardADraftIsAskedForAtOnce() {
    RequestInput input = RequestInput.ofText("w", "a boat", null);
    assertThat(conversation.draftPrice(ann, input)).contains(Money.of("0.25"));

    Task draft = started(conversation.draftFirst(ann, input));
    assertThat(draft.offer().model()).isEqualTo("tiny");
    assertThat(started(conversation.draftFirst(ann, input)).id()).isEqualTo(draft.id());
    assertThat(started(forReal(ann, draft)).offer().model()).isEqualTo("sora-2");

    RequestInput cheap = RequestInput.ofText("x", "a boat --model tiny", null);
    assertThat(conversation.draftPrice(ann, cheap)).isEmpty();
    assertThat(labels(((Answer.Reply) conversation.draftFirst(ann, cheap)).message()))
        .contains("Generate");
  }
}
