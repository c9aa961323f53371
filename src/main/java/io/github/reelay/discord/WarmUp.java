package io.github.reelay.discord;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Text;
import io.github.reelay.tracking.StatusView;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once, before Discord is connected, what every interaction needs, so that the first person
 * after a start does not wait for a few hundred classes to be loaded: the three seconds count.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private WarmUp() {}

  static void run(Forms forms) {
    Heard sample =
        new Heard(
            Heard.Kind.COMMAND,
            "0",
            0,
            Heard.Ack.REPLY,
            null,
            new Heard.Who("0", "nobody", "en-US", List.of()),
            new Heard.Where("0", null),
            "help",
            Map.of(SlashCommands.PROMPT, "nothing"),
            new Heard.Said("", false, false, false, null),
            new Heard.Attached("", "", 0),
            null,
            false,
            List.of());
    boolean same = Heard.read(sample.event()).filter(sample::equals).isPresent();
    Button button = new Button(new ButtonId("help", "0"), "Help", Button.Look.PLAIN);
    Message words = new Message(Text.of("nothing"), List.of(List.of(button)));
    var status = Looks.status(words, "nothing", StatusView.Phase.WORKING);
    int length =
        Edits.edit(List.of(status)).toData().toJson().length
            + Edits.fresh(Looks.plain(words)).toData().toJson().length
            + forms.of(Forms.REMIX, "0", java.util.Locale.ENGLISH).toData().toJson().length;
    log.atDebug().log("warmed up: {} bytes of samples, read back alike: {}", length, same);
  }
}
