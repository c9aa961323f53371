package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FixedCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptPicturesTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "60");

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();

  @BeforeEach
  void modelWithPictures() {
    fixture.catalogue = new FixedCatalogue(List.of(FixedCatalogue.LOUD));
    IntStream.range(1, 5).mapToObj(KeptPicturesTest::image).forEach(fixture.media.images::add);
    conversation = fixture.conversation();
  }

  private static ReferenceImage image(int number) {
    return new ReferenceImage(("" + number).repeat(64), "image/jpeg", 640, 360, 900);
  }

  private Answer says(Sender sender, String event, String text, int... pictures) {
    List<ReferenceImage> images = IntStream.of(pictures).mapToObj(KeptPicturesTest::image).toList();
    return conversation.order(sender, RequestInput.ofText(event, text, null).withImages(images));
  }

  private Answer says(String event, String text, int... pictures) {
    return says(ann, event, text, pictures);
  }

  @Test
  void theNextWordsTakeThePictureOnce() {
    assertThat(says("e1", "", 1)).isInstanceOf(Answer.AskPrompt.class);
    assertThat(words(says(sender(BOB), "e2", "a boat"))).doesNotContain("picture");

    Answer card = says("e3", "it snows");

    assertThat(words(card)).contains("it snows", "starts from your picture");
    assertThat(words(says("e3", "it snows"))).isEqualTo(words(card));
    assertThat(words(says("e4", "a boat"))).doesNotContain("picture");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  @Test
  void theAnswerToTheQuestionTakesThePictureAndTheDefaults() {
    conversation.settings(ann, Map.of("duration", "10"));
    Answer.AskPrompt ask = (Answer.AskPrompt) says("e1", "", 1);

    Answer card = conversation.press(ann, ask.button(), "e2", ON, "it snows");

    assertThat(words(card)).contains("it snows", "starts from your picture");
    assertThat(((Answer.ReplaceMessage) card).message().rows().toString()).contains("10 s");
    assertThat(words(says("e3", "a boat"))).doesNotContain("picture");
  }

  @Test
  void aPictureWaitsForWordsInItsTopicOnly() {
    says(ConversationFixture.inTopic(ann, "7"), "e1", "", 1);
    assertThat(words(says(ConversationFixture.inTopic(ann, "8"), "e2", "a boat")))
        .doesNotContain("picture");
    assertThat(words(says(ConversationFixture.inTopic(ann, "7"), "e3", "it snows")))
        .contains("starts from your picture");
  }

  @Test
  void afterTenMinutesWordsAreWordsAlone() {
    says("e1", "", 1);
    fixture.clock.advance(Duration.ofMinutes(11));
    assertThat(words(says("e2", "it snows"))).doesNotContain("picture");
  }

  @Test
  void itIsSaidWhichPicturesAreTaken() {
    says("e1", "", 1);
    assertThat(words(says("e2", "", 2, 3))).contains("these 2 pictures", "no longer");
    assertThat(words(says("e3", "it snows"))).contains("from your first picture to your second");
    assertThat(words(says("e4", "it snows", 1, 2, 3))).contains("3 pictures as references");
    assertThat(words(says("e5", "it snows", 1, 2, 3, 4))).contains("at most 3");
  }

  @Test
  void aPictureThatComesWithWordsEndsTheWait() {
    says("e1", "", 1);
    says("e2", "it snows", 2);
    assertThat(words(says("e3", "a boat"))).doesNotContain("picture");
  }

  @Test
  void wordsThatAreRefusedDoNotLoseThePicture() {
    says("e1", "", 1);
    assertThat(words(says("e2", "--nonsense x it snows"))).contains("do not know the option");
    assertThat(words(says("e3", "it snows"))).contains("starts from your picture");
  }

  @Test
  void whoWantsNoCardGetsTheVideoOfPictureAndWords() {
    conversation.settings(ann, Map.of("confirm", "off"));
    says("e1", "", 1);
    assertThat(started(says("e2", "it snows")).request().pictures()).hasSize(1);
    assertThat(started(says("e3", "a boat")).request().pictures()).isEmpty();
  }
}
