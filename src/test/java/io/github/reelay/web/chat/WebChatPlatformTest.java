package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryTranscriptStore;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.ChatPlatformContract;
import io.github.reelay.tracking.port.ChatPlatformProbe;
import io.github.reelay.web.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The web chat keeps what every platform keeps. It cannot be blocked, busy or cut off. */
@ChatPlatformContract.CanHave({})
class WebChatPlatformTest extends ChatPlatformContract {
  private static final ChatRef CHAT = new ChatRef("web", "1001");

  private final InMemoryTranscriptStore transcript = new InMemoryTranscriptStore();
  private final ChatPlatform chat =
      new WebChatPlatform(
          new MessageLog(transcript, new StreamNotifier(), ApiJson.MAPPER),
          new MessageRenderer(new MessageBundles(), "$", ZoneOffset.UTC, Duration.ofDays(7)),
          clock,
          false);

  @Override
  protected ChatPlatform platform() {
    return chat;
  }

  @Override
  protected ChatPlatformProbe farSide() {
    return new ChatPlatformProbe() {
      @Override
      public Destination address() {
        return Destination.of(CHAT);
      }

      @Override
      public List<Seen> botMessages() {
        return transcript.changedAfter(new PersonRef("web", "1001"), 0, 100).stream()
            .filter(e -> e.json() != null)
            .map(e -> seen(String.valueOf(e.json())))
            .toList();
      }

      @Override
      public void inject(Fault fault) {
        throw new AssertionError("nothing here can go wrong like this: " + fault);
      }
    };
  }

  private static ChatPlatformProbe.Seen seen(String json) {
    try {
      JsonNode message = new JsonMapper().readTree(json);
      String progress = message.path("progress").asText("");
      return new ChatPlatformProbe.Seen(
          message.path("id").asText(),
          message.path("text").asText() + " " + progress,
          message.path("kind").asText().equals("video"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aClipAloneIsHiddenLikeItsFilm() {
    Answer.ShowVideo show =
        new Answer.ShowVideo(
            new TaskId("0123456789ABC"),
            TaskExamples.video(5),
            Path.of("clip.mp4"),
            Message.of("Clip #9ABC alone"));
    for (boolean spoiler : List.of(true, false)) {
      ChatMessage.PostedVideo video =
          WebChatPlatform.clipMessage(show, clock.instant(), spoiler).video();
      assertThat(video).extracting(ChatMessage.PostedVideo::spoiler).isEqualTo(spoiler);
    }
  }

  @Test
  void aCardForLaterIsThereOnceHoweverOftenItIsPosted() {
    PersonRef person = new PersonRef("web", "1001");
    WebResponder poster =
        new WebResponder(
            new MessageLog(transcript, new StreamNotifier(), ApiJson.MAPPER), clock, false);
    assertThat(poster.canPost(Destination.of(CHAT))).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(poster.post("k", person, Destination.of(CHAT), Message.of("It is time.")))
          .isTrue();
    }

    assertThat(farSide().botMessages()).hasSize(1);
    assertThat(transcript.changedAfter(person, 0, 100).getFirst().json()).contains("It is time.");
  }
}
