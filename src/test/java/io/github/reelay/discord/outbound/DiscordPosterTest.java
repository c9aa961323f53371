package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscordPosterTest {
  private static final PersonRef ANN = new PersonRef("discord", "77");

  private final DiscordFixture fixture = new DiscordFixture().connected();
  private final ChatPoster poster = fixture.bot.poster();

  @AfterEach
  void end() {
    fixture.close();
  }

  private static Destination in(String channel) {
    return new Destination(DiscordIds.chatRef(channel), DiscordJson.GUILD, null, null, null);
  }

  @Test
  void theCardIsPostedInTheChannelAndTellsThePerson() {
    assertThat(poster.post("k1", ANN, in(DiscordTestChannels.THREAD), Message.of("It is *time*.")))
        .isTrue();

    DiscordTestChannels.Message posted =
        fixture.discord.channels.in(DiscordTestChannels.THREAD).iterator().next();
    assertThat(posted.body().toString()).contains("<@77>", "It is \\\\*time\\\\*.");
    assertThat(posted.body().path("allowed_mentions").path("users").toString())
        .isEqualTo("[\"77\"]");
    assertThat(posted.body().path("nonce").asText()).isEqualTo("later-k1");
  }

  @Test
  void aChannelThatIsGoneIsNotTriedAgain() {
    fixture.discord.channels.gone.add(DiscordTestChannels.THREAD);

    assertThat(poster.post("k1", ANN, in(DiscordTestChannels.THREAD), Message.of("It is time.")))
        .isTrue();
  }

  @Test
  void whereOnlyAnInteractionLetsItSpeakItPromisesNothing() {
    assertThat(poster.canPost(with(InteractionToken.BotAccess.TOKEN_ONLY))).isFalse();
    assertThat(poster.canPost(with(InteractionToken.BotAccess.MEMBER))).isTrue();
    assertThat(poster.canPost(in(DiscordTestChannels.THREAD))).isTrue();
  }

  private static Destination with(InteractionToken.BotAccess access) {
    return in("5")
        .withTicket(
            new InteractionToken("token", Instant.EPOCH, access, InteractionToken.STATUS_REPLY)
                .encode());
  }
}
