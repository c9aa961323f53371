package io.github.reelay.conversation.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.OptionReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {
  private static final OptionParser PARSER =
      new OptionParser(new OptionReader(new MessageBundles()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model tiny a fox                 | a fox            | model       | tiny",
        "a fox --model=tiny in the snow     | a fox  in the snow | model     | tiny",
        "a fox —model tiny                  | a fox            | model       | tiny",
        "a fox ——duration 8                 | a fox            | duration    | 8",
        "a fox --Duration 8                 | a fox            | duration    | 8",
        "a fox --aspect 9:16                | a fox            | aspect      | 9:16",
        "a fox 8s                           | a fox            | duration    | 8s",
        "8s a fox                           | a fox            | duration    | 8s",
        "a fox 9:16                         | a fox            | aspect      | 9:16",
        "a fox 4:3                          | a fox            | aspect      | 4:3",
        "a fox 9：16                         | a fox            | aspect      | 9：16",
        "720p a fox                         | a fox            | resolution  | 720p",
        "a fox --sound off                  | a fox            | sound       | off",
        "a fox —sound off                   | a fox            | sound       | off",
        "a fox —seed 7                      | a fox            | seed        | 7",
        "--no \"blurry, bad  hands\" a fox    | a fox            | negative    | blurry, bad "
            + " hands",
        "a fox --no “blurry faces”          | a fox            | negative    | blurry faces",
        "a fox —no “blurry faces”           | a fox            | negative    | blurry faces",
        "a fox --no=\"blurry faces\"         | a fox            | negative    | blurry faces",
        "a fox --no people                  | a fox            | negative    | people",
        "红狐狸 8秒                           | 红狐狸             | duration    | 8秒",
      })
  void optionsAreFound(String typed, String prompt, String option, String value) {
    assertThat(PARSER.parse(typed))
        .isInstanceOfSatisfying(
            OptionParser.ParseResult.Parsed.class,
            read -> {
              assertThat(read.prompt().strip()).isEqualTo(prompt);
              assertThat(read.values())
                  .containsExactly(Map.entry(RequestOption.ofWord(option).orElseThrow(), value));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "a fox that runs for 8s and then sleeps",
    "a clock at 12:30",
    "a fox — red as fire — in the snow",
    "a fox —red— in the snow",
    "a -- b",
    "a fox —sound asleep— in the snow",
    "a fox —no people around— in the snow",
    "a fox —style of the old masters",
    "a 16:9 screen on a wall",
    "the 1080p era of television",
    "a street of the 1920s",
    "a fox for 8seconds",
  })
  void aSentenceStaysAsItIs(String typed) {
    assertThat(PARSER.parse(typed)).isEqualTo(new OptionParser.ParseResult.Parsed(typed, Map.of()));
  }

  @Test
  void severalShortFormsAndFlagsGoTogether() {
    assertThat(PARSER.parse("8s 9:16 a fox 720p --model tiny"))
        .isEqualTo(
            new OptionParser.ParseResult.Parsed(
                "a fox",
                Map.of(
                    RequestOption.DURATION,
                    "8s",
                    RequestOption.ASPECT,
                    "9:16",
                    RequestOption.RESOLUTION,
                    "720p",
                    RequestOption.MODEL,
                    "tiny")));
  }

  @Test
  void anUnknownFlagIsNamed() {
    assertThat(PARSER.parse("a fox --colour red"))
        .isEqualTo(new OptionParser.ParseResult.UnknownOption("--colour"));
  }

  @Test
  void aFlagWithoutAValueIsNamed() {
    assertThat(PARSER.parse("a fox --duration"))
        .isEqualTo(new OptionParser.ParseResult.MissingValue("--duration"));
    assertThat(PARSER.parse("--model --duration 8 a fox"))
        .isEqualTo(new OptionParser.ParseResult.MissingValue("--model"));
    assertThat(PARSER.parse("--model= a fox"))
        .isEqualTo(new OptionParser.ParseResult.MissingValue("--model"));
  }
}
