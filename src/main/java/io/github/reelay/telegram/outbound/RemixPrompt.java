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
  private static final String PAYLOAD = "remix_";
  private static final Pattern LINK = Pattern.compile("[?&]start=remix_([0-9A-Z]{13})(?:&|$)");
  private static final Pattern START = Pattern.compile("remix_([0-9A-Z]{13})");

  /** What carries the link: a sign at the end of the question. */
  private static final String MARKER = "🎬";

  private RemixPrompt() {}

  static FormattedText text(
      Message question, TaskId source, Sender originalSender, BotIdentity me) {
    FormattedText words = FormattedText.of(question.text(), FormattedText.MAX_TEXT_LENGTH / 2);
    String name = isGroup(originalSender) ? originalSender.name() + ", " : "";
    List<MessageEntity> marks = new ArrayList<>();
    if (!name.isEmpty()) {
      // A selective force reply opens only for those whom the message mentions.
      marks.add(mention(originalSender));
    }
    for (MessageEntity mark : words.entities()) {
      mark.setOffset(mark.getOffset() + name.length());
      marks.add(mark);
    }
    String text = name + words.text() + " ";
    marks.add(FormattedText.link(text.length(), MARKER.length(), address(source, me)));
    return new FormattedText(text + MARKER, marks);
  }

  static ForceReplyKeyboard keyboard(Sender originalSender) {
    return ForceReplyKeyboard.builder().forceReply(true).selective(isGroup(originalSender)).build();
  }

  /** The task a question of ours is about, read from its entities. */
  public static Optional<TaskId> source(
      org.telegram.telegrambots.meta.api.objects.message.Message question) {
    List<MessageEntity> marks = question.getEntities();
    return marks == null
        ? Optional.empty()
        : marks.stream()
            .filter(m -> EntityType.TEXTLINK.equals(m.getType()) && m.getUrl() != null)
            .flatMap(m -> read(LINK.matcher(m.getUrl()), true).stream())
            .findFirst();
  }

  /** The task a deep link's payload names. */
  public static Optional<TaskId> payload(String payload) {
    return read(START.matcher(payload), false);
  }

  private static Optional<TaskId> read(Matcher matcher, boolean anywhere) {
    boolean found = anywhere ? matcher.find() : matcher.matches();
    return found && TaskId.isValid(matcher.group(1))
        ? Optional.of(new TaskId(matcher.group(1)))
        : Optional.empty();
  }

  private static String address(TaskId source, BotIdentity me) {
    return "https://t.me/" + me.username() + "?start=" + PAYLOAD + source;
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
  private static boolean isGroup(Sender originalSender) {
    return originalSender.destination().chat().id().startsWith("-")
        && !originalSender.person().id().startsWith("-");
  }
}
