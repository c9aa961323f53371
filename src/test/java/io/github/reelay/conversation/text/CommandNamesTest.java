package io.github.reelay.conversation.text;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text tells people the commands that their chat has, by the names that it has there. */
class CommandNamesTest {
  private final Localizer localizer = new Localizer(new MessageBundles());

  @ParameterizedTest
  @CsvSource({
    "jobs,                            /任务",
    "admin,                           /管理",
    "admin limits set cool-down 30s,  /管理 限额 设置 cool-down 30s",
    "admin pause|resume [here],       /管理 暂停|恢复 [here]",
    "admin operators add 123,         /管理 管理员 add 123",
  })
  void whatDiscordShowsInChineseIsSaidInChinese(String line, String name) {
    Span.Command said = localizer.command(Locale.SIMPLIFIED_CHINESE, line);
    assertThat(said.on("discord")).isEqualTo(name);
    assertThat(List.of(said.on("telegram"), said.on("web"))).containsOnly("/" + line);
    assertThat(localizer.command(Locale.ENGLISH, line).on("discord")).isEqualTo("/" + line);
  }

  @Test
  void everyAnswerThatNamesACommandNamesItInBothWays() {
    ConversationFixture fixture = new ConversationFixture();
    ConversationCalls bot = fixture.conversation();
    Task task = TaskExamples.accepted(Destination.of(ConversationFixture.GROUP));
    List<RichText> texts = new ArrayList<>(answers(bot, task, null));
    texts.add(bot.conversation().introduction(Locale.SIMPLIFIED_CHINESE).text());
    assertThat(texts.stream().map(CommandNamesTest::named).filter(names -> !names.isEmpty()))
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(names -> names.matches("(/\\p{IsHan}+( \\S+)*,?)+"));
    for (Phase phase : List.of(Phase.KEPT, Phase.FAILED)) {
      RichText status =
          fixture
              .renderer
              .status(
                  phase == Phase.KEPT
                      ? TaskExamples.view(task, phase, null)
                      : TaskExamples.failed(task, Failure.of(FailureKind.MODEL_RETIRED)))
              .text();
      assertThat(status.spans()).hasAtLeastOneElementOfType(Span.Command.class);
    }
  }

  @Test
  void aClientThatIsNotChineseListsEnglishNamesAlsoWhereTheTextIsChinese() {
    ConversationFixture fixture = new ConversationFixture();
    Task task = TaskExamples.accepted(Destination.of(ConversationFixture.GROUP));
    List<RichText> texts = answers(fixture.conversation(), task, Locale.US);
    assertThat(texts).allMatch(text -> text.plainText().matches("(?s).*\\p{IsHan}.*"));
    assertThat(texts.stream().map(CommandNamesTest::named).filter(names -> !names.isEmpty()))
        .hasSizeGreaterThanOrEqualTo(7)
        .allMatch(names -> names.matches("(/[a-z]+( \\S+)*,?)+"));
  }

  @Test
  void soDoSentencesThatHaveTheNamesByTheirKeys() {
    for (String key : List.of("help.discord", "report.how.discord", "about.how.discord")) {
      String chinese = said(key, Locale.SIMPLIFIED_CHINESE, Locale.SIMPLIFIED_CHINESE);
      String mixed = said(key, Locale.SIMPLIFIED_CHINESE, Locale.US);
      String english = said(key, Locale.US, Locale.US);
      assertThat(mixed).matches("(?s).*\\p{IsHan}.*").isNotEqualTo(chinese);
      for (String name : List.of("/video", "/remix", "Report video", "About video")) {
        assertThat(mixed.contains(name)).as(name + " in " + key).isEqualTo(english.contains(name));
      }
    }
  }

  private String said(String key, Locale language, Locale client) {
    return localizer.richText(language, client, key).plainText();
  }

  /** What names commands, said in Chinese. */
  private static List<RichText> answers(ConversationCalls bot, Task task, @Nullable Locale client) {
    Sender ann = sender(ANN, Locale.SIMPLIFIED_CHINESE, false).withClient(client);
    Sender operator = sender(OPERATOR, Locale.SIMPLIFIED_CHINESE, false).withClient(client);
    return List.of(
        text(bot.jobs(ann)),
        text(bot.generate(ann, RequestInput.ofText("1", "", null))),
        text(bot.generate(ann, RequestInput.ofText("2", "a fox --aspect 3:7", null))),
        text(bot.film(ann, task)),
        text(bot.settings(ann, "model")),
        text(bot.help(ann)),
        text(bot.about(ann, new CommandInput.Source.Newest())),
        text(bot.admin(operator, "")));
  }

  private static RichText text(Answer answer) {
    return ((Answer.Reply) answer).message().text();
  }

  private static String named(RichText text) {
    return text.spans().stream()
        .filter(Span.Command.class::isInstance)
        .map(span -> ((Span.Command) span).on("discord"))
        .collect(Collectors.joining(","));
  }
}
