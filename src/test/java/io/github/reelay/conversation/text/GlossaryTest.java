package io.github.reelay.conversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundles use the words of {@code docs/glossary.md}, one for each concept, in every part. */
class GlossaryTest {
  private static final Path GLOSSARY = Path.of("docs/glossary.md");
  private static final Path TEXTS = Path.of("src/main/resources/texts");
  private static final List<String> PARTS = List.of("chat", "admin", "discord", "telegram", "web");

  /** What is typed stays as it is: commands, options, files, keys, links to other texts. */
  private static final Pattern TYPED =
      Pattern.compile("/[a-z]+( [a-z]+ \\S+)*|--?[a-z]+|\\$\\{[^}]*}|[a-z]+\\.yaml");

  private static final Pattern HALF_WIDTH =
      Pattern.compile(
          "[\\p{IsHan}”」）][,;:!?()]|[,;:!?()][\\p{IsHan}“「（]|(?<![… ])…(?!…)|\\.\\.\\.");

  /** English: a button is pressed; Chinese: its name is quoted. */
  private static final Pattern NAMED =
      Pattern.compile("(?:\\b(?:press|tap) )([A-Z]\\w*)|“([^”$]+)”", Pattern.CASE_INSENSITIVE);

  /** Blanks, so that a sentence with a choice says the longer one. */
  private static final Object[] ONES = {1, 1, 1, 1, 1, 1};

  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final MessageBundles bundles = new MessageBundles();
  private final List<Row> rows = rows();

  /** A concept of the Chinese table. */
  private record Row(String english, List<String> chinese, List<String> not) {}

  GlossaryTest() throws IOException {}

  @Test
  void wordsThatAreNotUsedAreNotUsed() {
    assertThat(rows.stream().flatMap(row -> row.not().stream())).contains("您", "混剪", "领取");
    for (Row row : rows) {
      for (String word : row.not()) {
        assertThat(chinese())
            .as(row.english() + " is not " + word)
            .noneMatch(t -> t.contains(word));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt",
        "pretend money",
        "remix",
        "aspect",
        "resolution",
        "provider",
        "operator",
        "moderator",
        "watermark",
        "seed"
      })
  void aConceptIsCalledTheSameInEveryText(String english) {
    Row row =
        rows.stream().filter(r -> names(r.english()).contains(english)).findAny().orElseThrow();
    Pattern word = Pattern.compile("\\b" + english + "(s|es|ed|ing)?\\b", Pattern.CASE_INSENSITIVE);
    Map<String, String> astray = new TreeMap<>();
    for (String key : bundles.keys()) {
      String said = TYPED.matcher(bundles.get(Locale.ENGLISH, key, ONES)).replaceAll("");
      String translated = bundles.get(CHINESE, key, ONES);
      if (word.matcher(said).find() && row.chinese().stream().noneMatch(translated::contains)) {
        astray.put(key, translated);
      }
    }
    assertThat(astray).as(english + " is " + row.chinese()).isEmpty();
  }

  @Test
  void chinesePunctuationIsFullWidth() {
    assertThat(chinese().map(text -> TYPED.matcher(text).replaceAll("")))
        .filteredOn(text -> HALF_WIDTH.matcher(text).find())
        .isEmpty();
  }

  /** So that a button can be called something else, and every sentence about it follows. */
  @Test
  void namesOfButtonsComeFromTheirKeys() throws IOException {
    for (Locale language : MessageBundles.ownLanguages()) {
      List<String> names =
          bundles.keys().stream()
              .filter(key -> key.matches("button\\..*|.*-message\\.name|page\\.send"))
              .map(key -> bundles.get(language, key))
              .toList();
      for (String line : lines(language)) {
        NAMED
            .matcher(line)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .forEach(name -> assertThat(names).as(line).doesNotContain(name));
      }
    }
  }

  /**
   * Discord shows people the names of commands in their language, so a text that may be read there
   * takes them from their keys, or is given them.
   */
  @Test
  void noTextThatDiscordShowsNamesACommandByItself() throws IOException {
    Pattern command =
        Pattern.compile(
            Arrays.stream(Command.values())
                .map(Command::word)
                .collect(Collectors.joining("|", "/(", ")\\b")));
    for (Locale language : MessageBundles.ownLanguages()) {
      assertThat(lines(language))
          .filteredOn(line -> !line.matches("telegram\\..*|web\\..*|[a-z.]+\\.(telegram|web)=.*"))
          .hasSizeGreaterThan(500)
          .noneMatch(line -> command.matcher(line).find());
    }
  }

  private Stream<String> chinese() {
    return bundles.keys().stream().map(key -> bundles.get(CHINESE, key, ONES));
  }

  private static List<String> lines(Locale language) throws IOException {
    String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language;
    Stream.Builder<String> lines = Stream.builder();
    for (String part : PARTS) {
      Files.readAllLines(TEXTS.resolve(part + suffix + ".properties")).stream()
          .filter(line -> !line.startsWith("#"))
          .forEach(lines);
    }
    return lines.build().toList();
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(GLOSSARY).stream()
        .dropWhile(line -> !line.startsWith("| English | Chinese |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1))
        .map(cells -> new Row(cells[1].strip(), names(cells[2]), names(cells[3])))
        .toList();
  }

  private static List<String> names(String cell) {
    return Arrays.stream(cell.replaceAll("\\(.*?\\)", "").split("[,;]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
