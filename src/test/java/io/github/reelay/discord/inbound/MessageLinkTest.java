package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.discord.api.DiscordIds;
import org.junit.jupiter.api.Test;

class MessageLinkTest {
  @Test
  void aCopiedLinkNamesItsChannel() {
    assertThat(MessageLink.parse(" https://discord.com/channels/1/222/33333 ", "9"))
        .contains(DiscordIds.messageRef("222", "33333"));
    assertThat(MessageLink.parse("https://ptb.discord.com/channels/@me/222/33333", "9"))
        .contains(DiscordIds.messageRef("222", "33333"));
  }

  @Test
  void anIdAloneIsOfThisChannel() {
    assertThat(MessageLink.parse("33333", "9")).contains(DiscordIds.messageRef("9", "33333"));
  }

  @Test
  void anythingElseIsNoMessage() {
    assertThat(MessageLink.parse("my last one", "9")).isEmpty();
    assertThat(MessageLink.parse("https://evil.example/channels/1/222/33333", "9")).isEmpty();
  }
}
