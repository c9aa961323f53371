package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.discord.DiscordWorld;
import io.github.reelay.discord.LittleChannels;
import io.github.reelay.discord.LittleDiscord;
import io.github.reelay.discord.Payloads;
import io.github.reelay.discord.People;
import io.github.reelay.discord.inbound.InboundEvent;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayConnectionTest {
  private final DiscordWorld world = new DiscordWorld();

  @AfterEach
  void end() {
    world.close();
  }

  private void fail(String path, int status) {
    world.discord.fail(
        new LittleDiscord.Fault(c -> c.path().equals(path), status, "<html>no</html>", false));
  }

  @Test
  void startReturnsAtOnceAndTheConnectionComesWhenDiscordIsBack() {
    fail("/users/@me", 503);
    world.bot.start(world.conversation);
    assertThat(world.bot.isReady()).isFalse();
    await().atMost(Duration.ofSeconds(20)).until(world.bot::isReady);
    assertThat(world.bot.state()).isEqualTo("CONNECTED");
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aRefusedTokenIsToldToTheOperatorAndNotTriedAgainAtOnce() {
    fail("/users/@me", 401);
    world.bot.start(world.conversation);
    await().until(() -> !world.alerts.isEmpty());
    assertThat(world.alerts).extracting(Alert::kind).containsExactly(Alert.Kind.CHAT_TOKEN_REFUSED);
    assertThat(world.bot.state()).isEqualTo("TOKEN_REFUSED");
    assertThat(world.discord.calls("GET", "/users/@me")).hasSize(1);
  }

  @Test
  void afterALostConnectionEventsAreHeardAgain() {
    world.connected();
    world.discord.drop();
    await().atMost(Duration.ofSeconds(30)).until(() -> world.discord.isConnected());
    new People(world.discord).slash("help", Map.of());
    await().until(() -> world.conversation.calls.contains("help"));
  }

  @Test
  void whatAnEarlierRunLeftInTheInboxIsGoneOnWithWhileItIsFresh() {
    world.inbox.store(message("51", world.clock.instant()));
    world.inbox.store(message("52", world.clock.instant().minus(Duration.ofHours(1))));
    world.conversation.posted.add("41");
    world.connected();
    await().until(() -> world.inbox.pending("discord", 9).isEmpty());
    assertThat(world.conversation.calls).containsExactly("remix make it blue on 41");
  }

  private static io.github.reelay.conversation.EventInbox.Event message(String id, Instant at) {
    return new InboundEvent(
            InboundEvent.Kind.MESSAGE,
            id,
            at.toEpochMilli(),
            InboundEvent.Ack.NONE,
            null,
            new InboundEvent.Author(Payloads.PERSON, "Ann", "en-US", List.of()),
            new InboundEvent.Location(LittleChannels.channel(0), Payloads.GUILD),
            "",
            Map.of(),
            new InboundEvent.MessageContent("make it blue", false, true, true, null),
            null,
            "41",
            false,
            List.of())
        .toInboxEvent();
  }
}
