package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.TaskId;
import io.github.reelay.telegram.api.BotIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.telegram.telegrambots.meta.api.objects.EntityType;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ForceReplyKeyboard;

/**
 * The force-reply question behind a button that asks for words. Which button that was is written
 * into the question itself as a deep link, and comes back in the reply: nothing is to be stored,
 * and a restart loses nothing.
 */
public final class PromptQuestion {
  private static final String PAYLOAD =
      Arrays.stream(ButtonAction.values())
          .filter(ButtonAction::asksForPrompt)
          .map(ButtonAction::wireId)
          .collect(Collectors.joining("|", "(", ")_([0-9A-Z]{13})"));

  private static final Pattern LINK_PATTERN = Pattern.compile("[?&]start=" + PAYLOAD + "(?:&|$)");
  private static final Pattern PAYLOAD_PATTERN = Pattern.compile(PAYLOAD);

  /** For the mark, the blank before it, and what a person's name and the question may have more. */
  private static final int ROOM = 96;

  /** What carries the link: a sign at the end of the question. */
  private static final String MARKER = "🎬";

  private PromptQuestion() {}

  static FormattedText text(Answer.AskPrompt ask, Sender originalSender, BotIdentity identity) {
    // On a line of its own, the sentence below it stays a sentence in every language.
    String name = needsMention(originalSender) ? originalSender.name() + "\n" : "";
    RichText.Builder said = RichText.builder().append(ask.question().text());
    if (!ask.words().isEmpty()) {
      said.newLine().newLine().code(ask.words()); // code is copied by one tap
    }
    FormattedText formatted =
        FormattedText.of(said.build(), FormattedText.MAX_TEXT_LENGTH - ROOM - name.length());
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
        FormattedText.linkEntity(text.length(), MARKER.length(), deepLink(ask.button(), identity)));
    return new FormattedText(text + MARKER, messageEntities);
  }

  static ForceReplyKeyboard keyboard(Sender originalSender) {
    return ForceReplyKeyboard.builder()
        .forceReply(true)
        .selective(needsMention(originalSender))
        .build();
  }

  /** The button a question of ours is behind, read from its entities. */
  public static Optional<ButtonId> buttonOfQuestion(
      org.telegram.telegrambots.meta.api.objects.message.Message question) {
    List<MessageEntity> messageEntities = question.getEntities();
    return messageEntities == null
        ? Optional.empty()
        : messageEntities.stream()
            .filter(m -> EntityType.TEXTLINK.equals(m.getType()) && m.getUrl() != null)
            .flatMap(m -> button(LINK_PATTERN.matcher(m.getUrl()), true).stream())
            .findFirst();
  }

  /** The button a deep link's payload names. */
  public static Optional<ButtonId> buttonOfPayload(String payload) {
    return button(PAYLOAD_PATTERN.matcher(payload), false);
  }

  private static Optional<ButtonId> button(Matcher matcher, boolean anywhere) {
    boolean found = anywhere ? matcher.find() : matcher.matches();
    return found && TaskId.isValid(matcher.group(2))
        ? Optional.of(new ButtonId(ButtonAction.ofWireId(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  private static String deepLink(ButtonId button, BotIdentity identity) {
    return "https://t.me/%s?start=%s_%s"
        .formatted(identity.username(), button.action().wireId(), button.target());
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
