package io.github.reelay.discord.outbound;

import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.DiscordTestServer;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.ChatPlatformContract;
import io.github.reelay.tracking.port.ChatPlatformProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

@ChatPlatformContract.CanHave({
  ChatPlatformProbe.Fault.GONE,
  ChatPlatformProbe.Fault.POST_ANSWER_LOST,
  ChatPlatformProbe.Fault.VIDEO_ANSWER_LOST,
  ChatPlatformProbe.Fault.GATEWAY
})
class DiscordPlatformTest extends ChatPlatformContract {
  private static final AtomicInteger CHANNEL = new AtomicInteger();
  private static DiscordFixture fixture = new DiscordFixture();

  private String channel = "";

  @BeforeAll
  static void connect() {
    fixture.connected();
  }

  @AfterAll
  static void end() {
    fixture.close();
  }

  @BeforeEach
  void ownChannel() {
    channel = DiscordTestChannels.channel(CHANNEL.getAndIncrement());
  }

  @Override
  protected ChatPlatform platform() {
    return fixture.bot.platform();
  }

  @Override
  protected void pass(Duration wait) {
    fixture.clock.advance(wait);
  }

  @Override
  protected ChatPlatformProbe farSide() {
    return new ChatPlatformProbe() {
      @Override
      public Destination address() {
        return new Destination(
            DiscordIds.chatRef(channel),
            DiscordJson.GUILD,
            null,
            fixture.discord.snowflake(),
            null);
      }

      @Override
      public List<Seen> botMessages() {
        return fixture.discord.channels.in(channel).stream()
            .map(m -> new Seen(m.id(), m.text(), !m.files().isEmpty()))
            .toList();
      }

      @Override
      public void inject(Fault fault) {
        switch (fault) {
          case GONE -> fixture.discord.channels.gone.add(channel);
          case BUSY -> throw new AssertionError("JDA waits out a 429 by itself");
          case POST_ANSWER_LOST, VIDEO_ANSWER_LOST -> fail("POST", 0, 1, true);
          // JDA asks four times before it gives up.
          case GATEWAY -> fail("PATCH", 502, 4, false);
        }
      }

      private void fail(String method, int status, int times, boolean after) {
        for (int i = 0; i < times; i++) {
          fixture.discord.fail(
              new DiscordTestServer.Fault(
                  c -> c.is(method, "/channels/" + channel + "/messages.*"),
                  status,
                  "<html>bad gateway</html>",
                  after));
        }
      }
    };
  }
}
