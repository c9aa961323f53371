package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.web.chat.WebChatFixture.Browser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class EventsTest extends WebChatTest {
  @Test
  void aStreamIsResumedBehindTheLastEventSeen() throws IOException {
    say("one");
    say("two");
    String seen;
    try (EventStreamReader events = ann.events("", null)) {
      assertThat(events.header("Content-Type")).startsWith("text/event-stream");
      EventStreamReader.Event first = events.next();
      assertThat(first.name()).isEqualTo("message");
      seen = first.id();
    }
    try (EventStreamReader events = ann.events("", seen)) {
      assertThat(events.next().data().path("kind").asText()).isEqualTo("status");
    }
    try (EventStreamReader events = ann.events("?after=" + seen, null)) {
      assertThat(events.next().data().path("kind").asText()).isEqualTo("status");
    }
  }

  @Test
  void whatIsSaidWhileFollowingArrivesAtOnce() throws Exception {
    try (EventStreamReader events = ann.events("", null)) {
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(() -> {
            try {
              return events.next().data().path("text").asText();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      say("hello");
      assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("hello");
    }
  }

  @Test
  void nobodyFollowsAnothersMessages() throws IOException {
    say("a secret");
    Browser bob = fixture.visitor();
    bob.post("/api/messages", "{\"text\":\"hi\"}");
    try (EventStreamReader events = bob.events("", null)) {
      assertThat(events.next().data().path("text").asText()).isEqualTo("hi");
    }
  }

  @Test
  void aLongConversationIsReplayedWhole() throws IOException {
    for (int i = 0; i < 450; i++) {
      ChatMessage message =
          ChatMessage.ofPerson("m-" + i, "line " + i, null, null, fixture.clock.instant());
      fixture.transcript.put(
          "m-" + i, person(), io.github.reelay.web.ApiJson.MAPPER.writeValueAsString(message));
    }
    try (EventStreamReader events = ann.events("", null)) {
      for (int i = 0; i < 450; i++) {
        assertThat(events.next().data().path("text").asText()).isEqualTo("line " + i);
      }
    }
  }

  @Test
  void oneStreamTooManyIsRefusedAndPlacesAreGivenBack() throws IOException {
    List<EventStreamReader> open = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        open.add(ann.events("", null));
      }
      try (EventStreamReader more = ann.events("", null)) {
        assertThat(more.status()).isEqualTo(429);
      }
    } finally {
      open.forEach(EventStreamReader::close);
    }
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          say("wake the streams, so that they see who went away");
          try (EventStreamReader again = ann.events("", null)) {
            return again.status() == 200;
          }
        });
  }

  @Test
  void aStopEndsTheStreamsAtOnce() throws IOException {
    try (EventStreamReader events = ann.events("", null)) {
      say("hello");
      events.next();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(fixture.server::close);
      assertThat(events.ended()).isTrue();
      Assertions.assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  private void say(String words) throws IOException {
    ann.post("/api/messages", "{\"text\":\"" + words + "\"}");
  }
}
