package io.github.reelay.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TransientMessagesTest {
  private final List<String> deleted = new CopyOnWriteArrayList<>();

  @Test
  void aMessageIsTakenAwayWhenItsTimeIsOver() {
    try (TransientMessages messages = new TransientMessages(Duration.ofMillis(20))) {
      add(messages, "1");
      await().until(() -> deleted.equals(List.of("1")));
    }
    assertThat(deleted).containsExactly("1");
  }

  @Test
  void aStopTakesAwayWhatIsLeftButNotWhatHasBecomeSomethingElse() {
    try (TransientMessages messages = new TransientMessages()) {
      add(messages, "1");
      add(messages, "2");
      messages.keep(message("1"));
      assertThat(deleted).isEmpty();
    }
    assertThat(deleted).containsExactly("2");
  }

  private void add(TransientMessages messages, String id) {
    messages.add(message(id), () -> deleted.add(id));
  }

  private static MessageRef message(String id) {
    return new MessageRef(new ChatRef("telegram", "-1001"), id);
  }
}
