package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Inbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static final Heard HEARD =
      new Heard(
          Heard.Kind.MESSAGE,
          "42",
          1_700_000_000_000L,
          Heard.Ack.NONE,
          "a ticket",
          new Heard.Who("1001", "Ann", "zh-CN", List.of("7")),
          new Heard.Where("3000", "2000"),
          "",
          Map.of("prompt", "狐狸"),
          new Heard.Said("it snows", false, true, true, null),
          new Heard.Attached("https://cdn.example/a.png", "a.png", 12),
          "41",
          true,
          List.of("MESSAGE_SEND"));

  @Test
  void itComesBackFromTheInboxAsItWas() {
    assertThat(Heard.read(HEARD.event())).contains(HEARD);
  }

  @Test
  void anEventOfAnotherVersionIsNotRead() {
    assertThat(Heard.read(new Inbox.Event("discord", "1", "{\"kind\":\"SONG\"}", Instant.EPOCH)))
        .isEmpty();
  }

  @Test
  void aMessageIsRepliedToAndItsTicketIsNotPrinted() {
    assertThat(HEARD.address().replyTo()).isEqualTo("42");
    assertThat(HEARD.origin()).isEqualTo("discord:message:42");
    assertThat(HEARD.toString()).doesNotContain("ticket");
  }
}
