package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/**
 * The command definitions registered with Discord. English names are these constants; names and
 * descriptions in other languages come from the bundles ({@code discord.command.<name>}, {@code
 * discord.option.<name>}).
 */
public final class SlashCommands {
  static final String VIDEO = "video";
  static final String REMIX = "remix";
  static final String PROMPT = "prompt";
  static final String IMAGE = "image";
  static final String MODEL = "model";
  static final String DURATION = "duration";
  static final String ASPECT = "aspect";
  static final String RESOLUTION = "resolution";
  static final String LANGUAGE = "language";
  static final String SOURCE = "video";
  static final String LINE = "command";

  /** What the conversation takes for "no default". */
  private static final String OFF = "off";

  /** Names of the message commands; Discord shows and sends them as they are. */
  static final String REMIX_MESSAGE = "Remix video";

  static final String ANIMATE_MESSAGE = "Animate image";

  /** Providers take less; the core says so with the reason. Discord takes 6000. */
  private static final int PROMPT_LENGTH = 4000;

  private static final Set<String> PUBLIC = Set.of(VIDEO, REMIX);

  private final MessageTexts texts;

  public SlashCommands(MessageTexts texts) {
    this.texts = texts;
  }

  /** Whether everybody sees the answer: it becomes the status message. */
  static boolean isPublic(String command) {
    return PUBLIC.contains(command);
  }

  public List<CommandData> all() {
    List<CommandData> all = new ArrayList<>();
    all.add(
        slash(VIDEO)
            .addOptions(
                prompt(),
                option(OptionType.ATTACHMENT, IMAGE),
                option(OptionType.STRING, MODEL).setAutoComplete(true),
                option(OptionType.INTEGER, DURATION).setAutoComplete(true),
                aspect(),
                resolution()));
    all.add(slash(REMIX).addOptions(prompt(), option(OptionType.STRING, SOURCE)));
    for (String plain : List.of("jobs", "models", "usage", "help", "forget")) {
      all.add(slash(plain));
    }
    all.add(
        slash("settings")
            .addOptions(
                option(OptionType.STRING, MODEL).setAutoComplete(true),
                option(OptionType.STRING, DURATION).setAutoComplete(true),
                canBeOff(aspect()),
                canBeOff(resolution()),
                canBeOff(language())));
    all.add(
        slash("admin")
            .addOptions(option(OptionType.STRING, LINE).setRequired(true))
            .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER)));
    all.add(onMessage(REMIX_MESSAGE, "remix-message"));
    all.add(onMessage(ANIMATE_MESSAGE, "animate-message"));
    return all;
  }

  private SlashCommandData slash(String name) {
    SlashCommandData command =
        Commands.slash(name, text(Locale.ENGLISH, "discord.command." + name + ".about"));
    command.setNameLocalization(
        DiscordLocale.CHINESE_CHINA, text(ZH, "discord.command." + name + ".name"));
    command.setDescriptionLocalization(
        DiscordLocale.CHINESE_CHINA, text(ZH, "discord.command." + name + ".about"));
    everywhere(command);
    return command;
  }

  private CommandData onMessage(String name, String key) {
    CommandData command = Commands.message(name);
    command.setNameLocalization(
        DiscordLocale.CHINESE_CHINA, text(ZH, "discord.command." + key + ".name"));
    everywhere(command);
    return command;
  }

  private static void everywhere(CommandData command) {
    command.setContexts(InteractionContextType.ALL).setIntegrationTypes(IntegrationType.ALL);
  }

  private OptionData option(OptionType type, String name) {
    return new OptionData(type, name, text(Locale.ENGLISH, "discord.option." + name + ".about"))
        .setNameLocalization(
            DiscordLocale.CHINESE_CHINA, text(ZH, "discord.option." + name + ".name"))
        .setDescriptionLocalization(
            DiscordLocale.CHINESE_CHINA, text(ZH, "discord.option." + name + ".about"));
  }

  private OptionData prompt() {
    return option(OptionType.STRING, PROMPT).setRequired(true).setMaxLength(PROMPT_LENGTH);
  }

  private OptionData aspect() {
    OptionData option = option(OptionType.STRING, ASPECT);
    for (AspectRatio ratio : AspectRatio.values()) {
      option.addChoice(ratio.text(), ratio.text());
    }
    return option;
  }

  private OptionData resolution() {
    OptionData option = option(OptionType.STRING, RESOLUTION);
    for (Resolution resolution : Resolution.values()) {
      option.addChoice(resolution.text(), resolution.text());
    }
    return option;
  }

  /** A default of one's own can be taken back. */
  private OptionData canBeOff(OptionData option) {
    return option.addChoices(
        new Command.Choice(text(Locale.ENGLISH, "discord.choice.off"), OFF)
            .setNameLocalization(DiscordLocale.CHINESE_CHINA, text(ZH, "discord.choice.off")));
  }

  private OptionData language() {
    return option(OptionType.STRING, LANGUAGE)
        .addChoice("English", "en")
        .addChoice("简体中文", "zh-CN");
  }

  private String text(Locale language, String key) {
    return texts.text(language, key);
  }

  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
}
