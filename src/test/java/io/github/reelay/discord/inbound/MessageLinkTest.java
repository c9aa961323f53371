package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import org.junit.jupiter.api.Test;

class MessageLinkTest {
  private static final Destination HERE = DiscordIds.destination("9", "8", "1");

  private static MessageRef find(String channel, String message) {
    return DiscordIds.messageRef(DiscordIds.destination(channel, null, "1"), message);
  }

  @Test
  void aCopiedLinkNamesItsChannel() {
    assertThat(
            MessageLink.parse(
                " https://discord.com/channels/1/222/33333 ", HERE, MessageLinkTest::find))
        .contains(find("222", "33333"));
    assertThat(
            MessageLink.parse(
                "https://ptb.discord.com/channels/@me/222/33333", HERE, MessageLinkTest::find))
        .contains(find("222", "33333"));
  }

  @Test
  void anIdAloneIsOfThisChannel() {
    assertThat(MessageLink.parse("33333", HERE, MessageLinkTest::find))
        .contains(DiscordIds.messageRef(HERE, "33333"));
  }

  @Test
  void aLinkIntoThisThreadNeedsNoSearch() {
    assertThat(
            MessageLink.parse(
                "https://discord.com/channels/1/9/33333",
                HERE,
                (_, _) -> {
                  throw new AssertionError("it is here");
                }))
        .contains(new MessageRef(DiscordIds.chatRef("8"), "9/33333"));
  }

  @Test
  void anythingElseIsNoMessage() {
    assertThat(MessageLink.parse("my last one", HERE, MessageLinkTest::find)).isEmpty();
    assertThat(
            MessageLink.parse(
                "https://evil.example/channels/1/222/33333", HERE, MessageLinkTest::find))
        .isEmpty();
  }
}
