package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.AutoCompleteQuery;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import org.jspecify.annotations.Nullable;

/** The suggestions of autocomplete. */
public final class Autocomplete {
  /** Discord refuses more. */
  private static final int MAX_CHOICES = 25;

  private static final int MAX_NAME_LENGTH = 100;

  private final Conversation conversation;

  public Autocomplete(Conversation conversation) {
    this.conversation = conversation;
  }

  List<Choice> choices(CommandAutoCompleteInteractionEvent event, Locale language) {
    if (event.getName().equals(AdminSubcommands.COMMAND)) {
      return adminChoices(event, language);
    }
    AutoCompleteQuery typed = event.getFocusedOption();
    // Of a picture that is attached no more is known yet than that it is there.
    int images =
        (int)
            event.getOptions().stream()
                .filter(o -> o.getType() == OptionType.ATTACHMENT || isLink(o.getName()))
                .count();
    return conversation
        .suggest(
            language,
            RequestOption.ofWord(typed.getName()).orElse(RequestOption.MODEL),
            typed.getValue(),
            RequestOption.fromFields(name -> value(event.getOption(name))),
            images,
            MAX_CHOICES)
        .stream()
        .limit(MAX_CHOICES)
        .map(Autocomplete::toChoice)
        .toList();
  }

  private List<Choice> adminChoices(CommandAutoCompleteInteractionEvent event, Locale language) {
    var typed = event.getFocusedOption();
    OptionMapping limit = event.getOption(AdminSubcommands.LIMIT);
    String limitName = limit == null ? "" : limit.getAsString();
    Stream<String> values =
        switch (typed.getName()) {
          case AdminSubcommands.PROVIDER ->
              conversation
                  .providers(new PersonRef(DiscordIds.PLATFORM, event.getUser().getId()))
                  .stream();
          case AdminSubcommands.VALUE ->
              Stream.concat(
                  limitName.equals("models") ? models(language, typed.getValue()) : Stream.empty(),
                  AdminSubcommands.values(limitName).stream());
          default -> models(language, typed.getValue());
        };
    String start = typed.getValue().strip().toLowerCase(Locale.ROOT);
    return values
        .filter(value -> value.startsWith(start))
        .limit(MAX_CHOICES)
        .map(value -> new Choice(value, value))
        .toList();
  }

  private Stream<String> models(Locale language, String typed) {
    return conversation
        .suggest(language, RequestOption.MODEL, typed, Map.of(), 0, MAX_CHOICES)
        .stream()
        .map(Conversation.Suggestion::value);
  }

  private static boolean isLink(String option) {
    return option.equals(Command.Field.PICTURE_LINK.word());
  }

  private static @Nullable String value(@Nullable OptionMapping option) {
    return option == null || option.getType() == OptionType.ATTACHMENT
        ? null
        : option.getAsString();
  }

  private static Choice toChoice(Conversation.Suggestion suggestion) {
    return new Choice(
        TextTruncation.truncate(suggestion.label(), MAX_NAME_LENGTH), suggestion.value());
  }
}
