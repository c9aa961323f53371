package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The web chat's implementation of the tracker's chat port. Ids of messages follow from the task's
 * id, so showing or delivering twice meets the same entry: exactly one of each, whatever crashed in
 * between.
 */
final class WebChatPlatform implements ChatPlatform {
  static final String NAME = "web";

  private static final String CLIP_PREFIX = "c-";

  /** An edit is one row here; this only spares the page from flicker. */
  private static final EditLimits EDIT_RATE =
      new EditLimits(Duration.ofMillis(300), Integer.MAX_VALUE);

  /** A page has room; longer prompts are cut all the same, nobody reads them twice. */
  private static final int MAX_CAPTION_LENGTH = 4_000;

  private final MessageLog messages;
  private final MessageTexts texts;
  private final InstantSource clock;
  private final boolean spoiler;

  WebChatPlatform(MessageLog messages, MessageTexts texts, InstantSource clock, boolean spoiler) {
    this.spoiler = spoiler;
    this.messages = messages;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EditLimits editRate() {
    return EDIT_RATE;
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    Message content = texts.status(view);
    ChatMessage message =
        new ChatMessage(
            statusMessageId(task.id()),
            ChatMessage.From.BOT,
            ChatMessage.Kind.STATUS,
            content.text().plainText(RichText.Span.Progress::percentage),
            MessageSpan.of(content.text()),
            task.id().value(),
            task.state().name(),
            progress(view),
            null,
            null,
            task.address().replyTo(),
            ChatMessageMapper.buttons(content),
            task.acceptedAt());
    return new StatusResult.Shown(messages.put(personOf(task), message));
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    String id = statusMessageId(task.id());
    MessageRef message = MessageLog.messageRef(personOf(task), id);
    if (!task.isDeliveredAs(message)) {
      messages.delete(personOf(task), id);
    }
    return new StatusResult.Shown(message);
  }

  /** The provider is through when the file is on its way; a bar that empties then would lie. */
  private static @Nullable Integer progress(StatusView view) {
    if (view.phase().stage() == StatusView.Stage.MADE) {
      return 100;
    }
    return view.phase() == StatusView.Phase.FINISHING ? Integer.valueOf(99) : view.percent();
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    Task task = delivery.task();
    Message caption = texts.caption(task, MAX_CAPTION_LENGTH);
    String id = videoMessageId(task.id());
    ChatMessage message =
        new ChatMessage(
            id,
            ChatMessage.From.BOT,
            ChatMessage.Kind.VIDEO,
            caption.text().plainText(),
            MessageSpan.of(caption.text()),
            task.id().value(),
            null,
            null,
            postedVideo(id, delivery.video(), spoiler),
            null,
            task.address().replyTo(),
            ChatMessageMapper.buttons(caption),
            clock.instant());
    // In the place of a hidden one stands a note; what is there, or was deleted, stays so.
    boolean isHidden =
        messages
            .find(personOf(task), id)
            .filter(there -> there.kind() != ChatMessage.Kind.VIDEO)
            .isPresent();
    return DeliveryResult.Posted.file(
        isHidden
            ? messages.put(personOf(task), message)
            : messages.putIfAbsent(personOf(task), message),
        false);
  }

  /** The last clip of a film by itself; however often it is asked for, it stands there once. */
  static ChatMessage clipMessage(Answer.ShowVideo show, Instant at, boolean spoiler) {
    String id = CLIP_PREFIX + show.task();
    return new ChatMessage(
        id,
        ChatMessage.From.BOT,
        ChatMessage.Kind.VIDEO,
        show.caption().text().plainText(),
        MessageSpan.of(show.caption().text()),
        show.task().value(),
        null,
        null,
        postedVideo(id, show.video(), spoiler),
        null,
        videoMessageId(show.task()),
        List.of(),
        at);
  }

  /** Whether a message holds a clip alone, and not what its task was delivered as. */
  static boolean isClip(ChatMessage message) {
    return message.id().startsWith(CLIP_PREFIX);
  }

  private static ChatMessage.PostedVideo postedVideo(String id, Video video, boolean spoiler) {
    String base = "/api/messages/" + id;
    return new ChatMessage.PostedVideo(
        base + "/video",
        base + "/poster",
        video.width(),
        video.height(),
        video.length().toMillis() / 1000.0,
        spoiler);
  }

  private static PersonRef personOf(Task task) {
    return MessageLog.personOf(task.address().chat());
  }

  static String statusMessageId(TaskId task) {
    return "s-" + task.value();
  }

  static String videoMessageId(TaskId task) {
    return "v-" + task.value();
  }
}
