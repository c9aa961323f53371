package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static io.github.reelay.testing.FakeMedia.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VideoRequestsTest {
  private final ConversationFixture fixture = new ConversationFixture();
  private final ConversationCalls conversation = fixture.conversation();
  private final Sender ann = sender(ANN);

  private static RequestInput wish(String origin, String text) {
    return RequestInput.ofText(origin, text, null);
  }

  @Test
  void aPromptBecomesATaskWithItsPriceReserved() {
    Task task = started(conversation.generate(ann, wish("e1", "a red fox --duration 15 9:16")));

    assertThat(task.request().prompt()).isEqualTo("a red fox");
    assertThat(task.request().kind()).isEqualTo(RequestKind.GENERATE);
    assertThat(task.offer().seconds()).isEqualTo(15);
    assertThat(task.offer().aspect()).isEqualTo(AspectRatio.PORTRAIT);
    assertThat(task.reserved()).isEqualTo(Money.of("1.50"));
    assertThat(task.requester().person()).isEqualTo(ANN);
  }

  @Test
  void theSameEventTwiceMakesOneTask() {
    Task once = started(conversation.generate(ann, wish("e1", "a red fox")));
    Task twice = started(conversation.generate(ann, wish("e1", "a red fox")));

    assertThat(twice.id()).isEqualTo(once.id());
    assertThat(fixture.store.ofPerson(ANN, 10)).hasSize(1);
  }

  /** Telegram and Discord repeat events, and much can have changed in between. */
  @Test
  void anEventThatComesAgainIsAnsweredWithItsTaskWhateverHasChanged() {
    Task task = started(conversation.generate(ann, wish("e1", "a red fox")));
    fixture.room = false;
    assertThat(started(conversation.generate(ann, wish("e1", "a red fox"))).id())
        .isEqualTo(task.id());
    assertThat(words(conversation.generate(ann, wish("e2", "a red fox")))).contains("no room");
  }

  @Test
  void aValueTheModelCannotDoIsRefusedWithThoseItCan() {
    assertThat(words(conversation.generate(ann, wish("e1", "a fox --duration 8"))))
        .isEqualTo("sora-2 cannot make a length of “8”. It can make: 10 s, 15 s");
    assertThat(words(conversation.generate(ann, wish("e2", "a fox --model tiny 9:16"))))
        .isEqualTo("tiny cannot make the shape “9:16”. It can make: 16:9");
    assertThat(words(conversation.generate(ann, wish("e3", "a fox --duration soon"))))
        .isEqualTo("sora-2 cannot make a length of “soon”. It can make: 10 s, 15 s");
    assertThat(
            words(conversation.generate(ann, wish("e4", "a fox --model tiny --resolution 1080p"))))
        .isEqualTo("tiny cannot make the resolution “1080p”. It can make: 720p, 1024p");
    assertThat(words(conversation.generate(ann, wish("e5", "a fox --model nope"))))
        .isEqualTo("There is no model “nope”. You can choose: sora-2, tiny");
    assertThat(words(conversation.generate(ann, wish("e6", "a fox 720p"))))
        .isEqualTo("sora-2 does not let you choose the resolution here. Leave it out.");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
  }

  @Test
  void refusalsSpeakThePersonsLanguage() {
    Sender chinese = sender(ANN, Locale.SIMPLIFIED_CHINESE, false);

    assertThat(words(conversation.generate(chinese, wish("e1", "红狐狸 --duration 8"))))
        .isEqualTo("sora-2 做不了“8”这个时长。可以选择：10 秒、15 秒");
    assertThat(words(conversation.generate(chinese, wish("e2", "红狐狸 --colour red"))))
        .isEqualTo(
            "没有 --colour 这个选项。可用的有：--model --duration --aspect --resolution --sound"
                + " --negative --seed --watermark --enhance --style --pictures");
    assertThat(words(conversation.generate(chinese, wish("e3", " "))))
        .isEqualTo("请写出视频要展示的内容，例如：/video 雪地里的一只红狐狸");
  }

  @Test
  void anEmptyPromptSaysWhatToDo() {
    assertThat(words(conversation.generate(ann, wish("e1", "8s \u200B 9:16"))))
        .isEqualTo("Say what the video should show, for example: /video a red fox in the snow");
  }

  @Test
  void anUnknownOptionNamesThoseThereAre() {
    assertThat(words(conversation.generate(ann, wish("e1", "a fox --colour red"))))
        .isEqualTo(
            "I do not know the option --colour. There are: --model --duration --aspect --resolution"
                + " --sound --negative --seed --watermark --enhance --style --pictures");
    assertThat(words(conversation.generate(ann, wish("e2", "a fox --model"))))
        .startsWith("The option --model needs a value");
  }

  @Test
  void fieldsOfAFormAreTakenAsTheyAre() {
    RequestInput form =
        new RequestInput(
            "e1",
            "a clock --at 8s",
            false,
            Map.of(
                RequestOption.MODEL, "TINY",
                RequestOption.DURATION, "8",
                RequestOption.RESOLUTION, "1024p"),
            List.of());

    Task task = started(conversation.generate(ann, form));

    assertThat(task.request().prompt()).isEqualTo("a clock --at 8s");
    assertThat(task.offer().model()).isEqualTo("tiny");
    assertThat(task.offer().seconds()).isEqualTo(8);
  }

  @Test
  void ownDefaultsAreUsedWhereTheyFit() {
    fixture.preferences.put(ANN, Map.of("model", "tiny", "duration", "12", "aspect", "9:16"));

    assertThat(started(conversation.generate(ann, wish("e1", "a fox"))).offer())
        .satisfies(offer -> {
          assertThat(offer.model()).isEqualTo("tiny");
          assertThat(offer.seconds()).isEqualTo(12);
          assertThat(offer.aspect()).isEqualTo(AspectRatio.LANDSCAPE);
        });
    assertThat(started(conversation.generate(ann, wish("e2", "a fox --model sora-2"))).offer())
        .satisfies(offer -> {
          assertThat(offer.seconds()).isEqualTo(10);
          assertThat(offer.aspect()).isEqualTo(AspectRatio.PORTRAIT);
        });
  }

  /** The model of all the others may cost more than the one a person chose. */
  @Test
  void anOwnDefaultThatCannotBeHadIsRefusedAndNotReplaced() {
    fixture.preferences.put(ANN, Map.of("model", "cheap-but-gone", "duration", "12"));

    assertThat(words(conversation.generate(ann, wish("e1", "a fox"))))
        .contains("cheap-but-gone", "sora-2, tiny");
    assertThat(fixture.store.ofPerson(ANN, 10)).isEmpty();
    assertThat(started(conversation.generate(ann, wish("e2", "a fox --model tiny"))).offer())
        .satisfies(offer -> assertThat(offer.seconds()).isEqualTo(12));
  }

  @Test
  void aPictureGoesAlongUnlessItIsGone() {
    RequestInput input = RequestInput.ofText("e1", "make it move", IMAGE);
    assertThat(started(conversation.generate(ann, input)).request().picture()).isEqualTo(IMAGE);

    assertThat(
            words(
                conversation.generate(ann, RequestInput.ofText("e2", "move --model tiny", IMAGE))))
        .isEqualTo("tiny cannot start from a picture. These models can: sora-2");

    fixture.media.images.clear();
    assertThat(words(conversation.generate(ann, RequestInput.ofText("e3", "make it move", IMAGE))))
        .contains("Please send it again");
  }

  @Test
  void withoutAProviderNothingIsCharged() {
    fixture.catalogue.outOfOrder = true;
    assertThat(words(conversation.generate(ann, wish("e1", "a fox"))))
        .contains("Nothing was charged")
        .contains("try again");
  }

  @Test
  void withoutRoomOnTheDiskNothingIsCharged() {
    fixture.room = false;
    assertThat(words(conversation.generate(ann, wish("e1", "a fox"))))
        .contains("no room for new videos")
        .contains("Nothing was charged");
  }

  @Test
  void aReplyToAPostedVideoRemixesItForWhoReplies() {
    Task task = started(conversation.generate(ann, wish("e1", "a fox")));
    MessageRef message = new MessageRef(ConversationFixture.GROUP, "55");
    fixture.delivered(task, "55");

    Task remix = started(conversation.remix(sender(BOB), wish("e2", "at night"), message));

    assertThat(conversation.isPostedVideo(message)).isTrue();
    assertThat(remix.request().kind()).isEqualTo(RequestKind.REMIX);
    assertThat(remix.request().source()).isEqualTo(task.id());
    assertThat(remix.requester().person()).isEqualTo(BOB);
  }

  @Test
  void aReplyWithAPictureIsANewVideo() {
    Task task = started(conversation.generate(ann, wish("e1", "a fox")));
    fixture.delivered(task, "55");

    Task fresh =
        started(
            conversation.remix(
                ann,
                RequestInput.ofText("e2", "this one", IMAGE),
                new MessageRef(ConversationFixture.GROUP, "55")));

    assertThat(fresh.request().kind()).isEqualTo(RequestKind.GENERATE);
    assertThat(fresh.request().picture()).isEqualTo(IMAGE);
  }

  @Test
  void aRemixThatNamesNoVideoTakesThePersonsNewest() {
    assertThat(words(conversation.remix(ann, wish("e1", "at night"), null)))
        .contains("no video in this chat that I could remix");
    fixture.delivered(started(conversation.generate(ann, wish("e2", "a fox"))), "55");
    Task second = started(conversation.generate(ann, wish("e3", "an owl")));
    fixture.delivered(second, "56");

    assertThat(started(conversation.remix(ann, wish("e4", "at night"), null)).request().source())
        .isEqualTo(second.id());
  }

  @Test
  void aRemixThatNamesNoVideoTakesNoneOfAnotherTopic() {
    Sender inOne = ConversationFixture.inTopic(ann, "7");
    Sender inOther = ConversationFixture.inTopic(ann, "8");
    Task older = fixture.delivered(started(conversation.generate(inOne, wish("e1", "one"))), "50");
    fixture.delivered(started(conversation.generate(inOther, wish("e2", "two"))), "51");

    assertThat(started(conversation.remix(inOne, wish("e3", "at night"), null)).request().source())
        .isEqualTo(older.id());
    assertThat(words(conversation.remix(ann, wish("e4", "at night"), null))).contains("no video");
  }

  @Test
  void whatCannotBeRemixedSaysWhy() {
    Task task = started(conversation.generate(ann, wish("e1", "a fox")));

    assertThat(words(conversation.remixOf(ann, wish("e2", "x"), task.id())))
        .contains("not finished");
    fixture.rejected(task);
    assertThat(words(conversation.remixOf(ann, wish("e3", "x"), task.id()))).contains("no video");
    assertThat(
            words(
                conversation.remix(
                    ann, wish("e4", "x"), new MessageRef(ConversationFixture.GROUP, "0"))))
        .contains("no video of mine");
  }
}
