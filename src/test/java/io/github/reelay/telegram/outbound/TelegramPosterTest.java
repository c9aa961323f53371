package io.github.reelay.telegram.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.telegram.TelegramFixture;
import io.github.reelay.telegram.TelegramTestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramPosterTest {
  private static final PersonRef ANN = new PersonRef("telegram", "1001");
  private static final Destination ASKED =
      new Destination(new ChatRef("telegram", "1001"), null, null, "7", null);

  private final TelegramFixture fixture = new TelegramFixture();
  private final ChatPoster poster = fixture.bot().poster();

  TelegramPosterTest() throws IOException {}

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void theCardRepliesToWhatWasAsked() {
    assertThat(poster.canPost(ASKED)).isTrue();
    assertThat(poster.post("k", ANN, ASKED, Message.of("It is time."))).isTrue();

    TelegramTestServer.Call call = fixture.server.calls("sendMessage").getFirst();
    assertThat(call.text("text")).isEqualTo("It is time.");
    assertThat(call.params().toString()).contains("\"message_id\":7");
  }

  @Test
  void aBotThatIsThrownOutGivesUpAndALostAnswerIsTriedAgain() {
    fixture.server.fail(TelegramTestServer.Fault.dropAfter("sendmessage"));
    assertThat(poster.post("k", ANN, ASKED, Message.of("It is time."))).isFalse();
    fixture.server.kick();
    assertThat(poster.post("k", ANN, ASKED, Message.of("It is time."))).isTrue();
  }
}
