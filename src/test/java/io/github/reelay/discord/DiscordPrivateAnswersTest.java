package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import org.junit.jupiter.api.Test;

/** What is for one person where all can see it is taken away again. */
class DiscordPrivateAnswersTest {
  @Test
  void anOrderlyStopTakesAwayWhatWasForOnePersonAndLeavesCardsAndDirectChatsAlone() {
    try (DiscordFixture fixture = new DiscordFixture().connected()) {
      DiscordTestUser user = new DiscordTestUser(fixture.discord);
      fixture.conversation.answers =
          call -> new Answer.Reply(Message.of("Answer to " + call), call.contains("refused"));

      user.say(DiscordTestUser.mentioning(user.message("refused 1")));
      user.say(DiscordTestUser.mentioning(user.message("a card")));
      user.say(DiscordTestUser.direct(user.message("refused 2")));
      await().until(() -> fixture.discord.calls("POST", "/channels/.*/messages").size() == 3);
      fixture.bot.close();

      assertThat(fixture.discord.calls("DELETE", "/channels/.*/messages/.*")).hasSize(1);
    }
  }
}
