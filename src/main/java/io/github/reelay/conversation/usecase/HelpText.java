package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.stream.Stream;

/** {@code /help}, in the means of the platform it is asked on, or else the web chat's. */
record HelpText(UserTexts texts) {
  Answer show(Sender sender) {
    String own = "help." + sender.person().platform();
    return UserTexts.reply(
        RichText.builder()
            .append(texts.text(sender, "help.title"))
            .newLine()
            .append(texts.text(sender, texts.localizer().bundles().has(own) ? own : "help.web"))
            .newLine()
            .append(
                texts.text(
                    sender,
                    "help.all",
                    Stream.of(
                            Command.MODELS,
                            Command.JOBS,
                            Command.USAGE,
                            Command.SETTINGS,
                            Command.FORGET,
                            Command.ABOUT,
                            Command.REPORT)
                        .map(command -> texts.command(sender, command.word()))
                        .toArray()))
            .build());
  }
}
