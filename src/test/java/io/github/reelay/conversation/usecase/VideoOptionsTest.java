package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
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
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FixedCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that only some models have: as typed, as shown, as refused, as kept. */
class VideoOptionsTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);
  private final Sender chinese = sender(ANN, Locale.SIMPLIFIED_CHINESE, false);
  private final ConversationCalls conversation;

  VideoOptionsTest() {
    List<ModelInfo> models = new ArrayList<>(new FixedCatalogue().models());
    models.addFirst(FixedCatalogue.LOUD);
    IntStream.range(0, 4).mapToObj(VideoOptionsTest::image).forEach(fixture.media.images::add);
    fixture.catalogue = new FixedCatalogue(models);
    conversation = fixture.conversation();
  }

  private Answer ask(Sender sender, String text) {
    return conversation.generate(sender, RequestInput.ofText("e:" + text, text, null));
  }

  @Test
  void flagsSetThem() {
    Task task = started(ask(ann, "a fox --sound on --seed 7 --no \"blurry, text\" --style ANIME"));

    assertThat(task.request().prompt()).isEqualTo("a fox");
    assertThat(task.request().options())
        .isEqualTo(
            Map.of(
                VideoOption.SOUND, "on",
                VideoOption.SEED, "7",
                VideoOption.NEGATIVE_PROMPT, "blurry, text",
                VideoOption.STYLE, "anime"));
    assertThat(task.offer().options())
        .as("texts are no part of the offer, which outlives /forget")
        .doesNotContainKey(VideoOption.NEGATIVE_PROMPT);
    assertThat(task.reserved()).isEqualTo(Money.of("1.00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a fox --watermark on --model loud | loud has no option “Watermark”. It has: Sound, Not to"
            + " be seen, Seed, Style, Use of pictures, Automatic length",
        "a fox --sound off --model tiny    | tiny has no option “Sound”, and no other option to"
            + " set.",
        "a fox --sound loud                | “loud” does not work for Sound of loud. You can"
            + " choose: on, off",
        "a fox --seed 100                  | “100” does not work for Seed of loud. You can choose:"
            + " whole numbers from 0 to 99",
        "a fox --seed 7.5                  | “7.5” does not work for Seed of loud. You can choose:"
            + " whole numbers from 0 to 99",
        "a fox --style noir                | “noir” does not work for Style of loud. You can"
            + " choose: anime, film",
        "a fox --no \"far too long for this model\" | “far too long for this model” does not work"
            + " for Not to be seen of loud. You can choose: at most 20 characters",
        "a fox --no \"blurry               | The quotation mark behind --negative is never closed.",
      })
  void whatAModelCannotDoIsRefusedWithWhatItCan(String typed, String said) {
    assertThat(words(ask(ann, typed))).isEqualTo(said);
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  @Test
  void refusalsSpeakChinese() {
    assertThat(words(ask(chinese, "红狐狸 --watermark 开")))
        .isEqualTo("loud 没有“水印”这个选项。它有：声音、不要出现、种子、风格、图片用途、自动时长");
    assertThat(words(ask(chinese, "红狐狸 --sound 大"))).isEqualTo("“大”不能用于 loud 的声音。可以选择：开、关");
    assertThat(started(ask(chinese, "红狐狸 --sound 开")).request().options())
        .containsEntry(VideoOption.SOUND, "on");
  }

  @Test
  void aCardShowsThemAndSwitchesSoundWithItsPrice() {
    Message card =
        ((Answer.Reply)
                conversation.draft(
                    ann, RequestInput.ofText("d", "a fox --seed 7 --no \"blurry\"", null)))
            .message();
    assertThat(card.text().plainText())
        .isEqualTo("🎬 a fox\nNot to be seen: blurry\nSeed: 7\nCosts about $0.50");
    assertThat(labels(card)).contains("Sound ‹off›").doesNotContain("Watermark ‹off›");

    Message loud = ((Answer.ReplaceMessage) press(card, ButtonAction.SOUND)).message();

    assertThat(labels(loud)).contains("Sound ‹on›");
    assertThat(loud.text().plainText()).endsWith("Costs about $1.00");
    Task task = started(press(loud, ButtonAction.GENERATE));
    assertThat(task.reserved()).isEqualTo(Money.of("1.00"));
    assertThat(task.request().options()).containsEntry(VideoOption.NEGATIVE_PROMPT, "blurry");
  }

  @Test
  void aCardsNextModelKeepsOnlyWhatItHas() {
    Message card =
        ((Answer.Reply) conversation.draft(ann, RequestInput.ofText("d", "a fox --sound on", null)))
            .message();

    Message other = ((Answer.ReplaceMessage) press(card, ButtonAction.MODEL)).message();

    assertThat(labels(other)).contains("Model ‹sora-2›").doesNotContain("Sound ‹on›");
  }

  @Test
  void aConfirmedCardTellsWhatWasChosen() {
    Message card =
        ((Answer.Reply) conversation.draft(ann, RequestInput.ofText("d", "a fox --seed 7", null)))
            .message();

    Answer.TaskStarted done = (Answer.TaskStarted) press(card, ButtonAction.GENERATE);

    assertThat(done.replacement())
        .isNotNull()
        .satisfies(message ->
            assertThat(message.text().plainText())
                .isEqualTo("🎬 a fox\nloud · 5 s · 16:9 · no sound · seed 7 · $0.50"));
  }

  @Test
  void againIsTheSameVideoThoughTheDefaultsHaveChanged() {
    conversation.settings(ann, "sound on");
    Task first = started(ask(ann, "a fox --seed 7 --no blurry"));
    conversation.settings(ann, "sound off");

    Task again = started(press(first.id().value(), ButtonAction.AGAIN));

    assertThat(again.offer()).isEqualTo(first.offer());
    assertThat(again.request().options())
        .containsEntry(VideoOption.SOUND, "on")
        .containsEntry(VideoOption.NEGATIVE_PROMPT, "blurry");
  }

  @Test
  void aPersonCanHaveDefaultsForThoseThatAreNotForOneVideo() {
    assertThat(words(conversation.settings(ann, "sound off style anime")))
        .contains("Sound: off", "Style: anime")
        .doesNotContain("Seed", "Not to be seen");
    assertThat(started(ask(ann, "a fox")).offer().options())
        .containsEntry(VideoOption.SOUND, "off")
        .containsEntry(VideoOption.STYLE, "anime");
    assertThat(started(ask(ann, "an owl --sound on")).offer().options())
        .containsEntry(VideoOption.SOUND, "on");
    assertThat(started(ask(ann, "an owl --model tiny")).request().options())
        .as("a default that does not fit is left out")
        .isEmpty();
    assertThat(words(conversation.settings(ann, "seed 7")))
        .startsWith("There is no setting “seed”");
    assertThat(words(conversation.settings(ann, "sound perhaps")))
        .isEqualTo(
            "“perhaps” does not work for Sound. You can choose: off, on; or default to reset it.");
    assertThat(words(conversation.settings(ann, "sound default"))).contains("Sound: not set");
    assertThat(words(conversation.settings(chinese, "sound 开"))).contains("声音：开");
  }

  private List<Suggestion> suggest(RequestOption option, String model) {
    return conversation.suggest(
        Locale.ENGLISH, option, "", Map.of(RequestOption.MODEL, model), 0, 25);
  }

  @Test
  void menusSuggestTheirValuesWhereTheModelHasThem() {
    assertThat(suggest(RequestOption.SOUND, "loud"))
        .containsExactly(
            new Suggestion("off · $0.50", "off", "$0.50"),
            new Suggestion("on · $1.00", "on", "$1.00"));
    assertThat(suggest(RequestOption.SOUND, "tiny")).isEmpty();
    assertThat(words(conversation.models(ann)))
        .contains(
            "remix · sound, not to be seen, seed, style, use of pictures, automatic length · $0.10"
                + " per second");
  }

  @Test
  void aLengthCanBeLeftToTheModel() {
    Task task = started(ask(ann, "a fox --duration auto"));
    assertThat(task.request().seconds()).isNull();
    assertThat(task.reserved()).as("the longest").isEqualTo(Money.of("1.00"));
    assertThat(started(ask(chinese, "红狐狸 --duration 自动")).offer().options())
        .containsEntry(VideoOption.AUTO_LENGTH, "on");
    assertThat(words(ask(ann, "a fox --duration auto --model tiny"))).contains("Automatic length");

    Message card =
        ((Answer.Reply) conversation.draft(ann, RequestInput.ofText("d", "a fox 10s", null)))
            .message();
    Message auto = ((Answer.ReplaceMessage) press(card, ButtonAction.DURATION)).message();
    assertThat(labels(auto)).contains("Length ‹up to 10 s›");
    Message first = ((Answer.ReplaceMessage) press(auto, ButtonAction.DURATION)).message();
    assertThat(labels(first)).contains("Length ‹5 s›");
    assertThat(
            started(press(auto.rows().getFirst().getFirst().id().target(), ButtonAction.GENERATE))
                .offer()
                .options())
        .doesNotContainKey(VideoOption.AUTO_LENGTH);
    assertThat(suggest(RequestOption.DURATION, "loud"))
        .containsExactly(
            new Suggestion("5 s · $0.50", "5", "$0.50"),
            new Suggestion("10 s · $1.00", "10", "$1.00"),
            new Suggestion("auto · $1.00", "auto", "$1.00"));
  }

  @Test
  void aCardLeavesALengthThatTheNextModelCannotDecide() {
    Message card =
        ((Answer.Reply)
                conversation.draft(ann, RequestInput.ofText("d", "a fox --duration auto", null)))
            .message();
    assertThat(labels(card)).contains("Length ‹up to 10 s›");

    Message other = ((Answer.ReplaceMessage) press(card, ButtonAction.MODEL)).message();

    assertThat(labels(other)).contains("Model ‹sora-2›", "Length ‹10 s›");
  }

  private static ReferenceImage image(int number) {
    return new ReferenceImage(("" + number).repeat(64), "image/jpeg", 640, 360, 900);
  }

  private static RequestInput withImages(String text, int count) {
    return RequestInput.ofText("p:" + text + count, text, null)
        .withImages(IntStream.range(0, count).mapToObj(VideoOptionsTest::image).toList());
  }

  @Test
  void twoPicturesAreFramesUnlessReferencesAreSaid() {
    Task frames = started(conversation.generate(ann, withImages("a fox", 2)));
    assertThat(frames.offer().means()).isEqualTo(GenerationMode.FRAMES);
    assertThat(frames.request().pictures()).containsExactly(image(0), image(1));
    assertThat(
            started(conversation.generate(ann, withImages("a fox --pictures references", 2)))
                .offer()
                .means())
        .isEqualTo(GenerationMode.REFERENCES);
    assertThat(started(conversation.generate(ann, withImages("a fox", 3))).offer().means())
        .isEqualTo(GenerationMode.REFERENCES);
    assertThat(started(press(frames.id().value(), ButtonAction.AGAIN)).request().pictures())
        .containsExactly(image(0), image(1));
  }

  @Test
  void aCardTellsAndSwitchesWhatThePicturesAre() {
    Message card = ((Answer.Reply) conversation.draft(ann, withImages("a fox", 2))).message();
    assertThat(card.text().plainText())
        .isEqualTo("🎬 a fox\n🖼 from your first picture to your second\nCosts about $0.50");
    assertThat(labels(card)).contains("Pictures ‹first and last frame›");

    Message other = ((Answer.ReplaceMessage) press(card, ButtonAction.PICTURES)).message();

    assertThat(labels(other)).contains("Pictures ‹references›");
    assertThat(started(press(other, ButtonAction.GENERATE)).offer().means())
        .isEqualTo(GenerationMode.REFERENCES);
  }

  @Test
  void picturesThatAModelCannotUseAreRefusedWithModelsThatCan() {
    assertThat(words(conversation.generate(ann, withImages("a fox --model sora-2", 2))))
        .isEqualTo(
            "sora-2 takes one picture to start from, but none to end with. These models can: loud");
    assertThat(words(conversation.generate(ann, withImages("a fox --model sora-2", 3))))
        .isEqualTo("sora-2 takes no reference pictures. These models can: loud");
    assertThat(words(conversation.generate(ann, withImages("a fox", 4))))
        .isEqualTo("loud takes at most 3 reference pictures.");
    assertThat(words(conversation.generate(ann, withImages("a fox --pictures frames", 3))))
        .isEqualTo("loud takes a first and a last frame, so two pictures at most.");
    assertThat(words(conversation.generate(chinese, withImages("红狐狸", 4))))
        .isEqualTo("loud 最多使用 3 张参考图片。");
    assertThat(words(conversation.generate(ann, withImages("a fox --pictures collage", 2))))
        .isEqualTo(
            "“collage” does not work for Use of pictures of loud. You can choose: frames,"
                + " references");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  private static List<String> labels(Message card) {
    return card.rows().stream().flatMap(List::stream).map(Button::label).toList();
  }

  private Answer press(Message card, ButtonAction action) {
    return press(card.rows().getFirst().getFirst().id().target(), action);
  }

  private Answer press(String target, ButtonAction action) {
    return conversation.press(ann, new ButtonId(action, target), "press:" + action, ON, null);
  }
}
