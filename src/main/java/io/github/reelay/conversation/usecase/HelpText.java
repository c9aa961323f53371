package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.Set;

/** {@code /help}, in the means of the platform it is asked on. */
record HelpText(UserTexts texts) {
  private static final Set<String> PLATFORMS_WITH_OWN_TEXT = Set.of("discord", "telegram", "web");

  Answer show(Sender sender) {
    String platform = sender.person().platform();
    return UserTexts.reply(
        RichText.builder()
            .append(texts.text(sender, "help.title"))
            .newLine()
            .append(
                texts.text(
                    sender,
                    "help." + (PLATFORMS_WITH_OWN_TEXT.contains(platform) ? platform : "web")))
            .newLine()
            .append(texts.text(sender, "help.all"))
            .build());
  }
}
