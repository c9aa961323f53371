package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.Set;

/** {@code /help}, in the means of the platform it is asked on. */
record Help(UserTexts voice) {
  private static final Set<String> OWN = Set.of("discord", "telegram", "web");

  Answer show(Sender speaker) {
    String platform = speaker.person().platform();
    return UserTexts.tell(
        RichText.build()
            .add(voice.text(speaker, "help.title"))
            .line()
            .add(voice.text(speaker, "help." + (OWN.contains(platform) ? platform : "web")))
            .line()
            .add(voice.text(speaker, "help.all"))
            .text());
  }
}
