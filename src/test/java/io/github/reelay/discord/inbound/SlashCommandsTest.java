package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.Localizer;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;
import net.dv8tion.jda.api.interactions.commands.localization.LocalizationMap;
import org.junit.jupiter.api.Test;

class SlashCommandsTest {
  private static final MessageRenderer WORDING =
      new MessageRenderer(new MessageBundles(), "$", ZoneOffset.UTC, Duration.ofDays(7));
  private static final List<CommandData> ALL = new SlashCommands(WORDING).all();

  private static SlashCommandData slash(String name) {
    return (SlashCommandData)
        ALL.stream()
            .filter(c -> c.getType() == Command.Type.SLASH && c.getName().equals(name))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void videoHasExactlyTheOptionsOfTheProduct() {
    assertThat(slash("video").getOptions())
        .extracting(OptionData::getName)
        .containsExactly(
            "prompt",
            "image",
            "image2",
            "image3",
            "image4",
            "picture",
            "model",
            "duration",
            "aspect",
            "resolution",
            "sound",
            "negative",
            "seed",
            "watermark",
            "enhance",
            "style",
            "pictures");
  }

  /** So that what a text says to type is what a person's client offers. */
  @Test
  void textsNameEachCommandAsItIsRegistered() {
    Localizer localizer = new Localizer(new MessageBundles());
    Map<String, String> registered = new TreeMap<>();
    for (CommandData command : ALL) {
      if (command.getType() == Command.Type.SLASH && command instanceof SlashCommandData slash) {
        String name = chinese(slash.getNameLocalizations());
        registered.put(slash.getName(), name);
        for (SubcommandData sub : slash.getSubcommands()) {
          registered.put(
              slash.getName() + " " + sub.getName(),
              name + " " + chinese(sub.getNameLocalizations()));
        }
        for (SubcommandGroupData group : slash.getSubcommandGroups()) {
          for (SubcommandData sub : group.getSubcommands()) {
            registered.put(
                String.join(" ", slash.getName(), group.getName(), sub.getName()),
                String.join(
                    " ",
                    name,
                    chinese(group.getNameLocalizations()),
                    chinese(sub.getNameLocalizations())));
          }
        }
      }
    }
    assertThat(registered).hasSizeGreaterThan(20).containsEntry("admin claim", "管理 认领");
    registered.forEach((line, name) -> {
      RichText.Span.Command said = localizer.command(Locale.SIMPLIFIED_CHINESE, line);
      assertThat(said.on("discord")).isEqualTo("/" + name);
      assertThat(said.on("telegram")).isEqualTo("/" + line);
      assertThat(localizer.command(Locale.ENGLISH, line).on("discord")).isEqualTo("/" + line);
    });
  }

  private static String chinese(LocalizationMap names) {
    return names.toMap().getOrDefault(DiscordLocale.CHINESE_CHINA, "");
  }

  @Test
  void aSeedAndATextAreNoSettings() {
    assertThat(slash("settings").getOptions())
        .extracting(OptionData::getName)
        .contains("sound", "watermark", "enhance", "style", "language")
        .doesNotContain("seed", "negative");
  }

  @Test
  void everythingAPersonCanDoIsThere() {
    assertThat(ALL)
        .extracting(CommandData::getName)
        .containsExactlyInAnyOrder(
            "video",
            "remix",
            "continue",
            "jobs",
            "models",
            "usage",
            "settings",
            "help",
            "about",
            "report",
            "forget",
            "admin",
            "Remix video",
            "Animate image",
            "About video",
            "Report video");
  }

  @Test
  void everyNameIsTranslatedAndTheEnglishTextAgreesWithTheCode() {
    for (CommandData command : ALL) {
      assertThat(command.getNameLocalizations().get(DiscordLocale.CHINESE_CHINA)).isNotBlank();
      if (command.getType() == Command.Type.MESSAGE) {
        String word = command.getName().substring(0, command.getName().indexOf(' '));
        assertThat(
                WORDING.text(
                    Locale.ENGLISH,
                    "discord.command." + word.toLowerCase(Locale.ROOT) + "-message.name"))
            .isEqualTo(command.getName());
      } else {
        SlashCommandData slash = slash(command.getName());
        assertThat(WORDING.text(Locale.ENGLISH, "discord.command." + command.getName() + ".name"))
            .isEqualTo(command.getName());
        for (OptionData option : slash.getOptions()) {
          assertThat(WORDING.text(Locale.ENGLISH, "discord.option." + option.getName() + ".name"))
              .isEqualTo(option.getName());
        }
      }
    }
  }

  @Test
  void onlyTheVideosAreForAllToSee() {
    assertThat(SlashCommands.isPublic("video")).isTrue();
    assertThat(SlashCommands.isPublic("remix")).isTrue();
    assertThat(SlashCommands.isPublic("admin")).isFalse();
  }

  @Test
  void adminHasSubcommandsWithPickersInBothLanguages() {
    SlashCommandData admin = slash("admin");
    assertThat(admin.getOptions()).isEmpty();
    assertThat(admin.getSubcommands())
        .extracting(SubcommandData::getName)
        .containsExactly(
            "allow",
            "ban",
            "unban",
            "pause",
            "resume",
            "spend",
            "tasks",
            "providers",
            "models",
            "operators",
            "instances",
            "claim");
    assertThat(admin.getSubcommandGroups())
        .singleElement()
        .satisfies(group ->
            assertThat(group.getSubcommands())
                .extracting(SubcommandData::getName)
                .containsExactly("show", "set"));
    List<SubcommandData> all = new ArrayList<>(admin.getSubcommands());
    all.addAll(admin.getSubcommandGroups().getFirst().getSubcommands());
    for (SubcommandData sub : all) {
      assertThat(sub.getNameLocalizations().get(DiscordLocale.CHINESE_CHINA)).isNotBlank();
      for (OptionData option : sub.getOptions()) {
        assertThat(WORDING.text(Locale.ENGLISH, "discord.option." + option.getName() + ".name"))
            .isEqualTo(option.getName());
      }
    }
    assertThat(all.get(1).getOptions())
        .extracting(OptionData::getType)
        .containsExactly(OptionType.USER, OptionType.ROLE, OptionType.CHANNEL, OptionType.STRING);
    OptionData limit = all.getLast().getOptions().getFirst();
    assertThat(limit.getChoices())
        .extracting(choice -> choice.getAsString())
        .contains("cool-down", "spend-per-day.total", "running.chat");
    assertThat(all.getLast().getOptions().get(1).isAutoComplete()).isTrue();
  }
}
