package io.github.reelay.discord.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordIdsTest {
  @ParameterizedTest
  @CsvSource({"30, , 30, 5", "31, 30, 31, 31/5"})
  void aMessageTellsItsChatItsChannelAndItself(
      String channel, String parent, String expectedChannel, String expectedId) {
    Destination destination = DiscordIds.destination(channel, parent, "2");
    MessageRef message = DiscordIds.messageRef(destination, "5");
    assertThat(message).isEqualTo(new MessageRef(DiscordIds.chatRef("30"), expectedId));
    assertThat(DiscordIds.channelId(message)).isEqualTo(expectedChannel);
    assertThat(DiscordIds.channelId(destination)).isEqualTo(expectedChannel);
    assertThat(DiscordIds.messageId(message)).isEqualTo("5");
    assertThat(DiscordIds.placeOf(message, "2")).isEqualTo(destination);
  }
}
