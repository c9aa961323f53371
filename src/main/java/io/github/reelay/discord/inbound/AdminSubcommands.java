package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.policy.LimitKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/**
 * The subcommands of {@code /admin} with their pickers, and the line that each stands for: what is
 * typed on platforms without fields. Names and descriptions come from the bundles ({@code
 * discord.admin.<path>}, {@code discord.option.<word>}).
 */
final class AdminSubcommands {
  static final String COMMAND = "admin";

  /** Words of options. */
  static final String LIMIT = "limit";

  static final String VALUE = "value";
  static final String PROVIDER = "provider";
  static final String MODEL = "model";
  private static final String USER = "user";
  private static final String ROLE = "role";
  private static final String CHANNEL = "channel";

  /** All that hold messages, but no threads: rules are about their channel. */
  private static final Set<ChannelType> RULED_CHANNELS =
      EnumSet.of(
          ChannelType.TEXT,
          ChannelType.NEWS,
          ChannelType.VOICE,
          ChannelType.STAGE,
          ChannelType.FORUM);

  private static final String WHERE = "where";
  private static final String SWITCH = "switch";
  private static final String CHANGE = "change";
  private static final String DAYS = "days";
  private static final String BY = "by";
  private static final String TASK = "task";
  private static final String PAGE = "page";
  private static final String CODE = "code";

  private static final List<String> WHERE_WORDS = List.of("here", "chat", "everywhere");
  private static final String LIMIT_PREFIX = "limits.";

  private final MessageTexts texts;

  AdminSubcommands(MessageTexts texts) {
    this.texts = texts;
  }

  void addTo(SlashCommandData admin) {
    admin.addSubcommandGroups(
        localized(
                new SubcommandGroupData(
                    "limits", text(Locale.ENGLISH, "discord.admin.limits.about")))
            .addSubcommands(
                subcommand(
                    "limits.show", option(USER), option(CHANNEL), choices(WHERE, WHERE_WORDS)),
                subcommand(
                    "limits.set",
                    choices(LIMIT, limits()).setRequired(true),
                    option(VALUE).setRequired(true).setAutoComplete(true),
                    option(USER),
                    option(CHANNEL),
                    choices(WHERE, WHERE_WORDS))));
    admin.addSubcommands(
        listChange("allow"),
        listChange("ban"),
        listChange("unban"),
        subcommand("pause", option(CHANNEL), choices(WHERE, WHERE_WORDS)),
        subcommand("resume", option(CHANNEL), choices(WHERE, WHERE_WORDS)),
        subcommand(
            "spend",
            choices(DAYS, List.of("today", "7", "30")),
            choices(BY, List.of("person", "model", "provider"))),
        subcommand("tasks", option(TASK)),
        subcommand(
            "providers",
            choices(SWITCH, List.of("enable", "disable")),
            option(PROVIDER).setAutoComplete(true)),
        subcommand(
            "models",
            option(PROVIDER).setAutoComplete(true),
            option(MODEL).setAutoComplete(true),
            choices(SWITCH, List.of("enable", "disable")),
            option(PAGE)),
        subcommand("operators", choices(CHANGE, List.of("add", "remove")), option(USER)),
        subcommand("instances"),
        subcommand("claim", option(CODE).setRequired(true)));
  }

  private SubcommandData listChange(String verb) {
    return subcommand(
        verb, option(USER), option(ROLE), option(CHANNEL), choices(WHERE, WHERE_WORDS));
  }

