package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.telegram.api.TelegramIds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.objects.EntityType;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;

/**
 * A text with Telegram's entities, whose offsets count UTF-16 units. No parse mode is ever used, so
 * nothing in a text is mark-up.
 */
record FormattedText(String text, List<MessageEntity> entities) {
  /** Longest message; the limit counts code points, so UTF-16 units are on the safe side. */
  static final int MAX_TEXT_LENGTH = 4096;

  /** Longest caption under a media file. */
  static final int MAX_CAPTION_LENGTH = 1024;

  /**
   * Telegram turns {@code @name} into a mention that notifies, also without a parse mode. Inside
   * code it does not, so a name that a person typed is shown as code: the text stays as it was.
   */
  private static final Pattern MENTION = Pattern.compile("@\\w{3,}");

  /**
   * Telegram takes a hundred entities (ENTITIES_TOO_LONG). From this one on, all of what a person
   * typed is shown as code, which leaves room for those of our own words.
   */
  private static final int MANY_ENTITIES = 50;

  FormattedText {
    entities = List.copyOf(entities);
  }

  static FormattedText of(RichText text, int limit) {
    StringBuilder all = new StringBuilder();
    List<MessageEntity> messageEntities = new ArrayList<>();
    for (Span span : text.spans()) {
      int start = all.length();
      switch (span) {
        case Span.Plain(String words) -> all.append(words);
        case Span.Untrusted(String words) -> {
          all.append(words);
          disableMentions(words, start, messageEntities);
        }
        case Span.Bold(String words) -> {
          all.append(words);
          addEntity(messageEntities, EntityType.BOLD, start, words.length());
        }
        case Span.Code(String words) -> {
          all.append(words);
          addEntity(messageEntities, EntityType.CODE, start, words.length());
        }
        // A command is best left alone: it can be tapped.
        case Span.Command command -> all.append(command.on("telegram"));
        case Span.Timestamp(var moment, String words) -> {
          all.append(words);
          messageEntities.add(
              MessageEntity.builder()
                  .type("date_time")
                  .offset(start)
                  .length(words.length())
                  .unixTime(Math.toIntExact(moment.getEpochSecond()))
                  .build());
        }
        case Span.Progress progress -> all.append(progress.bar());
        case Span.Link(String words, String address) -> {
          all.append(words);
          messageEntities.add(linkEntity(start, words.length(), address));
        }
        case Span.MessageLink(String words, var message, _) -> {
          all.append(words);
          TelegramIds.link(message)
              .ifPresent(url -> messageEntities.add(linkEntity(start, words.length(), url)));
        }
      }
    }
    return truncate(all.toString(), messageEntities, limit);
  }

  static MessageEntity linkEntity(int offset, int length, String address) {
    return MessageEntity.builder()
        .type(EntityType.TEXTLINK)
        .offset(offset)
        .length(length)
        .url(address)
        .build();
  }

  private static void addEntity(
      List<MessageEntity> messageEntities, String type, int offset, int length) {
    if (length > 0) {
      messageEntities.add(MessageEntity.builder().type(type).offset(offset).length(length).build());
    }
  }

  private static void disableMentions(
      String words, int start, List<MessageEntity> messageEntities) {
    Matcher mention = MENTION.matcher(words);
    while (mention.find()) {
      if (messageEntities.size() >= MANY_ENTITIES) {
        addEntity(
            messageEntities,
            EntityType.CODE,
            start + mention.start(),
            words.length() - mention.start());
        return;
      }
      addEntity(
          messageEntities,
          EntityType.CODE,
          start + mention.start(),
          mention.end() - mention.start());
    }
  }

  /** What is cut in two stays what it was: the rest of a name, without its mark, is a name. */
  private static FormattedText truncate(
      String text, List<MessageEntity> messageEntities, int limit) {
    if (text.length() <= limit) {
      return new FormattedText(text, messageEntities);
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
    List<MessageEntity> inside =
        messageEntities.stream().filter(entity -> entity.getOffset() < end).toList();
    inside.forEach(
        entity -> entity.setLength(Math.min(entity.getLength(), end - entity.getOffset())));
    return new FormattedText(text.substring(0, end) + "…", inside);
  }
}
