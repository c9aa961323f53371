package io.github.reelay.conversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundles of all parts: complete in every language, and neither short nor over of a key. */
class MessageBundlesTest {
  private static final List<String> PARTS =
      List.of("chat", "admin", "discord", "telegram", "web", "setup");
  private static final Pattern GAP = Pattern.compile("(\\{\\d|\\$\\{[a-z.-]+})");
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9.-]+\\.)\"");
  private static final Path SOURCES = Path.of("src/main");

  private static final List<RequestCheck.Invalid> INVALID =
      List.of(
          new RequestCheck.PromptEmpty(),
          new RequestCheck.PromptTooLong(2, 1),
          new RequestCheck.UnknownModel("", List.of()),
          new RequestCheck.RetiredModel("", List.of()),
          new RequestCheck.UnsupportedDuration("", List.of()),
          new RequestCheck.UnsupportedAspect("", List.of()),
          new RequestCheck.UnsupportedResolution("", List.of()),
          new RequestCheck.UnsupportedPictures(PictureUse.FRAMES, "", 1, List.of()),
          new RequestCheck.UnsupportedOption(VideoOption.SOUND, List.of()),
          new RequestCheck.UnsupportedOptionValue(
              VideoOption.SEED, "x", VideoOption.SEED.anyValue()),
          new RequestCheck.UnsupportedCombination(
              new RequestCheck.Combination(10, null, Resolution.P1080), List.of()),
          new RequestCheck.PictureNeeded("", List.of()),
          new RequestCheck.NoPictures("", List.of()),
          new RequestCheck.PicturesNeedPublicUrl(""),
          new RequestCheck.NoRemix("", List.of()));

  private final MessageBundles bundles = new MessageBundles();

  @Test
  void everyLanguageHasTheSameKeysWithTheSameGaps() throws IOException {
    for (Locale language : MessageBundles.ownLanguages()) {
      if (!language.equals(Locale.ENGLISH)) {
        for (String part : PARTS) {
          assertSameKeysAndGaps(part, "_" + language);
        }
      }
    }
  }

  private static void assertSameKeysAndGaps(String part, String language) throws IOException {
    java.util.Properties english = read(part, "");
    java.util.Properties other = read(part, language);
    assertThat(other.stringPropertyNames())
        .as(part)
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(gaps(other.getProperty(key)))
          .as(part + " " + key)
          .isEqualTo(gaps(english.getProperty(key)));
    }
  }

  @Test
  void everySentenceIsAPattern() {
    for (String key : bundles.keys()) {
      for (Locale language : MessageBundles.ownLanguages()) {
        assertThat(new MessageFormat(bundles.get(language, key, 1, 2, 3, 4, 5)).toPattern())
            .as(key)
            .doesNotContain("null", "${");
      }
    }
  }

  @Test
  void everyKindHasItsSentence() {
    assertThat(INVALID.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) RequestCheck.Invalid.class.getPermittedSubclasses());
    Stream<String> failures =
        Arrays.stream(FailureKind.values())
            .flatMap(k -> Stream.of(k.messageKey(), k.messageKey() + ".do"));
    Stream<String> others =
        Stream.of(
                INVALID.stream()
                    .map(invalid ->
                        InvalidRequestText.of(
                                invalid, String::valueOf, new OptionNames(bundles, Locale.ENGLISH))
                            .messageKey()),
                keys("limit.", LimitRefusal.Limit.values()),
                keys("picture.", StoreImageResult.Reason.values()),
                keys("alert.", Alert.Kind.values()),
                Arrays.stream(ButtonAction.values())
                    .filter(action -> action != ButtonAction.UNKNOWN)
                    .map(ButtonAction::labelKey))
            .flatMap(s -> s);
    assertThat(bundles.keys()).containsAll(Stream.concat(failures, others).toList());
  }

  private static Stream<String> keys(String start, Enum<?>[] values) {
    return Arrays.stream(values).map(value -> start + EnumNames.kebabCase(value));
  }

  @Test
  void everyKeyInTheCodeExistsAndNoneIsUnused() throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> starts = new TreeSet<>();
    for (Path file : files()) {
      LITERAL
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .forEach(found -> (found.endsWith(".") ? starts : used).add(found));
    }
    // Their keys are said by enums, some of them by adapters that come later.
    starts.addAll(Set.of("failure.", "picture.", "alert."));
    Set<String> unused =
        bundles.keys().stream()
            .filter(key -> !used.contains(key))
            .filter(key -> starts.stream().noneMatch(key::startsWith))
            .filter(key -> !(key.endsWith(".none") && key.startsWith("wrong.")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unused).as("keys nobody uses").isEmpty();
  }

  @Test
  void everyKeyAConversationSaysExists() throws IOException {
    Set<String> topics =
        bundles.keys().stream()
            .map(key -> key.substring(0, key.indexOf('.') + 1))
            .collect(Collectors.toSet());
    for (Path file : files()) {
      if (file.toString().contains("/conversation/")) {
        LITERAL
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .filter(found -> !found.endsWith(".") && !found.startsWith("texts."))
            .filter(found -> topics.contains(found.substring(0, found.indexOf('.') + 1)))
            .forEach(found -> assertThat(bundles.has(found)).as(file + " says " + found).isTrue());
      }
    }
  }

  /** Sources of code and of the web page. */
  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> f.toString().matches(".*\\.(java|js|html)"))
          .toList();
    }
  }

  private static java.util.Properties read(String part, String language) throws IOException {
    java.util.Properties properties = new java.util.Properties();
    Path file = SOURCES.resolve("resources/texts/" + part + language + ".properties");
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static Set<String> gaps(String pattern) {
    return GAP.matcher(pattern)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
