package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.PictureFetcher.FetchResult;
import io.github.reelay.conversation.PictureFetcher.FetchResult.Failure;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.task.Task;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureLinksTest {
  private static final String LINK = "https://example.org/a/boat.png?w=1";
  private static final String UNNAMED = "https://example.org/17";

  private final ConversationFixture fixture = new ConversationFixture();
  private Sender ann = sender(ANN);
  private ConversationCalls conversation = fixture.conversation();

  PictureLinksTest() {
    fixture.links.put(LINK, new FetchResult.Fetched(FakeMedia.IMAGE));
    fixture.links.put(UNNAMED, new FetchResult.Fetched(FakeMedia.IMAGE));
  }

  private Answer ask(String text) {
    return conversation.generate(ann, RequestInput.ofText("e", text, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it sails away " + LINK,
        LINK + " it sails away",
        "it sails " + LINK + " away",
        "it sails away picture:" + UNNAMED,
        "it sails away --picture " + UNNAMED,
        "it sails away --image=" + UNNAMED + " 15s",
        "picture " + UNNAMED + " it sails away",
      })
  void aPictureIsTakenFromItsAddressInTheWords(String text) {
    Task task = started(ask(text));

    assertThat(task.request().pictures()).containsExactly(FakeMedia.IMAGE);
    assertThat(task.request().prompt()).isEqualTo("it sails away");
  }

  @Test
  void anAddressInAFieldIsAPictureWhateverItsName() {
    RequestInput input = RequestInput.ofText("e", "it sails away", null).withLink(UNNAMED);

    assertThat(started(conversation.generate(ann, input)).request().pictures())
        .containsExactly(FakeMedia.IMAGE);
  }

  @Test
  void wordsAloneWithAnAddressShowACardAndAnAddressAloneAsksForWords() {
    Answer card = conversation.order(ann, RequestInput.ofText("a", "it sails " + LINK, null));
    assertThat(words(card)).contains("🎬 it sails", "starts from your picture");

    Answer question = conversation.order(ann, RequestInput.ofText("b", LINK, null));
    assertThat(words(question)).startsWith("I have your picture. What should happen");
  }

  @Test
  void anotherAddressInTheWordsIsLeftAlone() {
    Task task = started(ask("a sign that reads https://example.org/shop"));

    assertThat(task.request().prompt()).isEqualTo("a sign that reads https://example.org/shop");
    assertThat(task.request().pictures()).isEmpty();
  }

  @Test
  void theSamePictureTwiceIsOne() {
    Answer answer =
        conversation.generate(ann, RequestInput.ofText("e", "a boat " + LINK, FakeMedia.IMAGE));
    assertThat(started(answer).request().pictures()).containsExactly(FakeMedia.IMAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "PRIVATE, I do not fetch pictures from private networks",
    "INVALID, I cannot fetch a picture from that address",
    "NOT_FOUND, There is no picture for me at that address",
    "UNREACHABLE, I could not get a picture from that address",
    "NOT_STORED, I could not keep that picture",
  })
  void whatCannotBeFetchedIsSaidWithItsAddressAndNothingIsStarted(Failure why, String says) {
    fixture.links.put(LINK, new FetchResult.Failed(why));

    assertThat(words(ask("a boat " + LINK))).startsWith(LINK + "\n" + says);
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
    ann = sender(ANN, Locale.SIMPLIFIED_CHINESE, false);
    assertThat(words(ask("a boat " + LINK))).doesNotContain(says).contains("图片");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatIsNoPictureIsRefusedAsAnAttachmentIs(Reason reason) {
    fixture.links.put(LINK, new FetchResult.Unusable(reason));

    assertThat(words(ask("a boat " + LINK))).startsWith(LINK).containsIgnoringCase("picture");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  @Test
  void tooManyAreNotEvenFetched() {
    String many = "a boat" + (" " + LINK).repeat(10);
    assertThat(words(ask(many))).isEqualTo("I take at most 9 pictures at once.");
  }

  @Test
  void nothingIsFetchedForWhoMayNotAsk() {
    fixture.access =
        new AccessOptions(
            AccessOptions.UnknownPolicy.CLOSED,
            PolicyExamples.NOBODY,
            PolicyExamples.NOBODY,
            Set.of());
    conversation = fixture.conversation();
    fixture.links.put(LINK, new FetchResult.Failed(Failure.PRIVATE));

    assertThat(words(ask("a boat " + LINK))).doesNotContain("private networks");
  }
}
