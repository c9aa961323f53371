package io.github.reelay.telegram.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.RichText;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.OddTexts;
import io.github.reelay.fuzz.StrictServer;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;

/** Prompts of any kind: what is sent is what Telegram's own rules for entities allow. */
class FormattedTextFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As Telegram finds names by itself; shorter ones are nobody's (tdlib, find_mentions). */
  private static final Pattern NAME = Pattern.compile("(?<![\\w@])@([A-Za-z0-9_]{3,32})\\b");

  /** More are an error: ENTITIES_TOO_LONG. */
  private static final int MAX_ENTITIES = 100;

  @Test
  void everyTextIsWithinTelegramsRulesAndMentionsNobody() {
    StrictServer telegram = new StrictServer("telegram");
    Fuzz.run(
        FormattedTextFuzzTest.class,
        1_000,
        random -> {
          int limit = random.nextBoolean() ? 4096 : 1024;
          String prompt = OddTexts.of(random, 1 << random.nextInt(4, 14));
          FormattedText formatted = FormattedText.of(message(prompt, random), limit);
          isWithinRules(formatted, limit);
          mentionsNobody(formatted);
          SendMessage send = new SendMessage("1001", formatted.text());
          send.setEntities(formatted.entities());
          telegram.take(JSON.writeValueAsString(send));
        });
  }

  private static RichText message(String prompt, SplittableRandom random) {
    RichText.Builder text = RichText.builder().plain("🎬 ").bold("sora-2").plain(" · ");
    for (int i = random.nextInt(3); i > 0; i--) {
      text.untrusted(OddTexts.of(random, 60)).newLine();
    }
    return switch (random.nextInt(3)) {
      case 0 -> text.code(prompt).build();
      case 1 -> text.untrusted(prompt).plain(" ").link("Open", "https://r.example/v").build();
      default -> text.untrusted(prompt).build();
    };
  }

  private static void isWithinRules(FormattedText formatted, int limit) {
    String text = formatted.text();
    assertThat(text.length()).isPositive().isLessThanOrEqualTo(limit);
    assertThat(formatted.entities().size()).isLessThanOrEqualTo(MAX_ENTITIES);
    for (MessageEntity entity : formatted.entities()) {
      int end = entity.getOffset() + entity.getLength();
      assertThat(entity.getOffset()).isNotNegative();
      assertThat(entity.getLength()).isPositive();
      assertThat(end).isLessThanOrEqualTo(text.length());
      assertThat(splits(text, entity.getOffset()) || splits(text, end)).isFalse();
    }
  }

  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private static void mentionsNobody(FormattedText formatted) {
    Matcher name = NAME.matcher(formatted.text());
    while (name.find()) {
      int from = name.start();
      int to = name.end();
      assertThat(formatted.entities())
          .as("%s at %d of %d", name.group(), from, formatted.text().length())
          .anyMatch(entity ->
              entity.getType().equals("code")
                  && entity.getOffset() <= from
                  && to <= entity.getOffset() + entity.getLength());
    }
  }
}
