package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/**
 * The command definitions registered with Discord: one of each {@link Command} that stands in a
 * menu, and those on messages. Names and descriptions come from the bundles ({@code
 * discord.command.<word>}, {@code discord.option.<word>}); the English names are the words.
 */
public final class SlashCommands {
  /** What the conversation takes for "no default". */
  private static final String OFF = "off";

  /** Names of the message commands; Discord shows and sends them as they are. */
  static final String REMIX_MESSAGE = "Remix video";

  static final String ANIMATE_MESSAGE = "Animate image";

  /** Commands of the core that a message's menu offers as well. */
  static final Map<String, Command> ON_MESSAGE =
      Map.of("About video", Command.ABOUT, "Report video", Command.REPORT);

  /** Providers take less; the core says so with the reason. Discord takes 6000. */
  static final int MAX_PROMPT_LENGTH = 4000;

  private final MessageTexts texts;

  public SlashCommands(MessageTexts texts) {
    this.texts = texts;
  }

  /** Whether everybody sees the answer: it becomes the status message. */
  static boolean isPublic(String command) {
    return Command.ofWord(command).filter(Command::ordersVideo).isPresent();
  }

  public List<CommandData> all() {
    List<CommandData> all = new ArrayList<>();
    for (Command command : Command.values()) {
      if (command.audience() != Command.Audience.NOBODY) {
        all.add(slashCommand(command));
      }
    }
    all.add(messageCommand(REMIX_MESSAGE, "remix-message"));
    all.add(messageCommand(ANIMATE_MESSAGE, "animate-message"));
    ON_MESSAGE.forEach(
        (name, command) -> all.add(messageCommand(name, command.word() + "-message")));
    return all;
  }

  private SlashCommandData slashCommand(Command command) {
    String key = "discord.command." + command.word();
    SlashCommandData data = Commands.slash(command.word(), text(Locale.ENGLISH, key + ".about"));
    for (Locale language : translations()) {
      data.setNameLocalization(DiscordLocale.from(language), text(language, key + ".name"));
      data.setDescriptionLocalization(DiscordLocale.from(language), text(language, key + ".about"));
    }
    if (command.audience() == Command.Audience.MODERATORS) {
      data.setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER));
    }
    allowEverywhere(data);
    if (command == Command.ADMIN) {
      new AdminSubcommands(texts).addTo(data);
      return data;
    }
    return data.addOptions(command.options().stream().map(o -> option(command, o)).toList());
  }

  private CommandData messageCommand(String name, String key) {
    CommandData command = Commands.message(name);
    for (Locale language : translations()) {
      command.setNameLocalization(
          DiscordLocale.from(language), text(language, "discord.command." + key + ".name"));
    }
    allowEverywhere(command);
    return command;
  }

  private static void allowEverywhere(CommandData command) {
    command.setContexts(InteractionContextType.ALL).setIntegrationTypes(IntegrationType.ALL);
  }

  private OptionData option(Command command, Command.Option option) {
    // In /settings a value is a default, which can be taken back.
    boolean asDefault = command == Command.SETTINGS;
    return switch (option) {
      case Command.Field.PROMPT ->
          option(OptionType.STRING, option).setRequired(true).setMaxLength(MAX_PROMPT_LENGTH);
      case Command.Field.LINE ->
          throw new IllegalStateException("a line is made of subcommands, not typed");
      case Command.Field.IMAGE,
          Command.Field.IMAGE_2,
          Command.Field.IMAGE_3,
          Command.Field.IMAGE_4 ->
          option(OptionType.ATTACHMENT, option);
      case Command.Field.SOURCE, Command.Field.PICTURE_LINK, Command.Field.TASK ->
          option(OptionType.STRING, option);
      case Command.Field.LANGUAGE ->
          choices(
              option,
              asDefault,
              texts.languages().stream()
                  .map(l -> new Choice(text(l, "language.name"), l.toLanguageTag()))
                  .toList());
      // Without a card is a choice, with one is what everybody has: there is nothing to take back.
      case Command.Field.CONFIRM ->
          choices(
              option,
              false,
              Stream.of(VideoOption.ON, VideoOption.OFF)
                  .map(value -> choice("option." + value, value))
                  .toList());
      case RequestOption.MODEL -> option(OptionType.STRING, option).setAutoComplete(true);
      // What there is depends on the model.
      case RequestOption.DURATION,
          RequestOption.ASPECT,
          RequestOption.RESOLUTION,
          RequestOption.SOUND,
          RequestOption.WATERMARK,
          RequestOption.ENHANCEMENT,
          RequestOption.STYLE,
          RequestOption.PICTURES ->
          option(OptionType.STRING, option).setAutoComplete(true);
      case RequestOption.SEED -> option(OptionType.INTEGER, option);
      case RequestOption.NEGATIVE_PROMPT ->
          option(OptionType.STRING, option).setMaxLength(MAX_PROMPT_LENGTH);
    };
  }

  private OptionData choices(Command.Option option, boolean canBeOff, List<Choice> choices) {
    OptionData data = option(OptionType.STRING, option).addChoices(choices);
    return canBeOff ? data.addChoices(choice("discord.choice.off", OFF)) : data;
  }

  private Choice choice(String key, String value) {
    Choice choice = new Choice(text(Locale.ENGLISH, key), value);
    for (Locale language : translations()) {
      choice.setNameLocalization(DiscordLocale.from(language), text(language, key));
    }
    return choice;
  }

  private OptionData option(OptionType type, Command.Option option) {
    String key = "discord.option." + option.word();
    OptionData data = new OptionData(type, option.word(), text(Locale.ENGLISH, key + ".about"));
    for (Locale language : translations()) {
      data.setNameLocalization(DiscordLocale.from(language), text(language, key + ".name"));
      data.setDescriptionLocalization(DiscordLocale.from(language), text(language, key + ".about"));
    }
    return data;
  }

  /** The languages beside English that Discord knows; it shows English where it has no other. */
  private List<Locale> translations() {
    return texts.languages().stream()
        .filter(language -> !language.equals(Locale.ENGLISH))
        .filter(language -> DiscordLocale.from(language) != DiscordLocale.UNKNOWN)
        .toList();
  }

  private String text(Locale language, String key) {
    return texts.text(language, key);
  }
}
