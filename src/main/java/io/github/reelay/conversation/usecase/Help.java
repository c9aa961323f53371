package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.Set;

/** {@code /help}, in the means of the platform it is asked on. */
record Help(UserTexts texts) {
  private static final Set<String> OWN = Set.of("discord", "telegram", "web");

  Answer show(Sender sender) {
    String platform = sender.person().platform();
    return UserTexts.tell(
        RichText.build()
            .add(texts.text(sender, "help.title"))
            .line()
            .add(texts.text(sender, "help." + (OWN.contains(platform) ? platform : "web")))
            .line()
            .add(texts.text(sender, "help.all"))
            .text());
  }
}
