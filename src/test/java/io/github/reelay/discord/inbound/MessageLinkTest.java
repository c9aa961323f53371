package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.discord.api.DiscordIds;
import org.junit.jupiter.api.Test;

class MessageLinkTest {
  @Test
  void aCopiedLinkNamesItsChannel() {
    assertThat(MessageLink.read(" https://discord.com/channels/1/222/33333 ", "9"))
        .contains(DiscordIds.message("222", "33333"));
    assertThat(MessageLink.read("https://ptb.discord.com/channels/@me/222/33333", "9"))
        .contains(DiscordIds.message("222", "33333"));
  }

  @Test
  void anIdAloneIsOfThisChannel() {
    assertThat(MessageLink.read("33333", "9")).contains(DiscordIds.message("9", "33333"));
  }

  @Test
  void anythingElseIsNoMessage() {
    assertThat(MessageLink.read("my last one", "9")).isEmpty();
    assertThat(MessageLink.read("https://evil.example/channels/1/222/33333", "9")).isEmpty();
  }
}
