package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.DiscordTestServer;
import io.github.reelay.discord.DiscordTestUser;
import io.github.reelay.discord.inbound.InboundEvent;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayConnectionTest {
  private final DiscordFixture fixture = new DiscordFixture();

  @AfterEach
  void end() {
    fixture.close();
  }

  private void fail(String path, int status) {
    fixture.discord.fail(
        new DiscordTestServer.Fault(c -> c.path().equals(path), status, "<html>no</html>", false));
  }

  @Test
  void startReturnsAtOnceAndTheConnectionComesWhenDiscordIsBack() {
    fail("/users/@me", 503);
    fixture.bot.start(fixture.conversation);
    assertThat(fixture.health().up()).isFalse();
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.health().up());
    assertThat(fixture.health().detail()).isEqualTo("CONNECTED");
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void aRefusedTokenIsToldToTheOperatorAndNotTriedAgainAtOnce() {
    fail("/users/@me", 401);
    fixture.bot.start(fixture.conversation);
    await().until(() -> !fixture.alerts.isEmpty());
    assertThat(fixture.alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.CHAT_TOKEN_REFUSED);
    assertThat(fixture.health().detail()).isEqualTo("TOKEN_REFUSED");
    assertThat(fixture.discord.calls("GET", "/users/@me")).hasSize(1);
  }

  @Test
  void afterALostConnectionEventsAreHeardAgain() {
    fixture.connected();
    fixture.discord.drop();
    await().atMost(Duration.ofSeconds(30)).until(() -> fixture.discord.isConnected());
    new DiscordTestUser(fixture.discord).slash("help", Map.of());
    await().until(() -> fixture.conversation.calls.contains("help"));
  }

  @Test
  void whatAnEarlierRunLeftInTheInboxIsGoneOnWithWhileItIsFresh() {
    fixture.inbox.store(message("51", fixture.clock.instant()));
    fixture.inbox.store(message("52", fixture.clock.instant().minus(Duration.ofHours(1))));
    fixture.conversation.posted.add("41");
    fixture.connected();
    await().until(() -> fixture.inbox.pending("discord", 9).isEmpty());
    assertThat(fixture.conversation.calls).containsExactly("remix make it blue on 41");
  }

  private static io.github.reelay.conversation.EventInbox.Event message(String id, Instant at) {
    return new InboundEvent(
            InboundEvent.Kind.MESSAGE,
            id,
            at.toEpochMilli(),
            InboundEvent.Ack.NONE,
            null,
            new InboundEvent.Author(DiscordJson.PERSON, "Ann", "en-US", List.of()),
            new InboundEvent.Location(DiscordTestChannels.channel(0), DiscordJson.GUILD),
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
