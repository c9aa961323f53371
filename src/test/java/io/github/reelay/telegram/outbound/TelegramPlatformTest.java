package io.github.reelay.telegram.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.TelegramTestServer;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.ChatPlatformContract;
import io.github.reelay.tracking.port.ChatPlatformProbe;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Telegram against the suite that every platform passes. */
class TelegramPlatformTest extends ChatPlatformContract {
  private static final long CHAT = -1001234567890L;

  private TelegramTestServer server;
  private TelegramClient client;

  @BeforeEach
  void begin() throws IOException {
    server = new TelegramTestServer();
    client = server.client(clock, new FakeMedia());
  }

  @AfterEach
  void end() {
    client.close();
    server.close();
  }

  @Override
  protected ChatPlatform platform() {
    return client.platform();
  }

  @Override
  protected ChatPlatformProbe farSide() {
    return new ChatPlatformProbe() {
      @Override
      public Destination address() {
        return new Destination(TelegramIds.chat(CHAT), null, null, "17", null);
      }

      @Override
      public List<Seen> botMessages() {
        return server.messages(CHAT).stream().map(TelegramPlatformTest::seen).toList();
      }

      @Override
      public void inject(ChatPlatformProbe.Fault fault) {
        switch (fault) {
          case GONE -> server.kick();
          case BUSY -> server.fail(TelegramTestServer.Fault.busy("*", 4));
          case POST_ANSWER_LOST -> server.fail(TelegramTestServer.Fault.dropAfter("sendmessage"));
          case VIDEO_ANSWER_LOST ->
              server.fail(TelegramTestServer.Fault.dropAfter("editmessagemedia"));
          case GATEWAY -> server.fail(TelegramTestServer.Fault.html("editmessagetext"));
        }
      }
    };
  }

  private static ChatPlatformProbe.Seen seen(ObjectNode message) {
    return new ChatPlatformProbe.Seen(
        message.path("message_id").asText(),
        message.path("text").asText() + message.path("caption").asText(),
        message.has("video"));
  }
}
