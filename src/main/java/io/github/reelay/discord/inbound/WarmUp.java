package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.discord.outbound.Components;
import io.github.reelay.discord.outbound.MessageBodies;
import io.github.reelay.tracking.port.StatusView;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm-up before Discord is connected: runs once what every interaction needs, so that the
 * first person after a start does not wait for a few hundred classes to be loaded (the three
 * seconds count).
 */
public final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private WarmUp() {}

  public static void run(Modals modals) {
    InboundEvent sample =
        new InboundEvent(
            InboundEvent.Kind.COMMAND,
            "0",
            0,
            InboundEvent.Ack.REPLY,
            null,
            new InboundEvent.Author("0", "nobody", "en-US", List.of()),
            new InboundEvent.Location("0", null),
            "help",
            Map.of(Command.Field.PROMPT.word(), "nothing"),
            new InboundEvent.MessageContent("", false, false, false, null),
            new InboundEvent.AttachedFile("", "", 0),
            null,
            false,
            List.of());
    boolean same =
        InboundEvent.fromInboxEvent(sample.toInboxEvent()).filter(sample::equals).isPresent();
    Button button = new Button(new ButtonId(ButtonAction.CANCEL, "0"), "Help", Button.Style.PLAIN);
    Message content = new Message(RichText.of("nothing"), List.of(List.of(button)));
    var status = Components.status(content, "nothing", StatusView.Phase.WORKING);
    int length =
        MessageBodies.edit(List.of(status)).toData().toJson().length
            + MessageBodies.create(Components.plain(content)).toData().toJson().length
            + modals
                .create(Modals.ModalType.REMIX_TASK, "0", java.util.Locale.ENGLISH)
                .toData()
                .toJson()
                .length;
    log.atDebug().log("Warmed up: {} bytes of samples, read back alike: {}", length, same);
  }
}
