package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionTokenTest {
  private static final Instant ISSUED = Instant.parse("2026-11-20T08:00:00Z");

  private static InteractionToken ticket(String original) {
    return new InteractionToken("secret-token", ISSUED, BotAccess.TOKEN_ONLY, original);
  }

  private static MessageRef message(String id) {
    return new MessageRef(DiscordIds.chatRef("1"), id);
  }

  @Test
  void itComesBackFromItsText() {
    assertThat(InteractionToken.parse(ticket("123").encode())).contains(ticket("123"));
  }

  @Test
  void noTextAndStrangeTextIsNoTicket() {
    assertThat(InteractionToken.parse(null)).isEmpty();
    assertThat(InteractionToken.parse("something else")).isEmpty();
  }

  @Test
  void itsTokenIsNeverPrinted() {
    assertThat(ticket("123").toString()).doesNotContain("secret-token");
  }

  @ParameterizedTest
  @CsvSource({"0, true, false", "779, true, false", "780, true, true", "840, false, true"})
  void itEndsBeforeDiscordEndsIt(long seconds, boolean alive, boolean ending) {
    Instant then = ISSUED.plus(Duration.ofSeconds(seconds));
    assertThat(ticket(InteractionToken.STATUS_REPLY).isAlive(then)).isEqualTo(alive);
    assertThat(ticket(InteractionToken.STATUS_REPLY).isAboutToExpire(then)).isEqualTo(ending);
  }

  @Test
  void aPressOwnsTheMessageItsButtonIsOn() {
    assertThat(ticket("123").canEdit(message("123"))).isTrue();
    assertThat(ticket("123").canEdit(message("124"))).isFalse();
    assertThat(ticket(InteractionToken.OTHER_REPLY).canEdit(message("123"))).isFalse();
    assertThat(ticket("123").canEdit(message("77/123"))).isTrue();
    assertThat(ticket(InteractionToken.STATUS_REPLY).canEdit(null)).isTrue();
  }
}
