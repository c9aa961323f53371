package io.github.reelay.discord;

import io.github.reelay.chat.ChatHealth;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.testing.ChatPortsBuilder;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.InMemoryEventInbox;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.RecordingConversation;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TestSettings;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The adapter, connected to a {@link DiscordTestServer}, with stand-ins for what is behind it. */
public final class DiscordFixture implements AutoCloseable {
  public final SettableClock clock = SettableClock.running();
  public final DiscordTestServer discord = new DiscordTestServer(clock);
  public final InMemoryEventInbox inbox = new InMemoryEventInbox();
  public final FakeMedia media = new FakeMedia();
  public final List<Alert> alerts = new CopyOnWriteArrayList<>();
  public final RecordingConversation conversation = new RecordingConversation();
  public final DiscordChat bot;
  private final Path videoFile;

  /**
   * @param variables of the environment, each followed by its value
   */
  public DiscordFixture(String... variables) {
    this(new InMemoryTaskStore(), variables);
  }

  DiscordFixture(InMemoryTaskStore tasks, String... variables) {
    videoFile = newVideoFile("video");
    ChatPortsBuilder ports = new ChatPortsBuilder();
    ports.tasks = tasks;
    ports.inbox = inbox;
    ports.alerts = alerts::add;
    bot =
        new DiscordChat(
            DiscordOptions.read(
                    TestSettings.with(
                        Stream.concat(
                                Stream.of(
                                    "DISCORD_TOKEN", DiscordTestServer.TOKEN,
                                    "DISCORD_API_URL", discord.api(),
                                    "DISCORD_GATEWAY_URL", discord.gatewayUrl()),
                                Stream.of(variables))
                            .toArray(String[]::new)))
                .orElseThrow(),
            ports.build(media, clock));
  }

  public ChatHealth health() {
    return bot.health().orElseThrow();
  }

  public DiscordFixture connected() {
    return connected(conversation);
  }

  DiscordFixture connected(Conversation other) {
    bot.start(other);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health().up() && !discord.calls("PUT", "/applications/.*/commands").isEmpty());
    return this;
  }

  /** A new temporary file, which whoever sends it deletes. */
  public static Path newVideoFile(String content) {
    try {
      return Files.writeString(Files.createTempFile("video", ".mp4"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path videoFile() {
    return videoFile;
  }

  @Override
  public void close() {
    bot.close();
    discord.close();
    var _ = videoFile.toFile().delete();
  }
}
