package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.RequestOption;
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
  static final String LANGUAGE = "language";
  static final String REMIX_SOURCE = "video";
  static final String ADMIN_COMMAND = "command";

  /** What the conversation takes for "no default". */
  private static final String OFF = "off";

  /** Names of the message commands; Discord shows and sends them as they are. */
  static final String REMIX_MESSAGE = "Remix video";

  static final String ANIMATE_MESSAGE = "Animate image";

  /** Providers take less; the core says so with the reason. Discord takes 6000. */
  private static final int MAX_PROMPT_LENGTH = 4000;

  private static final Set<String> PUBLIC_COMMANDS = Set.of(VIDEO, REMIX);

  private final MessageTexts texts;

  public SlashCommands(MessageTexts texts) {
    this.texts = texts;
  }

  /** Whether everybody sees the answer: it becomes the status message. */
  static boolean isPublic(String command) {
    return PUBLIC_COMMANDS.contains(command);
  }

  public List<CommandData> all() {
    List<CommandData> all = new ArrayList<>();
    all.add(
        slashCommand(VIDEO)
            .addOptions(
                promptOption(),
                option(OptionType.ATTACHMENT, IMAGE),
                option(OptionType.STRING, RequestOption.MODEL.word()).setAutoComplete(true),
                option(OptionType.INTEGER, RequestOption.DURATION.word()).setAutoComplete(true),
                aspectOption(),
                resolutionOption()));
    all.add(
        slashCommand(REMIX).addOptions(promptOption(), option(OptionType.STRING, REMIX_SOURCE)));
    for (String plain : List.of("jobs", "models", "usage", "help", "forget")) {
      all.add(slashCommand(plain));
    }
    all.add(
        slashCommand("settings")
            .addOptions(
                option(OptionType.STRING, RequestOption.MODEL.word()).setAutoComplete(true),
                option(OptionType.STRING, RequestOption.DURATION.word()).setAutoComplete(true),
                withOffChoice(aspectOption()),
                withOffChoice(resolutionOption()),
                withOffChoice(languageOption())));
    all.add(
        slashCommand("admin")
            .addOptions(option(OptionType.STRING, ADMIN_COMMAND).setRequired(true))
            .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER)));
    all.add(messageCommand(REMIX_MESSAGE, "remix-message"));
    all.add(messageCommand(ANIMATE_MESSAGE, "animate-message"));
    return all;
  }

  private SlashCommandData slashCommand(String name) {
    SlashCommandData command =
        Commands.slash(name, text(Locale.ENGLISH, "discord.command." + name + ".about"));
    command.setNameLocalization(
        DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.command." + name + ".name"));
    command.setDescriptionLocalization(
        DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.command." + name + ".about"));
    allowEverywhere(command);
    return command;
  }

  private CommandData messageCommand(String name, String key) {
    CommandData command = Commands.message(name);
    command.setNameLocalization(
        DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.command." + key + ".name"));
    allowEverywhere(command);
    return command;
  }

  private static void allowEverywhere(CommandData command) {
    command.setContexts(InteractionContextType.ALL).setIntegrationTypes(IntegrationType.ALL);
  }

  private OptionData option(OptionType type, String name) {
    return new OptionData(type, name, text(Locale.ENGLISH, "discord.option." + name + ".about"))
        .setNameLocalization(
            DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.option." + name + ".name"))
        .setDescriptionLocalization(
            DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.option." + name + ".about"));
  }

  private OptionData promptOption() {
    return option(OptionType.STRING, PROMPT).setRequired(true).setMaxLength(MAX_PROMPT_LENGTH);
  }

  private OptionData aspectOption() {
    OptionData option = option(OptionType.STRING, RequestOption.ASPECT.word());
    for (AspectRatio ratio : AspectRatio.values()) {
      option.addChoice(ratio.text(), ratio.text());
    }
    return option;
  }

  private OptionData resolutionOption() {
    OptionData option = option(OptionType.STRING, RequestOption.RESOLUTION.word());
    for (Resolution resolution : Resolution.values()) {
      option.addChoice(resolution.text(), resolution.text());
    }
    return option;
  }

  /** A default of one's own can be taken back. */
  private OptionData withOffChoice(OptionData option) {
    return option.addChoices(
        new Command.Choice(text(Locale.ENGLISH, "discord.choice.off"), OFF)
            .setNameLocalization(DiscordLocale.CHINESE_CHINA, text(CHINESE, "discord.choice.off")));
  }

  private OptionData languageOption() {
    return option(OptionType.STRING, LANGUAGE)
        .addChoice("English", "en")
        .addChoice("简体中文", "zh-CN");
  }

  private String text(Locale language, String key) {
    return texts.text(language, key);
  }

  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
}
