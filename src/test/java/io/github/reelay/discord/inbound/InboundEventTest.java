package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.EventInbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboundEventTest {
  private static final InboundEvent HEARD =
      new InboundEvent(
          InboundEvent.Kind.MESSAGE,
          "42",
          1_700_000_000_000L,
          InboundEvent.Ack.NONE,
          "a ticket",
          new InboundEvent.Author("1001", "Ann", "zh-CN", List.of("7")),
          new InboundEvent.Location("3000", "2000"),
          "",
          Map.of("prompt", "狐狸"),
          new InboundEvent.MessageContent("it snows", false, true, true, null),
          new InboundEvent.AttachedFile("https://cdn.example/a.png", "a.png", 12),
          "41",
          true,
          List.of("MESSAGE_SEND"));

  @Test
  void itComesBackFromTheInboxAsItWas() {
    assertThat(InboundEvent.fromInboxEvent(HEARD.toInboxEvent())).contains(HEARD);
  }

  @Test
  void severalPicturesComeBackAndEventsOfBeforeHaveOne() {
    InboundEvent.AttachedFile a = new InboundEvent.AttachedFile("https://cdn.example/a", "a", 1);
    InboundEvent.AttachedFile b = new InboundEvent.AttachedFile("https://cdn.example/b", "b", 2);
    InboundEvent both = HEARD.withPictures(List.of(a, b));
    assertThat(InboundEvent.fromInboxEvent(both.toInboxEvent())).contains(both);
    assertThat(both.pictures()).containsExactly(a, b);

    EventInbox.Event stored = HEARD.toInboxEvent();
    EventInbox.Event before =
        new EventInbox.Event(
            stored.platform(),
            stored.key(),
            stored.payload().replace(",\"morePictures\":[]", ""),
            stored.at());
    assertThat(before.payload()).doesNotContain("morePictures");
    assertThat(InboundEvent.fromInboxEvent(before)).contains(HEARD);
  }

  @Test
  void anEventOfAnotherVersionIsNotRead() {
    assertThat(
            InboundEvent.fromInboxEvent(
                new EventInbox.Event("discord", "1", "{\"kind\":\"SONG\"}", Instant.EPOCH)))
        .isEmpty();
  }

  @Test
  void aMessageIsRepliedToAndItsTicketIsNotPrinted() {
    assertThat(HEARD.address().replyTo()).isEqualTo("42");
    assertThat(HEARD.origin()).isEqualTo("discord:message:42");
    assertThat(HEARD.toString()).doesNotContain("ticket");
  }
}
