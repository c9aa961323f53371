package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.TaskId;
import io.github.reelay.telegram.api.BotIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.objects.EntityType;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ForceReplyKeyboard;

/**
 * The force-reply question behind the Remix button. Which video it is about is written into the
 * question itself as a deep link, and comes back in the reply: nothing is to be stored, and a
 * restart loses nothing.
 */
public final class RemixPrompt {
  private static final String PAYLOAD_PREFIX = "remix_";
  private static final Pattern LINK_PATTERN =
      Pattern.compile("[?&]start=remix_([0-9A-Z]{13})(?:&|$)");
  private static final Pattern PAYLOAD_PATTERN = Pattern.compile("remix_([0-9A-Z]{13})");

  /** What carries the link: a sign at the end of the question. */
  private static final String MARKER = "🎬";

  private RemixPrompt() {}

  static FormattedText text(
      Message question, TaskId source, Sender originalSender, BotIdentity identity) {
    FormattedText formatted = FormattedText.of(question.text(), FormattedText.MAX_TEXT_LENGTH / 2);
    String name = needsMention(originalSender) ? originalSender.name() + ", " : "";
    List<MessageEntity> messageEntities = new ArrayList<>();
    if (!name.isEmpty()) {
      // A selective force reply opens only for those whom the message mentions.
      messageEntities.add(mention(originalSender));
    }
    for (MessageEntity entity : formatted.entities()) {
      entity.setOffset(entity.getOffset() + name.length());
      messageEntities.add(entity);
    }
    String text = name + formatted.text() + " ";
    messageEntities.add(
        FormattedText.linkEntity(text.length(), MARKER.length(), deepLink(source, identity)));
    return new FormattedText(text + MARKER, messageEntities);
  }

  static ForceReplyKeyboard keyboard(Sender originalSender) {
    return ForceReplyKeyboard.builder()
        .forceReply(true)
        .selective(needsMention(originalSender))
        .build();
  }

  /** The task a question of ours is about, read from its entities. */
  public static Optional<TaskId> taskOfQuestion(
      org.telegram.telegrambots.meta.api.objects.message.Message question) {
    List<MessageEntity> messageEntities = question.getEntities();
    return messageEntities == null
        ? Optional.empty()
        : messageEntities.stream()
            .filter(m -> EntityType.TEXTLINK.equals(m.getType()) && m.getUrl() != null)
            .flatMap(m -> parseTaskId(LINK_PATTERN.matcher(m.getUrl()), true).stream())
            .findFirst();
  }

  /** The task a deep link's payload names. */
  public static Optional<TaskId> taskOfPayload(String payload) {
    return parseTaskId(PAYLOAD_PATTERN.matcher(payload), false);
  }

  private static Optional<TaskId> parseTaskId(Matcher matcher, boolean anywhere) {
    boolean found = anywhere ? matcher.find() : matcher.matches();
    return found && TaskId.isValid(matcher.group(1))
        ? Optional.of(new TaskId(matcher.group(1)))
        : Optional.empty();
  }

  private static String deepLink(TaskId source, BotIdentity identity) {
    return "https://t.me/" + identity.username() + "?start=" + PAYLOAD_PREFIX + source;
  }

  private static MessageEntity mention(Sender originalSender) {
    User user =
        new User(Long.parseLong(originalSender.person().id()), originalSender.name(), false);
    return MessageEntity.builder()
        .type(EntityType.TEXTMENTION)
        .offset(0)
        .length(originalSender.name().length())
        .user(user)
        .build();
  }

  /** Only a user can be mentioned; channels and anonymous administrators have negative ids. */
  private static boolean needsMention(Sender originalSender) {
    return originalSender.destination().chat().id().startsWith("-")
        && !originalSender.person().id().startsWith("-");
  }
}