  /**
   * The line that a subcommand stands for, {@code limits set cool-down 30s <@5>}.
   *
   * @param path as Discord says it: {@code admin limits set}
   * @param options by word; people, roles and channels as mentions
   */
  static String line(String path, Map<String, String> options) {
    String verb = path.substring(COMMAND.length()).strip();
    Stream<String> words =
        switch (verb) {
          case "allow", "ban", "unban" ->
              Stream.of(
                  first(options, USER, ROLE, CHANNEL).orElse("here"),
                  options.getOrDefault(WHERE, ""));
          case "pause", "resume", "limits show" ->
              Stream.of(first(options, USER, CHANNEL, WHERE).orElse(""));
          case "limits set" ->
              Stream.of(
                  options.getOrDefault(LIMIT, ""),
                  options.getOrDefault(VALUE, "").replaceAll("\\s+", ""),
                  first(options, USER, CHANNEL, WHERE).orElse(""));
          case "spend" -> Stream.of(DAYS, BY).map(word -> options.getOrDefault(word, ""));
          case "providers" ->
              Stream.of(SWITCH, PROVIDER).map(word -> options.getOrDefault(word, ""));
          case "models" ->
              Stream.of(
                      options.containsKey(SWITCH)
                          ? List.of(SWITCH, PROVIDER, MODEL)
                          : List.of(PROVIDER, PAGE))
                  .flatMap(List::stream)
                  .map(word -> options.getOrDefault(word, ""));
          case "operators" ->
              options.containsKey(USER)
                  ? Stream.of(options.getOrDefault(CHANGE, "add"), options.get(USER))
                  : Stream.of();
          default -> options.values().stream();
        };
    return Stream.concat(Stream.of(verb), words)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> first(Map<String, String> options, String... words) {
    return Arrays.stream(words).filter(options::containsKey).map(options::get).findFirst();
  }

  /** What was chosen, in the form that a typed line has it. */
  static Map<String, String> options(List<OptionMapping> chosen) {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionMapping option : chosen) {
      options.put(
          option.getName(),
          switch (option.getType()) {
            case USER -> "<@" + option.getAsString() + ">";
            case ROLE -> "<@&" + option.getAsString() + ">";
            case CHANNEL -> "<#" + option.getAsString() + ">";
            default -> option.getAsString().strip();
          });
    }
    return options;
  }

  /** Values that suit a limit, for its field. */
  static List<String> values(String limit) {
    List<String> usual =
        LimitKey.parse(limit)
            .map(key ->
                switch (key.kind()) {
                  case AMOUNT -> List.of("1.00", "2.00", "5.00", "10.00", "20.00", "50.00");
                  case COUNT -> List.of("1", "2", "3", "5", "10", "20");
                  case MIN_DURATION -> List.of("30s", "1m", "2m", "5m", "15m", "1h");
                  case MAX_DURATION -> List.of("5s", "8s", "10s", "15s");
                  case NAME_SET -> List.<String>of();
                })
            .orElse(List.of());
    return Stream.concat(usual.stream(), Stream.of("none", "default")).toList();
  }

  private static List<String> limits() {
    return Arrays.stream(LimitKey.values())
        .map(key -> key.path().substring(LIMIT_PREFIX.length()))
        .toList();
  }

  private SubcommandData subcommand(String path, OptionData... options) {
    String name = path.substring(path.indexOf('.') + 1);
    SubcommandData data =
        new SubcommandData(name, text(Locale.ENGLISH, "discord.admin." + path + ".about"));
    for (Locale language : translations()) {
      data.setNameLocalization(
              DiscordLocale.from(language), text(language, "discord.admin." + path + ".name"))
          .setDescriptionLocalization(
              DiscordLocale.from(language), text(language, "discord.admin." + path + ".about"));
    }
    return data.addOptions(options);
  }

  private SubcommandGroupData localized(SubcommandGroupData group) {
    String key = "discord.admin." + group.getName();
    for (Locale language : translations()) {
      group
          .setNameLocalization(DiscordLocale.from(language), text(language, key + ".name"))
          .setDescriptionLocalization(DiscordLocale.from(language), text(language, key + ".about"));
    }
    return group;
  }

  private OptionData option(String word) {
    OptionType type =
        switch (word) {
          case USER -> OptionType.USER;
          case ROLE -> OptionType.ROLE;
          case CHANNEL -> OptionType.CHANNEL;
          case PAGE -> OptionType.INTEGER;
          default -> OptionType.STRING;
        };
    String key = "discord.option." + word;
    OptionData data = new OptionData(type, word, text(Locale.ENGLISH, key + ".about"));
    if (type == OptionType.CHANNEL) {
      data.setChannelTypes(RULED_CHANNELS);
    }
    for (Locale language : translations()) {
      data.setNameLocalization(DiscordLocale.from(language), text(language, key + ".name"));
      data.setDescriptionLocalization(DiscordLocale.from(language), text(language, key + ".about"));
    }
    return data;
  }

  /** Choices whose words have labels in the bundles; names of limits are the same everywhere. */
  private OptionData choices(String word, List<String> values) {
    OptionData data = option(word);
    for (String value : values) {
      Choice choice = new Choice(label(Locale.ENGLISH, word, value), value);
      for (Locale language : translations()) {
        choice.setNameLocalization(DiscordLocale.from(language), label(language, word, value));
      }
      data.addChoices(choice);
    }
    return data;
  }

  private String label(Locale language, String word, String value) {
    return word.equals(LIMIT) ? value : text(language, "discord.choice." + word + "." + value);
  }

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
