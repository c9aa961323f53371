package io.github.reelay.discord;

import io.github.reelay.config.Secret;
import io.github.reelay.conversation.BundleWording;
import io.github.reelay.conversation.Texts;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.tracking.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** The adapter, connected to a {@link LittleDiscord}, with stand-ins for what is behind it. */
final class DiscordWorld implements AutoCloseable {
  final MovableClock clock = new MovableClock();
  final LittleDiscord discord = new LittleDiscord(clock);
  final MemoryInbox inbox = new MemoryInbox();
  final SomeMedia media = new SomeMedia();
  final List<Alert> alerts = new CopyOnWriteArrayList<>();
  final NotingConversation conversation = new NotingConversation();
  final Discord bot;

  DiscordWorld() {
    bot =
        new Discord(
            new Discord.Parts(
                DiscordOptions.of(new Secret(LittleDiscord.TOKEN))
                    .at(discord.api(), discord.gatewayUrl()),
                new BundleWording(new Texts(), "$", ZoneOffset.UTC),
                inbox,
                media,
                media,
                media,
                new GuardedHttp(true, clock),
                alerts::add,
                clock));
  }

  DiscordWorld connected() {
    bot.start(conversation);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> bot.isReady() && !discord.calls("PUT", "/applications/.*/commands").isEmpty());
    return this;
  }

  Path videoFile() {
    return media.file();
  }

  @Override
  public void close() {
    bot.stop();
    discord.close();
    media.close();
  }
}
