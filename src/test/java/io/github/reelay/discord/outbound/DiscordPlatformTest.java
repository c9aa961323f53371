package io.github.reelay.discord.outbound;

import io.github.reelay.discord.DiscordWorld;
import io.github.reelay.discord.LittleChannels;
import io.github.reelay.discord.LittleDiscord;
import io.github.reelay.discord.Payloads;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.FarSide;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.ChatPlatformContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

@ChatPlatformContract.CanHave({
  FarSide.Fault.GONE,
  FarSide.Fault.POST_ANSWER_LOST,
  FarSide.Fault.VIDEO_ANSWER_LOST,
  FarSide.Fault.GATEWAY
})
class DiscordPlatformTest extends ChatPlatformContract {
  private static final AtomicInteger CHANNEL = new AtomicInteger();
  private static DiscordWorld world = new DiscordWorld();

  private String channel = "";

  @BeforeAll
  static void connect() {
    world.connected();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void ownChannel() {
    channel = LittleChannels.channel(CHANNEL.getAndIncrement());
  }

  @Override
  protected ChatPlatform platform() {
    return world.bot.platform();
  }

  @Override
  protected void pass(Duration wait) {
    world.clock.move(wait);
  }

  @Override
  protected FarSide farSide() {
    return new FarSide() {
      @Override
      public Destination address() {
        return new Destination(
            DiscordIds.chatRef(channel), Payloads.GUILD, null, world.discord.snowflake(), null);
      }

      @Override
      public List<Seen> botMessages() {
        return world.discord.channels.in(channel).stream()
            .map(m -> new Seen(m.id(), m.text(), !m.files().isEmpty()))
            .toList();
      }

      @Override
      public void inject(Fault fault) {
        switch (fault) {
          case GONE -> world.discord.channels.gone.add(channel);
          case BUSY -> throw new AssertionError("JDA waits out a 429 by itself");
          case POST_ANSWER_LOST, VIDEO_ANSWER_LOST -> fail("POST", 0, 1, true);
          // JDA asks four times before it gives up.
          case GATEWAY -> fail("PATCH", 502, 4, false);
        }
      }

      private void fail(String method, int status, int times, boolean after) {
        for (int i = 0; i < times; i++) {
          world.discord.fail(
              new LittleDiscord.Fault(
                  c -> c.is(method, "/channels/" + channel + "/messages.*"),
                  status,
                  "<html>bad gateway</html>",
                  after));
        }
      }

      @Override
      public Path videoFile() {
        return world.videoFile();
      }
    };
  }
}
