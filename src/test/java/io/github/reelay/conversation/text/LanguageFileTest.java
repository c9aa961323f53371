package io.github.reelay.conversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RequestOption;
import io.github.reelay.discord.inbound.SlashCommands;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.junit.jupiter.api.Test;

/** One more file is one more language: the bundles of {@code third-language} have German. */
class LanguageFileTest {
  private final MessageBundles bundles = new MessageBundles(withGerman());
  private final MessageRenderer renderer =
      new MessageRenderer(bundles, "$", ZoneOffset.UTC, Duration.ofDays(7));

  private static ClassLoader withGerman() {
    try {
      URL folder = Path.of("src/test/resources/third-language/").toUri().toURL();
      return new URLClassLoader(new URL[] {folder}, MessageBundles.class.getClassLoader());
    } catch (MalformedURLException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void theLanguagesAreThoseThatHaveAFile() {
    assertThat(bundles.languages())
        .containsExactly(Locale.ENGLISH, Locale.GERMAN, Locale.SIMPLIFIED_CHINESE);
    assertThat(new MessageBundles().languages())
        .containsExactly(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
        .isEqualTo(MessageBundles.ownLanguages());
  }

  @Test
  void itIsSpokenToWhoeverSpeaksIt() {
    assertThat(bundles.supportedLanguage(Locale.GERMANY)).isEqualTo(Locale.GERMAN);
    assertThat(bundles.get(Locale.GERMANY, "time.seconds", 8)).isEqualTo("8 Sek.");
    assertThat(bundles.get(Locale.GERMAN, "status.sending"))
        .isEqualTo(bundles.get(Locale.ENGLISH, "status.sending"));
  }

  @Test
  void oneMorePartIsOneMoreFile() {
    assertThat(bundles.get(Locale.ENGLISH, "slack.hello")).isEqualTo("Hello there");
  }

  @Test
  void itsWordsForSecondsAreRead() {
    OptionReader reader = new OptionReader(bundles);
    assertThat(reader.read(RequestOption.DURATION, "8 sek")).contains("8");
    assertThat(reader.isShortDuration("8Sek")).isTrue();
    assertThat(reader.isShortDuration("8秒")).isTrue();
  }

  @Test
  void menusOfferItAndAreWrittenInIt() {
    SlashCommandData video = command("video");
    assertThat(video.getNameLocalizations().get(DiscordLocale.GERMAN)).isEqualTo("video-machen");
    assertThat(video.getNameLocalizations().get(DiscordLocale.CHINESE_CHINA)).isNotBlank();
    OptionData language = command("settings").getOptions().getLast();
    assertThat(language.getChoices())
        .extracting(choice -> choice.getName() + "=" + choice.getAsString())
        .startsWith("English=en", "Deutsch=de", "简体中文=zh-CN");
  }

  private SlashCommandData command(String name) {
    return new SlashCommands(renderer)
        .all().stream()
            .filter(command -> command.getName().equals(name))
            .map(SlashCommandData.class::cast)
            .findFirst()
            .orElseThrow();
  }
}
