package io.github.reelay.conversation;

import java.util.Set;

/** {@code /help}, in the means of the platform it is asked on. */
record Help(Voice voice) {
  private static final Set<String> OWN = Set.of("discord", "telegram", "web");

  Answer show(Speaker speaker) {
    String platform = speaker.person().platform();
    return Voice.tell(
        Text.build()
            .add(voice.text(speaker, "help.title"))
            .line()
            .add(voice.text(speaker, "help." + (OWN.contains(platform) ? platform : "web")))
            .line()
            .add(voice.text(speaker, "help.all"))
            .text());
  }
}
